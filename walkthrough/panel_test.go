package walkthrough_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// Sizes of T7: the people of the data, and those of the list.
const (
	panelPeople = 420
	panelSize   = 400
)

// Clicks that the first run of T7 may take, and the later one.
const (
	panelMost = 20
	againMost = 4
)

// panelRecipe is what the recipe of T7 is called.
const panelRecipe = "Panel claim lines"

// panelToExcel is T7: the claim lines of a list of 400 people as a limited data set, kept as a recipe, and run again later. "Last 12
// months" stands for the year: what is meant by it moves with the day, and the second run is on a later day.
func panelToExcel() task {
	preview, first := 0, 0
	count := func(k *walk) { preview = k.figure(`Claim lines ([\d,]+)`, foot) }
	later := step{say: "on a later day", do: func(t *testing.T, w *window) {
		w.close(t)
		w.env = []string{"TZ=" + laterPlace}
		w.open(t)
	}, see: "Excel", in: rail}
	return task{
		id: "T7", what: "400 MBIs: claim lines as a limited data set, as a recipe; again later", most: panelMost + againMost, computer: panelComputer,
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "excel", click: "Excel", at: rail, see: "My lists", in: pageHead},
			{say: "my lists", click: "My lists", at: pageHead, see: "No lists yet", in: page},
			{say: "import", click: "Import a list", at: page, see: "paste where it is", in: middle},
			{say: "choose file", click: "Choose file", at: besideField, see: "Panel", in: middle},
			{say: "the file", click: "Panel", at: middle},
			{say: "open it", click: "Open", at: fileButtons, see: "400 people found", in: middle},
			{say: "save the list", click: "Save list", at: middle, see: "Export these people", in: pageHead},
			{say: "export these", click: "Export these people", at: pageHead, see: "One table", in: page},
			{say: "one table", click: "One table", at: page, see: "Parquet", in: page},
			{say: "dates", click: "All dates of service", at: page, see: "Last quarter", in: page},
			{say: "12 months", click: "Last 12 months", at: page, see: "Purpose", in: page},
			{say: "tables", click: "Table", at: formNames, right: toField, see: "Diagnoses", in: page},
			{say: "claim lines", click: "Claim lines", at: page, see: "Purpose", in: page},
			{say: "excel file", click: "Excel (.xlsx)", at: page, see: "1 workbook, about", in: foot},
			{say: "how many", note: count},
			{say: "save as recipe", click: "Save as recipe", at: foot, see: "Save recipe", in: middle},
			{say: "its name", typed: panelRecipe},
			{say: "keep it", click: "Save recipe", at: middle, see: panelRecipe, in: page},
			{say: "run it", click: "Run", at: firstButton, see: "Choose folder", in: middle},
			{say: "save", click: "Not now", at: middle, right: saveRight, see: "The file is saved", in: middle},
			{say: "so far", note: func(k *walk) { first = k.clicks }},
			later,
			{say: "excel again", click: "Excel", at: rail, see: "Saved recipes", in: pageHead},
			{say: "saved recipes", click: "Saved recipes", at: pageHead, see: panelRecipe, in: page},
			{say: "run it again", click: "Run", at: firstButton, see: "Choose folder", in: middle},
			{say: "save again", click: "Not now", at: middle, right: saveRight, see: "The file is saved", in: middle},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "excel", keys: []string{"ctrl+5"}, see: "My lists", in: pageHead},
			{say: "my lists", keys: []string{"ctrl+Tab", "ctrl+Tab"}, see: "No lists yet", in: page},
			{say: "import", keys: []string{"Return"}, see: "paste where it is", in: middle},
			{say: "where the file is", do: func(t *testing.T, w *window) { w.typed(t, filepath.Join(w.home, panelFile)) }},
			{say: "read it", keys: []string{"Return"}, see: "400 people found", in: middle},
			{say: "save the list", keys: []string{"Return"}, see: "Export these people", in: pageHead},
			{say: "export these", keys: []string{"Return"}, see: "One table", in: page},
			{say: "one table", keys: []string{"Right"}, see: "Parquet", in: page},
			{say: "dates", keys: []string{"Tab", "Tab", "Tab", "space"}, see: "Last quarter", in: page}, // who, my list
			{say: "12 months", keys: []string{"Down", "Down", "Return", "Tab"}, see: "12 months", in: page},
			{say: "tables", keys: []string{"Tab", "space"}, see: "Diagnoses", in: page}, // which claims
			{say: "claim lines", keys: []string{"Down", "Return", "Tab"}, see: "Claim lines", in: page},
			{say: "excel file", keys: []string{"Right", "Right"}, see: "1 workbook, about", in: foot},
			{say: "how many", note: count},
			{say: "save as recipe", keys: append(times(6, "Tab"), "Return"), see: "Save recipe", in: middle}, // columns, headings, privacy, purpose
			{say: "its name", typed: panelRecipe},
			{say: "keep it", keys: []string{"Return"}, see: panelRecipe, in: page},
			{say: "run it", keys: []string{"Return"}, see: "Choose folder", in: middle},
			{say: "save", keys: []string{"Return"}, see: "The file is saved", in: middle},
			later,
			{say: "excel again", keys: []string{"ctrl+5"}, see: "Saved recipes", in: pageHead},
			{say: "saved recipes", keys: []string{"ctrl+Tab"}, see: panelRecipe, in: page},
			{say: "run it again", keys: []string{"Return"}, see: "Choose folder", in: middle},
			{say: "save again", keys: []string{"Return"}, see: "The file is saved", in: middle},
		},
		proof: func(k *walk) {
			if again := k.clicks - first; first > panelMost || again > againMost {
				k.t.Errorf("%d clicks, and %d later; at most %d and %d are allowed", first, again, panelMost, againMost)
			}
			k.provePanel(preview)
		},
	}
}

