package app

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/words/wordtest"
)

func TestWords(t *testing.T) { wordtest.Check(t, "app") }
