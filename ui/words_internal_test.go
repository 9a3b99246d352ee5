package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/words"
)

// words_gen.go is what wordgen makes of the catalogue now, and no other file here holds words.
func TestWordsAreGenerated(t *testing.T) {
	want, err := os.ReadFile("words_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	generator := filepath.Join(dir, "wordgen")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", generator, "../words/wordgen").CombinedOutput(); err != nil {
		t.Fatalf("build wordgen: %v\n%s", err, out)
	}
	generate := exec.CommandContext(t.Context(), generator, "ui")
	generate.Dir = dir
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("run wordgen: %v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "words_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("words_gen.go is stale: run go generate ./ui")
	}
	others, err := filepath.Glob("words_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range others {
		if name != "words_gen.go" && name != "words_internal_test.go" {
			t.Errorf("%s: words stand in words/en.json: add them there, run go generate ./ui, delete this file", name)
		}
	}
}

// Every message of the catalogue is said somewhere.
func TestEveryWordIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok {
				used[name.Name] = true
			}
			return true
		})
	}
	for _, m := range catalogue(t) {
		if !used[m.Name] {
			t.Errorf("%s is said nowhere: delete it from words/en.json", m.ID())
		}
	}
}

// Words are filled in after Speak: a variable that takes them when the program starts would keep them in English.
func TestNoVariableKeepsWords(t *testing.T) {
	all := map[string]bool{}
	for _, m := range catalogue(t) {
		all[m.Name] = true
	}
	for path, file := range sources(t) {
		for _, d := range file.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.VAR {
				ast.Inspect(d, func(n ast.Node) bool {
					if name, ok := n.(*ast.Ident); ok && all[name.Name] {
						t.Errorf("%s: a variable of the package holds %s: make it a function", path, name.Name)
					}
					return true
				})
			}
		}
	}
}

// A text with places is filled in with as many values as it has places. The compiler cannot see that: the texts are
// no constants.
func TestPlacesAreFilled(t *testing.T) {
	all := map[string]words.Message{}
	for _, m := range catalogue(t) {
		all[m.Name] = m
	}
	for path, file := range sources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			m, given, ok := filled(call, all)
			if want := places(m.Forms["other"]); ok && given != want {
				t.Errorf("%s: %s has %d places and is given %d values", path, m.Name, want, given)
			}
			return true
		})
	}
}

// filled returns the message that a call fills in, and how many values it gives.
func filled(call *ast.CallExpr, all map[string]words.Message) (m words.Message, values int, ok bool) {
	called, isSelector := call.Fun.(*ast.SelectorExpr)
	if !isSelector || call.Ellipsis.IsValid() {
		return words.Message{}, 0, false
	}
	on, _ := called.X.(*ast.Ident)
	switch {
	case on == nil:
	case on.Name == "fmt" && called.Sel.Name == "Sprintf":
		name, _ := call.Args[0].(*ast.Ident)
		if name != nil {
			m, ok = all[name.Name]
			return m, len(call.Args) - 1, ok
		}
	case called.Sel.Name == "Of":
		m, ok = all[on.Name]
		return m, len(call.Args), ok
	}
	return words.Message{}, 0, false
}

var place = regexp.MustCompile(`%(\[\d+\])?[sdv]`)

func places(text string) int {
	return len(place.FindAllString(strings.ReplaceAll(text, "%%", ""), -1))
}

// catalogue are the messages of this package.
func catalogue(t *testing.T) []words.Message {
	t.Helper()
	all, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	var ours []words.Message
	for _, m := range all {
		if m.Package == "ui" {
			ours = append(ours, m)
		}
	}
	if len(ours) == 0 {
		t.Fatal("the catalogue has no words for this package")
	}
	return ours
}

// sources are the parsed files of this package that people wrote, without tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("got sources %v, %v", paths, err)
	}
	files, set := map[string]*ast.File{}, token.NewFileSet()
	for _, path := range paths {
		if path == "words_gen.go" || strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[path] = file
	}
	return files
}
