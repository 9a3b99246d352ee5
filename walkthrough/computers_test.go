package walkthrough_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// freshComputer has the window open for the first time.
func freshComputer(t *testing.T) *window {
	w := newWindow(t)
	w.open(t)
	return w
}

// practised keeps the data folder of the first window that got its practice data, for the tasks that begin with it.
var practised struct {
	sync.Mutex
	folder string
}

// practiceComputer has practice data from an earlier day, and the window open.
func practiceComputer(t *testing.T) *window {
	w := newWindow(t)
	fillWithPractice(t, w)
	w.open(t)
	return w
}

// fillWithPractice gives a computer practice data. The first time the window itself gets them.
func fillWithPractice(t *testing.T, w *window) {
	t.Helper()
	practised.Lock()
	defer practised.Unlock()
	if practised.folder == "" {
		practised.folder = *practiceFolder
	}
	if practised.folder == "" {
		first := newWindow(t)
		first.open(t)
		k := &walk{t: t, w: first, name: "practice"}
		k.take(step{say: "start", click: "Start practicing", at: cards})
		k.until("practice data", func() bool { return first.loaded(t) })
		keepPractice(t, first)
	}
	if err := os.CopyFS(w.data(), os.DirFS(practised.folder)); err != nil {
		t.Fatal(err)
	}
}

// keepPractice closes a window and keeps its data for other tasks.
func keepPractice(t *testing.T, w *window) {
	t.Helper()
	w.close(t)
	practised.folder = keepData(t, w)
}

// kept are folders with data for other tasks; TestMain takes them away.
var kept []string

// keepData copies the data of a computer to where they outlive the test.
func keepData(t *testing.T, w *window) string {
	t.Helper()
	folder, err := os.MkdirTemp(os.TempDir(), "claimsdesk-walkthrough-")
	if err != nil {
		t.Fatal(err)
	}
	kept = append(kept, folder)
	data := filepath.Join(folder, "data")
	if err := os.CopyFS(data, os.DirFS(w.data())); err != nil {
		t.Fatal(err)
	}
	return data
}

// TestMain takes the kept data away.
func TestMain(m *testing.M) {
	code := m.Run()
	for _, folder := range kept {
		if err := os.RemoveAll(folder); err != nil {
			code = 1
		}
	}
	os.Exit(code)
}

// status is what claimsctl status says, as far as proofs need it.
type status struct {
	People      int    `json:"people"`
	DataAsOf    string `json:"data_as_of"`
	LastRefresh struct {
		State string `json:"state"`
		Files struct {
			Done  int `json:"done"`
			Total int `json:"total"`
		} `json:"files"`
	} `json:"last_refresh"`
}

// status asks for the state of the data; the zero value is that of a folder without data.
func (w *window) status(t *testing.T) status {
	t.Helper()
	var s status
	if err := w.ctl(t, &s, "status"); err != nil {
		return status{} // there is no data set yet
	}
	return s
}

// table reads a table of the data set, each row by the names of its columns.
func (w *window) table(t *testing.T, name string, more ...string) []map[string]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name+".csv")
	args := append([]string{"export", "--table", name, "--out", path, "--headings", "column"}, more...)
	if err := w.ctl(t, nil, args...); err != nil {
		t.Fatal(err)
	}
	return readTable(t, path)
}

// readTable reads a CSV file with a line of headings.
func readTable(t *testing.T, path string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("a table of %d lines: %v", len(lines), err)
	}
	rows := make([]map[string]string, len(lines)-1)
	for i, line := range lines[1:] {
		rows[i] = map[string]string{}
		for c, heading := range lines[0] {
			rows[i][heading] = line[c]
		}
	}
	return rows
}

// loaded says that a refresh has come to its end.
func (w *window) loaded(t *testing.T) bool {
	t.Helper()
	return w.status(t).LastRefresh.State == "done"
}
