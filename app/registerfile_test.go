package app_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestSaveRegister(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	out := filepath.Join(t.TempDir(), "people.csv")
	if _, err := set.Export(t.Context(), app.ExportRequest{Table: claims.Beneficiaries, Format: app.FormatCSV, Out: out}, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "register.csv")
	if _, err := set.SaveRegister(t.Context(), "", "", path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	plain, marked := strings.CutPrefix(string(text), "\ufeff")
	rows, err := csv.NewReader(strings.NewReader(plain)).ReadAll()
	if err != nil || !marked || len(rows) != 2 || rows[1][2] != "Table beneficiaries" || rows[1][7] != out || len(rows[1][10]) != 64 {
		t.Errorf("marked %t, rows %q: %v", marked, rows, err)
	}
	entries, err := set.Exports(t.Context(), 0)
	if err != nil || len(entries) != 1 {
		t.Errorf("the register's own file entered it: %d entries, %v", len(entries), err)
	}
}

func TestExportsBetween(t *testing.T) {
	at := func(text string) claims.ExportEntry {
		day, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return claims.ExportEntry{At: day}
	}
	list := []claims.ExportEntry{at("2026-08-03T02:00:00Z"), at("2026-08-02T12:00:00Z"), at("2026-08-01T12:00:00Z")}
	west := time.FixedZone("west", -5*3600) // the first one is made on Aug 2 there
	for _, tt := range []struct {
		from, to string
		want     int
	}{{"", "", 3}, {"2026-08-02", "", 2}, {"", "2026-08-01", 1}, {"2026-08-02", "2026-08-02", 2}, {"2026-08-03", "", 0}} {
		if got := len(app.ExportsBetween(list, tt.from, tt.to, west)); got != tt.want {
			t.Errorf("%s to %s: %d, want %d", tt.from, tt.to, got, tt.want)
		}
	}
}
