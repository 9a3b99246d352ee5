package wordtest

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var (
	twoLetters = regexp.MustCompile(`[A-Za-z]{2}`)
	dayLayout  = regexp.MustCompile(`Jan|Jul|\b2006\b|3:04`)
	fileName   = regexp.MustCompile(`^[a-z0-9%.-]*\.[a-z]+$|^claimsdesk-`)
)

// NoLiterals fails where a text in the code of the present folder looks like words for people: it begins with a capital or
// has a space. Logs and errors, layouts of days and names of files are none; allowed are the others.
func NoLiterals(t *testing.T, allowed ...string) {
	t.Helper()
	seen := map[string]bool{}
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.CallExpr:
				return !forProgrammers(n)
			case *ast.BasicLit:
				text, ok := likeWords(n)
				if !ok {
					return true
				}
				seen[text] = true
				if !slices.Contains(allowed, text) {
					t.Errorf("%s: %q stands in the code: put it into words/en.json", path, text)
				}
			}
			return true
		})
	}
	for _, text := range allowed {
		if !seen[text] {
			t.Errorf("%q is allowed and stands nowhere", text)
		}
	}
}

func likeWords(l *ast.BasicLit) (text string, ok bool) {
	if l.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(l.Value)
	if err != nil || !twoLetters.MatchString(text) || dayLayout.MatchString(text) || fileName.MatchString(text) {
		return "", false
	}
	first := text[0]
	return text, strings.Contains(text, " ") || first >= 'A' && first <= 'Z'
}

// forProgrammers are calls whose texts go to a log, or into an error that app puts into words.
func forProgrammers(call *ast.CallExpr) bool {
	called, ok := call.Fun.(*ast.SelectorExpr)
	return ok && slices.Contains([]string{"Error", "Warn", "Info", "Debug", "Errorf", "New"}, called.Sel.Name) && len(call.Args) > 0 && isLiteral(call.Args[0])
}

func isLiteral(e ast.Expr) bool {
	_, ok := e.(*ast.BasicLit)
	return ok
}
