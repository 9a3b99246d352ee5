package app

import (
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// Words about CMS do not stand where another server is meant.
func TestGenericProblems(t *testing.T) {
	for _, row := range genericProblems() {
		if text := row.problem.Title + row.problem.Text; strings.Contains(text, "CMS") || strings.Contains(text, "ACO-MS") {
			t.Errorf("%v: %s", row.kind, text)
		}
		if row.problem.Exit == 0 {
			t.Errorf("%v has no exit code", row.kind)
		}
		if got, ok := genericProblem(row.kind); !ok || got != row.problem {
			t.Errorf("%v: found %+v", row.kind, got)
		}
	}
	if _, ok := genericProblem(bcda.ErrTooMuch); ok {
		t.Error("a kind of every server has words of its own")
	}
}