// registered is an export as claimsctl lists it.
type registered struct {
	Filters string `json:"filters"`
	Privacy string `json:"privacy"`
	Recipe  string `json:"recipe"`
	Files   []struct {
		Name string `json:"name"`
		Rows int    `json:"rows"`
	} `json:"files"`
}

// provePanel looks into both files: as many rows as told before, nobody named, and days that moved.
func (k *walk) provePanel(preview int) {
	k.t.Helper()
	var register struct {
		Exports []registered `json:"exports"`
	}
	if err := k.w.ctl(k.t, &register, "exports"); err != nil {
		k.t.Fatal(err)
	}
	var runs []registered // the latest first
	for _, e := range register.Exports {
		if e.Recipe == panelRecipe {
			runs = append(runs, e)
		}
	}
	if len(runs) != 2 || len(runs[0].Files) != 1 || len(runs[1].Files) != 1 {
		k.t.Fatalf("the register has %d runs of the recipe, want two with a file each", len(runs))
	}
	if runs[1].Files[0].Rows != preview || preview == 0 {
		k.t.Errorf("%d rows were told before, %d were written", preview, runs[1].Files[0].Rows)
	}
	if runs[0].Filters == runs[1].Filters || !strings.Contains(runs[0].Filters, "20") {
		k.t.Errorf("the days did not move: %q", runs[0].Filters)
	}
	people := k.w.table(k.t, "beneficiaries")
	named := map[string]bool{}
	for _, row := range people {
		named[strings.ToUpper(row["mbi"])], named[strings.ToUpper(row["last_name"])] = true, true
	}
	for _, run := range runs {
		b := bookAt(k.t, run.Files[0].Name)
		lines := b.sheets[b.names[0]]
		if run.Privacy != "limited" || len(lines.rows)-1 != run.Files[0].Rows {
			k.t.Errorf("a %s file of %d rows, the register says %d", run.Privacy, len(lines.rows)-1, run.Files[0].Rows)
		}
		for _, row := range lines.rows {
			for _, c := range row {
				if c.value != "" && named[strings.ToUpper(c.value)] {
					k.t.Fatal("somebody is named in the file")
				}
			}
		}
	}
}

// Places on both sides of the line where days begin: it is a later day in the second one, whatever the hour.
const (
	firstPlace = "Etc/GMT+12"
	laterPlace = "Pacific/Kiritimati"
)

// panelFile is the list of people as somebody has it, in the home folder.
const panelFile = "Panel.csv"

// panelled keeps the data of many people for the next walk.
var panelled string

// panelComputer has the data of many people, and a file with the MBIs of most of them.
func panelComputer(t *testing.T) *window {
	w := newWindow(t, "TZ="+firstPlace)
	if panelled == "" {
		fillWithMany(t, w)
	} else if err := os.CopyFS(w.data(), os.DirFS(panelled)); err != nil {
		t.Fatal(err)
	}
	var list strings.Builder
	list.WriteString("MBI\n")
	for i, row := range w.table(t, "beneficiaries") {
		if i < panelSize {
			list.WriteString(row["mbi"] + "\n")
		}
	}
	if err := os.WriteFile(filepath.Join(w.home, panelFile), []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	w.open(t)
	return w
}

// fillWithMany loads the data of many people from a server of their own.
func fillWithMany(t *testing.T, w *window) {
	t.Helper()
	people := synth.New(synth.Config{People: panelPeople, Years: 2, Seed: 3, End: time.Now()})
	server, err := practice.New(practice.Config{Source: practice.NewPopulation(people), MinJobTime: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	running, err := server.Start(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	secret := (&cms{Server: server}).secretAlone(t)
	if err := w.ctl(t, nil, "--set", "office", "connect", "--server", running.URL, "--client-id", server.ClientID(), "--secret-file", secret); err != nil {
		t.Fatal(err)
	}
	if err := w.ctl(t, nil, "refresh"); err != nil {
		t.Fatal(err)
	}
	panelled = keepData(t, w)
}
