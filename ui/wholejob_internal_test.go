package ui

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/practice"
)

// toPractice sends the form of CMS test data to the practice server: the form itself knows CMS's addresses only.
type toPractice struct {
	desk   *app.Desk
	server app.PracticeServer
}

func (c toPractice) request(req app.ConnectRequest) app.ConnectRequest {
	req.Server, req.ClientID, req.Secret = c.server.Origin, c.server.ClientID, app.PastedSecret(c.server.Secret)
	return req
}

func (c toPractice) TestConnection(ctx context.Context, req app.ConnectRequest, told func(app.TestStep)) (app.ConnectionTest, error) {
	return c.desk.TestConnection(ctx, c.request(req), told)
}

func (c toPractice) Connect(ctx context.Context, req app.ConnectRequest) (app.ConnectResult, error) {
	return c.desk.Connect(ctx, c.request(req))
}

// TestWholeJob goes from an empty folder to a workbook through the pages, on a real server, a real database and a real
// file: connect, refresh, save.
func TestWholeJob(t *testing.T) {
	server, running, err := practice.BuiltIn{People: 8, Now: time.Now}.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := running.Close(); err != nil {
			t.Error(err)
		}
	}()
	desk, err := app.New(app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), WaitScale: 0.001})
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, nil)
	opener := &fakeOpener{}
	connect := toPractice{desk, app.PracticeServer{Origin: running.URL, ClientID: server.ClientID(), Secret: server.ClientSecret()}}
	setup := newSetupPage(s.surroundings, setupDoors{connect: connect, open: opener, secrets: desk})
	s.show(t, setup, pageWidth, pageHeight)
	test.Tap(setup.sandbox)
	test.Tap(setup.form.run)
	if !setup.test.passed {
		t.Fatalf("connection test: %q", setup.test.problem.title.Text)
	}
	test.Tap(setup.test.forward)
	if len(opener.went) != 1 || opener.went[0] != "open and fetch practice" {
		t.Fatalf("after connecting: %v", opener.went)
	}
	set, err := desk.OpenSet(t.Context(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := set.Close(); err != nil {
			t.Error(err)
		}
	}()
	s.read = set.DB()
	refreshOnHome(t, s, set)
	saveAndOpen(t, s, set)
}

// refreshOnHome shows Home while a real refresh runs, and afterwards.
func refreshOnHome(t *testing.T, s *stage, set *app.Set) {
	t.Helper()
	refresh := &fakeRefresh{}
	home := newHomePage(s.surroundings, homeDoors{set: set, refresh: refresh, open: &fakeOpener{}, saveWorkbook: func() {}, downloads: func() {}})
	s.show(t, home, pageWidth, pageHeight)
	if !home.empty.Visible() {
		t.Error("before the refresh there are no data")
	}
	stages := map[int]bool{}
	result, err := set.Refresh(t.Context(), app.RefreshOptions{}, func(e app.Event) {
		refresh.event(e)
		stages[home.progress.place] = true
	})
	if err != nil {
		t.Fatal(err)
	}
	for stage := range progressStages {
		if !stages[stage] {
			t.Errorf("stage %d never showed", stage)
		}
	}
	refresh.tell(refreshState{Ended: true, EndedAt: testNow(), Result: result})
	home.Show(t.Context())
	if !home.progress.ended.Visible() || home.empty.Visible() {
		t.Error("the outcome is not shown")
	}
	if home.data.people.value.Text != "8" || len(home.months.months) == 0 {
		t.Errorf("%s people, %d months", home.data.people.value.Text, len(home.months.months))
	}
}

func saveAndOpen(t *testing.T, s *stage, set *app.Set) {
	t.Helper()
	folder := t.TempDir()
	doors := workbookDoors{set: set, window: s.window, folder: func() string { return folder }, keep: func(string) {}, told: func(string) {}}
	panel := showSaveWorkbook(s.surroundings, doors, workbookScope{})
	test.Tap(panel.save)
	if !panel.done.Visible() {
		t.Fatalf("not saved: %q", panel.problem.title.Text)
	}
	book, err := excelize.OpenFile(filepath.Join(folder, "claimsdesk-practice-2026-08-29.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := book.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := book.GetRows("People")
	if err != nil || len(rows) != 9 {
		t.Errorf("sheet People has %d rows (%v), want a heading and 8 people", len(rows), err)
	}
}
