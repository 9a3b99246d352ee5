package ui_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// fakeTray is a tray in memory.
type fakeTray struct{ menu *fyne.Menu }

func (f *fakeTray) SetSystemTrayMenu(menu *fyne.Menu) { f.menu = menu }
func (f *fakeTray) SetSystemTrayIcon(fyne.Resource)   {}

func (f *fakeTray) item(label string) *fyne.MenuItem {
	i := slices.IndexFunc(f.menu.Items, func(item *fyne.MenuItem) bool { return item.Label == label })
	if i < 0 {
		return nil
	}
	return f.menu.Items[i]
}

// The whole of getting data through the window: ask, download, history, one download in full.
func TestGetNewData(t *testing.T) {
	r := newRig(t, t.TempDir(), true)
	r.resize(1280, 800)
	r.choose("View", "Downloads")
	r.want("Last download: ", "Everything came in: ", "1 download, newest first", "Practice data")
	r.choose("Data", "Get new data")
	r.want("Ask CMS for the patient list and new claims since Aug 29, 2026?")
	r.press(fyne.KeyReturn)
	r.want("2 downloads, newest first", "New since Aug 29", "new claims, ")
	r.choose("View", "Home")
	r.choose("View", "Back")
	r.want("2 downloads, newest first")
}

// A refresh that the end of the program cut off goes on when the data set is opened again; one that waits for a person
// does not.
func TestOpenRefreshIsTakenUp(t *testing.T) {
	tests := map[string]struct {
		reason claims.WaitReason
		want   string
	}{
		"cut off": {"", "Complete"}, "outage": {claims.WaitOutage, "Complete"}, "paused": {claims.WaitPaused, "Resume"}, "disk": {claims.WaitRoom, "The disk is full."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			r := newRig(t, dir, true)
			r.choose("View", "Downloads")
			r.choose("File", "Quit")
			leaveOpen(t, dir, tt.reason)
			r = newRig(t, dir, true)
			r.choose("View", "Downloads")
			r.want(tt.want, "2 downloads")
		})
	}
}

// leaveOpen stores a refresh that has only been planned, and why it waits.
func leaveOpen(t *testing.T, dir string, reason claims.WaitReason) {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: dir, Secrets: app.NewMemorySecrets()})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(context.Background(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	last, err := set.DB().LastRefresh(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	open := claims.Refresh{
		Course: claims.Course{State: claims.RefreshPlanned}, APIVersion: last.APIVersion, Group: last.Group, Types: last.Types,
		Since: last.TransactionTime, StartedAt: last.StartedAt.Add(time.Minute),
	}
	if reason != "" {
		open.Course = claims.Course{State: claims.RefreshWaiting, Reason: reason, Back: claims.RefreshAsked, Then: claims.StepAsk}
	}
	if _, err := set.DB().SaveRefresh(context.Background(), open); err != nil {
		t.Fatal(err)
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
}

// While a download runs the window only goes out of sight where there is a tray, and a word says so; the tray can pause.
func TestCloseWhileDownloading(t *testing.T) {
	tray := &fakeTray{}
	var told []string
	closed := false
	r := startRig(t, rigOptions{
		app: test.NewApp(), dir: t.TempDir(), practice: true, people: fewPeople,
		deps: func(d *ui.Deps) {
			d.Tray = tray
			d.Notify = func(title, text string) { told = append(told, title+" "+text) }
		},
		onEvent: func(r *rig) {
			if closed || !r.sees("Downloading claims") {
				return
			}
			closed = true
			r.ui.Close()
			if tray.item("Pause download").Disabled {
				t.Error("a download that runs can be paused from the tray")
			}
			tray.item("Pause download").Action()
		},
	})
	if !closed {
		t.Fatal("no download was seen")
	}
	if len(told) != 1 || !strings.HasPrefix(told[0], "ClaimsDesk goes on getting data") {
		t.Errorf("told %q", told)
	}
	tray.item("Open ClaimsDesk").Action()
	r.choose("View", "Downloads")
	r.want("Paused", "Resume")
	if !tray.item("Pause download").Disabled {
		t.Error("nothing is left to pause")
	}
	r.tap("Resume")
	r.want("Complete")
}

// A connection that is removed takes its secret along; what becomes of the data is asked.
func TestRemoveConnectionOfADataSet(t *testing.T) {
	for _, deleting := range []bool{false, true} {
		dir, secrets := t.TempDir(), app.NewMemorySecrets()
		var internet *cms
		r := startRig(t, rigOptions{app: test.NewApp(), dir: dir, people: fewPeople, secrets: secrets, transport: func(r *rig) http.RoundTripper {
			internet = newCMS(r)
			return internet
		}})
		connectReal(r, internet)
		names := setsOf(t, dir)
		r.choose("View", "Downloads")
		r.want("secret good until", "Complete")
		r.tap("Remove…")
		want := "Not connected: this data came from files."
		if deleting {
			chooseDelete(r)
			r.tap("Remove and delete the data")
			want = "Welcome to ClaimsDesk"
		} else {
			r.tap("Remove the connection")
		}
		r.want(want)
		if _, err := secrets.Secret(context.Background(), names[0]); !errors.Is(err, app.ErrNoSecret) {
			t.Errorf("the secret: %v", err)
		}
		if left := setsOf(t, dir); (len(left) == 0) != deleting {
			t.Errorf("data sets left: %v", left)
		}
		r.choose("File", "Quit")
	}
}

// connectReal sets up a connection to real data and gets them.
func connectReal(r *rig, internet *cms) {
	r.tap("Set up")
	a := &album{tb: r.tb}
	r.ui.Drop(a.credentials(internet))
	r.press(fyne.KeyReturn) // Keep it
	r.retype("8/3/2026")
	r.tap("Test connection")
	r.tap("Continue")
	if box, ok := r.canvas().Focused().(interface{ TypedRune(rune) }); ok {
		box.TypedRune(' ')
	}
	r.tap("Connect and get data")
}

// chooseDelete answers that the data are to be deleted too, and types the word.
func chooseDelete(r *rig) {
	for _, o := range shown(r.canvas().Overlays().Top()) {
		if c, ok := o.(*widgets.Choice); ok {
			c.Choose(1)
		}
	}
	for _, o := range shown(r.canvas().Overlays().Top()) {
		if e, ok := o.(interface{ SetText(string) }); ok {
			if f, ok := o.(fyne.Focusable); ok && slices.Contains(wordsOf(o), "DELETE") {
				r.canvas().Focus(f)
				e.SetText("DELETE")
			}
		}
	}
}

// setsOf lists the data sets of a folder.
func setsOf(t *testing.T, dir string) []string {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	names, err := desk.SetNames()
	if err != nil {
		t.Fatal(err)
	}
	return names
}
