package recipe_test

import (
	"os"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/recipe"
)

// The example of docs/reference/recipes.md is a recipe.
func TestDocumentedExample(t *testing.T) {
	text, err := os.ReadFile("../docs/reference/recipes.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, found := strings.Cut(string(text), "```toml\n")
	example, _, closed := strings.Cut(example, "```")
	if !found || !closed {
		t.Fatal("there is no example")
	}
	if _, err := recipe.Parse([]byte(example)); err != nil {
		t.Error(err)
	}
}
