package app_test

import (
	"bytes"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// phasesOf lists the phases of events as they change, the roster's with a mark.
func phasesOf(events []app.Event) []string {
	var phases []string
	for _, e := range events {
		name := string(e.Phase)
		if e.Roster {
			name += " roster"
		}
		if len(phases) == 0 || phases[len(phases)-1] != name {
			phases = append(phases, name)
		}
	}
	return phases
}

func TestEventsOfARefresh(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	result := r.refresh(app.RefreshOptions{})
	want := []string{
		"signing_in", "roster roster", "preparing roster", "downloading roster", "asking", "preparing", "downloading", "settling", "done",
	}
	if diff := cmp.Diff(want, phasesOf(r.events)); diff != "" {
		t.Errorf("phases differ (-want +got):\n%s", diff)
	}
	done := 0
	for i, e := range r.events {
		if i > 0 && e.At.Before(r.events[i-1].At) {
			t.Errorf("event %d is earlier than the one before it", i)
		}
		if e.FilesDone > e.FilesTotal {
			t.Errorf("event %d: got file %d of %d", i, e.FilesDone, e.FilesTotal)
		}
		if e.Phase == app.PhaseDownloading && !e.Roster {
			if e.FilesDone < done || e.ExpiresAt.IsZero() {
				t.Errorf("event %d: got %d files after %d, files kept until %s", i, e.FilesDone, done, e.ExpiresAt)
			}
			done = e.FilesDone
		}
		if text := app.EventText(e); text == "" && e.Phase != app.PhaseDone {
			t.Errorf("phase %s has no words", e.Phase)
		}
	}
	last := r.events[len(r.events)-1]
	if last.FilesDone != result.Count.Files || last.Bytes != result.Count.Bytes || last.Bytes == 0 {
		t.Errorf("last event: got %+v, want the counts of %+v", last, result.Count)
	}
}

// TestEventsOfWaits expects each pause to be told with its reason, in the phase in which it happens.
func TestEventsOfWaits(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.server.Inject(statusFault("/data/", 503, 8))
	r.refresh(app.RefreshOptions{})
	waits := 0
	for _, e := range r.events {
		if e.Waiting == nil {
			continue
		}
		waits++
		if e.Phase != app.PhaseDownloading || e.Waiting.For <= 0 || e.Waiting.Problem.Title != "CMS is having trouble right now." {
			t.Errorf("got %s, %+v", e.Phase, e.Waiting)
		}
	}
	if waits != 8 {
		t.Errorf("got %d waits told, want 8", waits)
	}
}

func TestEventsOfImportAndExport(t *testing.T) {
	set := localSet(t)
	var events []app.Event
	note := func(e app.Event) { events = append(events, e) }
	count, err := set.Import(t.Context(), []string{samples(t, claims.V2)}, app.ImportOptions{}, note)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"importing", "settling", "done"}, phasesOf(events)); diff != "" {
		t.Errorf("import: phases differ (-want +got):\n%s", diff)
	}
	if last := events[len(events)-1]; last.FilesDone != 5 || last.FilesTotal != 5 || last.Bytes != count.Bytes {
		t.Errorf("import: got last event %+v of %+v", last, count)
	}
	for name, req := range map[string]app.ExportRequest{
		"csv":      {Table: claims.ClaimLines, Format: app.FormatCSV, Writer: &bytes.Buffer{}},
		"workbook": {Workbook: true, Format: app.FormatXLSX, Out: filepath.Join(t.TempDir(), "all.xlsx")},
	} {
		events = nil
		if _, err := set.Export(t.Context(), req, note); err != nil {
			t.Fatal(err)
		}
		if phases := phasesOf(events); !slices.Contains(phases, "exporting") || phases[len(phases)-1] != "done" {
			t.Errorf("%s: got phases %v", name, phases)
		}
	}
}
