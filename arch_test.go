package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/claimsdesk/claimsdesk"

// mayImport is the import rule of ARCHITECTURE.md: a folder may import, of ours, only what it names. A row also holds
// for the folders beneath it, unless they have a row of their own. Tests may import more: see testsMayImport.
var mayImport = map[string][]string{
	".": nil, // main.go wires everything: see wires
	"app": {
		"claims", "bcda", "care", "codes", "fhir", "store", "exporter", "exporter/cclf", "exporter/inferno", "exporter/lake", "exporter/tuva", "measure", "ostask", "recipe", "refresh",
		"schedule", "words",
	},
	"assets":              {},
	"bcda":                {},
	"care":                {"claims"},
	"claims":              {},
	"claims/columngen":    {"claims"},
	"codes":               {},
	"cmd/claimsctl":       nil,
	"exporter":            {"claims"},
	"exporter/layouttest": {"claims", "app", "practice", "practice/synth"}, // for tests
	"fhir":                {"claims"},
	"measure":             {"claims"},
	"ostask":              {},
	"practice":            {"practice/synth"},
	"practice/synth":      {},
	"recipe":              {"claims"},
	"refresh":             {"claims"},
	"schedule":            {},
	"soak":                {}, // tests alone
	"store":               {"care", "claims", "codes", "measure"},
	"story":               {"claims", "codes", "words"},
	"store/storetest":     {"claims", "store"},
	"ui":                  {"claims", "app", "assets", "codes", "measure", "ostask", "schedule", "story", "ui/chart", "ui/widgets", "words"},
	"ui/chart":            {},
	"ui/widgets":          {"words"},
	"walkthrough":         {}, // tests alone
	"words":               {},
	"words/wordgen":       {"words"},
	"words/wordtest":      {"words"}, // for tests
}

// wires may import every folder of ours; claimsctl has no window.
var wires = map[string]func(string) bool{
	".":             func(string) bool { return true },
	"cmd/claimsctl": func(dir string) bool { return dir != "ui" && !strings.HasPrefix(dir, "ui/") },
}

// testsMayImport are the folders that tests anywhere may use beside what their folder may.
var testsMayImport = []string{"practice", "practice/synth", "store", "store/storetest", "claims", "fhir", "app", "exporter", "exporter/layouttest", "bcda", "words", "words/wordtest"}

// outside lists libraries that one folder alone may know.
var outside = map[string][]string{
	"fyne.io/fyne/v2":           {".", "ui", "ui/chart", "ui/widgets"},
	"modernc.org/sqlite":        {"store"},
	"database/sql":              {"store"},
	"github.com/xuri/excelize":  {"exporter"},
	"github.com/parquet-go":     {"exporter"},
	"github.com/zalando":        {"app"},
	"github.com/robfig/cron":    {"schedule"},
	"filippo.io/age":            {"app"},
	"github.com/nicksnyder":     {"words"},
	"github.com/mattn":          {"bcda"},
	"fyne.io/fyne/v2/app":       {"."},
	"fyne.io/fyne/v2/driver/gl": {},
	"github.com/go-gl":          {"."},
}

func TestImportRule(t *testing.T) {
	for file, imports := range imports(t) {
		dir := filepath.ToSlash(filepath.Dir(file))
		row := rowOf(dir)
		if row == "" {
			t.Errorf("%s: folder %s has no row in the import rule; add one and say in ARCHITECTURE.md what it is for", file, dir)
			continue
		}
		isTest := strings.HasSuffix(file, "_test.go")
		for _, path := range imports {
			ours, isOurs := strings.CutPrefix(path, module+"/")
			switch {
			case isOurs && ours != dir && !allowed(row, ours, isTest):
				t.Errorf("%s imports %s: the arrow points the wrong way", file, ours)
			case !isOurs && !isTest && !mayKnow(row, path):
				t.Errorf("%s imports %s, which only %v may know", file, path, ownersOf(path))
			}
		}
	}
}

// A wrong arrow is found: the rule itself is not empty.
func TestImportRuleFindsWrongArrows(t *testing.T) {
	for _, wrong := range [][2]string{{"store", "fhir"}, {"ui", "store"}, {"claims", "app"}, {"bcda", "claims"}, {"practice", "bcda"}, {"cmd/claimsctl", "ui"}, {"fhir", "store"}} {
		if allowed(wrong[0], wrong[1], false) {
			t.Errorf("%s may import %s", wrong[0], wrong[1])
		}
	}
	if mayKnow("app", "database/sql") || mayKnow("store", "fyne.io/fyne/v2/widget") || mayKnow("ui", "fyne.io/fyne/v2/app") {
		t.Error("libraries are not fenced in")
	}
}

func allowed(row, dir string, isTest bool) bool {
	if dir == row || slices.Contains(mayImport[row], dir) {
		return true
	}
	if wired, ok := wires[row]; ok {
		return wired(dir)
	}
	return isTest && slices.Contains(testsMayImport, dir)
}

func mayKnow(row, path string) bool {
	owners := ownersOf(path)
	return owners == nil || slices.Contains(owners, row)
}

// ownersOf returns who may know a library: the longest matching prefix decides; nil means everybody.
func ownersOf(path string) []string {
	best, owners := "", []string(nil)
	for library, who := range outside {
		if (path == library || strings.HasPrefix(path, library+"/")) && len(library) > len(best) {
			best, owners = library, who
		}
	}
	return owners
}

// rowOf finds the row of a folder or of the nearest folder above it; "" when there is none.
func rowOf(dir string) string {
	for at := dir; ; at = filepath.ToSlash(filepath.Dir(at)) {
		if _, ok := mayImport[at]; ok && (at != "." || dir == ".") {
			return at
		}
		if at == "." {
			return ""
		}
	}
}

// imports reads the import paths of every Go file of the module.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "tools" || d.Name() == "bench" || d.Name() == "build") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		files[path] = nil
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			files[path] = append(files[path], name)
		}
		return nil
	})
	if err != nil {
		t.Fatalf("read imports: %v", err)
	}
	return files
}
