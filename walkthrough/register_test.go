package walkthrough_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// registerToExcel is T8 up to the register file.
func registerToExcel() task {
	return task{
		id: "T8", what: "Who exported named data? The register as a file", most: 12, computer: exportedComputer,
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "excel", click: "Excel", at: rail, see: "Export register", in: pageHead},
			{say: "register", click: "Export register", at: pageHead, see: "2 exports", in: pageHead},
			{say: "from", click: "New export", at: pageHead, right: fromRight, down: fromDown},
			{say: "from when", typed: "1/1/2026", see: "2 exports", in: pageHead},
			{say: "to excel", click: "To Excel", at: pageHead, see: "Choose folder", in: middle},
			{say: "save", click: "Not now", at: middle, right: saveRight, see: "The file is saved", in: middle},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "excel", keys: []string{"ctrl+5"}, see: "Export register", in: pageHead},
			{say: "register", keys: []string{"ctrl+Tab", "ctrl+Tab", "ctrl+Tab"}, see: "2 exports", in: pageHead},
			{say: "from when", typed: "1/1/2026", see: "2 exports", in: pageHead},
			{say: "to excel", keys: []string{"Tab", "Tab", "Tab", "Tab", "space"}, see: "Choose folder", in: middle},
			{say: "save", keys: []string{"Return"}, see: "The file is saved", in: middle},
		},
		proof: func(k *walk) {
			full, limited := 0, 0
			for _, row := range k.register() {
				if slices.Contains(row, "full") || slices.Contains(row, "Full") {
					full++
				}
				if slices.Contains(row, "limited") || slices.Contains(row, "Limited data set") {
					limited++
				}
			}
			if full != 1 || limited != 1 {
				k.t.Errorf("%d full and %d limited exports in the file of the register, want one each", full, limited)
			}
		},
	}
}

// register reads the one file of the register that was saved to the documents.
func (k *walk) register() [][]string {
	k.t.Helper()
	names := k.w.files(k.t, ".csv")
	if len(names) != 1 {
		k.t.Fatalf("files in the documents: %q, want one", names)
	}
	text, err := os.ReadFile(filepath.Join(k.w.documents(), names[0]))
	if err != nil {
		k.t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		k.t.Fatal(err)
	}
	return rows
}

// exportedComputer has two exports in its register, one of them with names.
func exportedComputer(t *testing.T) *window {
	w := newWindow(t)
	fillWithPractice(t, w)
	for _, privacy := range []string{"full", "limited"} {
		out := filepath.Join(t.TempDir(), "claims.csv")
		if err := w.ctl(t, nil, "export", "--table", "claims", "--privacy", privacy, "--out", out); err != nil {
			t.Fatal(err)
		}
	}
	w.open(t)
	return w
}
