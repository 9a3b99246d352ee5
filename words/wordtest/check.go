package wordtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/words"
)

// Check fails unless the catalogue and the package in the present folder belong together. says are functions beside
// fmt.Sprintf that take a text and what its places hold.
func Check(t *testing.T, pkg string, says ...string) {
	t.Helper()
	p := &checked{t: t, words: map[string]words.Message{}, files: sources(t)}
	all, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		if m.Package == pkg {
			p.words[m.Name] = m
		}
	}
	if len(p.words) == 0 {
		t.Fatalf("the catalogue has no words for package %s", pkg)
	}
	t.Run("generated", func(t *testing.T) { generated(t, pkg) })
	t.Run("every word is used", func(t *testing.T) { p.t = t; p.used() })
	t.Run("no variable keeps words", func(t *testing.T) { p.t = t; p.kept() })
	t.Run("places are filled", func(t *testing.T) { p.t = t; p.filled(append(says, "Sprintf")) })
}

// generated: words_gen.go is what wordgen makes of the catalogue now, and no other file here holds words.
func generated(t *testing.T, pkg string) {
	want, err := os.ReadFile("words_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	generator := filepath.Join(dir, "wordgen")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", generator, "github.com/claimsdesk/claimsdesk/words/wordgen").CombinedOutput(); err != nil {
		t.Fatalf("build wordgen: %v\n%s", err, out)
	}
	generate := exec.CommandContext(t.Context(), generator, pkg)
	generate.Dir = dir
	if out, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("run wordgen: %v\n%s", err, out)
	}
	got, err := os.ReadFile(filepath.Join(dir, "words_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("words_gen.go is stale: run make generate")
	}
	others, err := filepath.Glob("words_*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range others {
		if name != "words_gen.go" && !strings.HasSuffix(name, "_test.go") {
			t.Errorf("%s: words stand in words/en.json: add them there, run make generate, delete this file", name)
		}
	}
}

// checked is a package with its words by name.
type checked struct {
	t     *testing.T
	words map[string]words.Message
	files map[string]*ast.File
}

// used: every message of the catalogue is said somewhere.
func (p *checked) used() {
	used := map[string]bool{}
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			if name, ok := n.(*ast.Ident); ok {
				used[name.Name] = true
			}
			return true
		})
	}
	for name, m := range p.words {
		if !used[name] {
			p.t.Errorf("%s is said nowhere: delete it from words/en.json", m.ID())
		}
	}
}

// kept: words are put into their variables after the program has started, so another variable of the package would keep
// them in English.
func (p *checked) kept() {
	for path, file := range p.files {
		for _, d := range file.Decls {
			d, ok := d.(*ast.GenDecl)
			if !ok || d.Tok != token.VAR {
				continue
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok && p.words[name.Name].Name != "" {
					p.t.Errorf("%s: a variable of the package holds %s: make it a function", path, name.Name)
				}
				return true
			})
		}
	}
}

// filled: a text with places is given as many values as it has places. The compiler cannot see that, for the texts are
// no constants.
func (p *checked) filled(says []string) {
	for path, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || call.Ellipsis.IsValid() {
				return true
			}
			name, given := p.said(call, says)
			if name == "" {
				return true
			}
			if want := Places(p.words[name].Forms["other"]); given != want {
				p.t.Errorf("%s: %s has %d places and is given %d values", path, name, want, given)
			}
			return true
		})
	}
}

// said returns the message that a call fills in, and how many values it gives; "" for other calls.
func (p *checked) said(call *ast.CallExpr, says []string) (name string, given int) {
	called, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return "", 0
	}
	if on, ok := called.X.(*ast.Ident); ok && called.Sel.Name == "Of" && p.words[on.Name].Name != "" {
		return on.Name, len(call.Args)
	}
	if !slices.Contains(says, called.Sel.Name) {
		return "", 0
	}
	for i, arg := range call.Args {
		if _, ok := arg.(*ast.BasicLit); ok {
			return "", 0 // the text is another one
		}
		if word, ok := arg.(*ast.Ident); ok && p.words[word.Name].Name != "" {
			return word.Name, len(call.Args) - 1 - i
		}
	}
	return "", 0
}

var place = regexp.MustCompile(`%(\[\d+\])?[sdv]`)

// Places is how many values a text has places for: %[1]s may stand twice, %s is another one each time.
func Places(text string) int {
	numbered, plain := map[string]bool{}, 0
	for _, p := range place.FindAllString(strings.ReplaceAll(text, "%%", ""), -1) {
		if !strings.Contains(p, "[") {
			plain++
			continue
		}
		numbered[p] = true
	}
	return plain + len(numbered)
}

// Filled is a text with the same words in all of its places.
func Filled(text, with string) string { return place.ReplaceAllString(text, with) }

// sources are the files of the present folder that people wrote, without tests.
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
