package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/store"
)

func TestDownloadsAfterACompleteOne(t *testing.T) {
	d := newDownloads(t, doneReport(7), doneReport(6))
	d.open(t, pageWidth, pageHeight)
	p := d.page
	if p.pause.Visible() || p.stop.Visible() || p.resume.Visible() || !p.get.Visible() || p.progress.content.Visible() {
		t.Error("nothing runs and nothing is open: new data is the one step")
	}
	want := []string{"Everything came in: 307 files are here.", "12,418 people on the patient list: 22 new, 9 gone.",
		"20,812 new claims, 348 changed. Paid by Medicare: +$3,124,451.", "CMS had no data for 12 people. This is usually normal, for example for new people."}
	if diff := cmp.Diff(want, lastTexts(d.page)); diff != "" {
		t.Error(diff)
	}
	var cells []string
	for _, c := range p.history.table.Cells(0) {
		cells = append(cells, c.Text)
		for _, chip := range c.Chips {
			cells[len(cells)-1] += chip.Word
		}
	}
	want = []string{"Aug 21, 2026, 6:02 AM", "New since Aug 14", "307", "12,418 (+22 –9)", "20,812 new · 348 changed", "+$3,124,451", "12", "Complete"}
	if diff := cmp.Diff(want, cells); diff != "" {
		t.Error(diff)
	}
	if got, want := p.connection.words.label.Text, "Real data · A9994 · secret good until Nov 1, 2026 · version 2"; got != want {
		t.Errorf("connection %q, want %q", got, want)
	}
	if got, want := p.schedule.next.label.Text, "Next: Monday, Aug 31, 6:12 AM"; got != want {
		t.Errorf("next %q, want %q", got, want)
	}
	test.Tap(p.get)
	if diff := cmp.Diff([]string{"get data"}, d.nav.went); diff != "" {
		t.Error(diff)
	}
}

// lastTexts are the words of the last refresh.
func lastTexts(p *downloadsPage) []string {
	if !p.last.box.Visible() {
		return nil
	}
	report := *p.facts.report
	var list []string
	for _, l := range viewOfLast(report, testNow()).lines {
		list = append(list, l.text)
	}
	return list
}

func TestDownloadsWithoutAny(t *testing.T) {
	d := newDownloads(t)
	d.open(t, pageWidth, pageHeight)
	p := d.page
	if !p.history.empty.Visible() || p.history.table.Visible() || p.last.box.Visible() || p.get.Visible() {
		t.Fatal("the list says that it is empty and offers the one step")
	}
	if d.window.Canvas().Focused() != p.history.empty.Button() {
		t.Error("the step has the keyboard")
	}
}

func TestDownloadsWhileRunning(t *testing.T) {
	d := newDownloads(t, openReport(7, "", ""), doneReport(6))
	d.open(t, pageWidth, pageHeight)
	p := d.page
	d.refresh.tell(running(downloading()))
	if !p.progress.content.Visible() || p.last.box.Visible() || !p.get.Disabled() || !p.pause.Visible() {
		t.Fatal("the running refresh takes the place of the last one")
	}
	var took []string
	for _, line := range p.progress.stages {
		took = append(took, line.label.Text+"|"+line.took.Text)
	}
	want := []string{"Signed in as A9994|2 seconds", "Patient list|1 minute", "Asked CMS for claims since Aug 20, 2026|2 seconds",
		"CMS prepared the files|16 minutes", "Download and store|24 minutes", "Work out which claims count|"}
	d.set.status.Connection.Entity = "A9994"
	if diff := cmp.Diff(want, took); diff != "" {
		t.Error(diff)
	}
	if got, want := p.progress.speed.Text, "11.4 MB/s · about 14 minutes left (from the files so far)\n8,033 records and 412.0 MB stored so far"; got != want {
		t.Errorf("speed %q, want %q", got, want)
	}
	if chip := p.history.table.Cells(0)[7].Chips; len(chip) != 1 || chip[0].Word != resultRunning {
		t.Errorf("the list says %v of the running refresh", chip)
	}
	test.Tap(p.logToggle)
	if !p.logBox.Visible() || p.log.shown != 7 {
		t.Errorf("log shown %t with %d lines", p.logBox.Visible(), p.log.shown)
	}
	test.Tap(p.pause)
	if diff := cmp.Diff([]error{app.ErrPaused}, d.refresh.ended, cmpopts.EquateErrors()); diff != "" || p.progress.detail.Text != progressPausing {
		t.Errorf("%s %q", diff, p.progress.detail.Text)
	}
}

// Each new stage is worth a look at what happened; each file is not.
func TestDownloadsReadsTheLogAtEachStage(t *testing.T) {
	d := newDownloads(t, openReport(7, "", ""))
	d.open(t, pageWidth, pageHeight)
	reads := func(e app.Event) int {
		before := len(d.reader.asked)
		d.refresh.tell(running(e))
		n := 0
		for _, asked := range d.reader.asked[before:] {
			if asked == "refresh 7" {
				n++
			}
		}
		return n
	}
	e := downloading()
	if n := reads(e); n != 1 {
		t.Errorf("%d reads at a new stage", n)
	}
	e.FilesDone++
	if n := reads(e); n != 0 {
		t.Errorf("%d reads at a file", n)
	}
	e.Waiting = &app.Waiting{Problem: app.WaitProblem(claims.WaitOutage), For: time.Minute}
	if n := reads(e); n != 1 {
		t.Errorf("%d reads at a wait", n)
	}
}

func TestDownloadsWaits(t *testing.T) {
	tests := map[string]struct {
		problem app.Problem
		wait    time.Duration
		detail  string
		hint    string
		help    bool
	}{
		"outage":    {app.Problem{Title: "CMS is having trouble right now.", Text: "We keep trying; nothing is lost.", Exit: app.ExitUnreachable}, 4 * time.Minute, "CMS is having trouble right now. Trying again in 4 minutes.", "We keep trying; nothing is lost.", true},
		"slow down": {app.WaitProblem(claims.WaitSlowDown), 5 * time.Minute, "CMS asked us to slow down. Trying again in 5 minutes.", "", false},
		"busy":      {app.WaitProblem(claims.WaitBusy), time.Minute, "An export is already running. Trying again in 1 minute.", "We will follow it.", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDownloads(t, openReport(7, claims.WaitOutage, ""))
			d.open(t, pageWidth, pageHeight)
			e := downloading()
			e.Waiting = &app.Waiting{Problem: tt.problem, For: tt.wait}
			d.refresh.tell(running(e))
			p := d.page.progress
			if p.detail.Text != tt.detail || p.hint.Text != tt.hint || p.help.Visible() != tt.help {
				t.Errorf("%q %q, help %t", p.detail.Text, p.hint.Text, p.help.Visible())
			}
		})
	}
}

func TestDownloadsStandsStill(t *testing.T) {
	tests := map[string]struct {
		reason  claims.WaitReason
		problem string
		first   string
		step    string
	}{
		"paused":      {claims.WaitPaused, "", "Paused. It goes on where it stopped when you say so.", ""},
		"credentials": {claims.WaitCredentials, "CMS did not accept these credentials.", "CMS did not accept these credentials. Rotate them in ACO-MS or 4i, then paste the new secret.", homePasteSecret},
		"access":      {claims.WaitCredentials, "CMS says your organization no longer has access.", "CMS says your organization no longer has access.", homePasteSecret},
		"room":        {claims.WaitRoom, "The disk is full.", "The disk is full. Make room, then go on. What was stored before is unchanged.", ""},
		"january":     {claims.WaitJanuary, "", "CMS is updating patient lists for the new year. This happens every January. You can still download last year's claims.", lastRunoutDo},
		"halfway":     {"", "", lastHalfway + " " + lastHalfwayText, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			report := openReport(7, tt.reason, tt.problem)
			if tt.reason == "" {
				report.Refresh.State = claims.RefreshDownloading
			}
			d := newDownloads(t, report)
			d.open(t, pageWidth, pageHeight)
			p := d.page
			if !p.resume.Visible() || !p.stop.Visible() || p.get.Visible() {
				t.Error("an open refresh is carried on or stopped")
			}
			if got := lastTexts(p); len(got) == 0 || got[0] != tt.first || p.last.step.Text != tt.step || p.last.place.Visible() != (tt.step != "") {
				t.Errorf("said %q, step %q", got, p.last.step.Text)
			}
			test.Tap(p.resume)
			want := []app.RefreshOptions{{Types: report.Refresh.Types, Group: "all", Unattended: true}}
			if diff := cmp.Diff(want, d.refresh.started); diff != "" {
				t.Error(diff)
			}
			if tt.step != "" {
				test.Tap(p.last.step)
			}
			if tt.reason == claims.WaitJanuary && !cmp.Equal(d.asked, []app.RefreshOptions{{Group: groupRunout}}) {
				t.Errorf("asked %v", d.asked)
			}
			if tt.step == homePasteSecret && !cmp.Equal(d.opener.went, []string{"change a9994"}) {
				t.Errorf("went %v", d.opener.went)
			}
		})
	}
}

func TestDownloadsStops(t *testing.T) {
	answers := map[string]struct {
		running bool
		answer  string
		how     []error
		atCMS   []bool
	}{
		"running, here":    {true, "Stop here, keep the 120 files", []error{app.ErrStopHere}, nil},
		"running, at CMS":  {true, stopAtCMS, []error{app.ErrCancelAtCMS}, nil},
		"running, not":     {true, stopCarryOn, nil, nil},
		"standing, here":   {false, "Stop here, keep the 120 files", nil, []bool{false}},
		"standing, at CMS": {false, stopAtCMS, nil, []bool{true}},
	}
	for name, tt := range answers {
		t.Run(name, func(t *testing.T) {
			d := newDownloads(t, openReport(7, claims.WaitPaused, ""))
			d.open(t, pageWidth, pageHeight)
			if tt.running {
				d.refresh.tell(running(downloading()))
			}
			test.Tap(d.page.stop)
			if focused, ok := d.window.Canvas().Focused().(*keyButton); !ok || focused.Text != stopCarryOn {
				t.Error("the safe answer has the keyboard")
			}
			tapIn(t, d.window.Canvas().Overlays().Top(), tt.answer)
			if diff := cmp.Diff(tt.how, d.refresh.ended, cmpopts.EquateErrors()); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tt.atCMS, d.set.ended); diff != "" {
				t.Error(diff)
			}
			if d.window.Canvas().Overlays().Top() != nil {
				t.Error("the question is still there")
			}
		})
	}
}

// tapIn presses the button with a text in an object.
func tapIn(t *testing.T, o fyne.CanvasObject, text string) {
	t.Helper()
	var find func(fyne.CanvasObject) *keyButton
	find = func(o fyne.CanvasObject) *keyButton {
		if b, ok := o.(*keyButton); ok && b.Text == text && b.Visible() {
			return b
		}
		var children []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			children = o.Objects
		case fyne.Widget:
			children = test.WidgetRenderer(o).Objects()
		}
		for _, child := range children {
			if b := find(child); b != nil {
				return b
			}
		}
		return nil
	}
	b := find(o)
	if b == nil {
		t.Fatalf("no button %q", text)
	}
	test.Tap(b)
}

func TestDownloadsFetchesMissingFiles(t *testing.T) {
	d := newDownloads(t, partlyReport(7, 0, 2))
	d.open(t, pageWidth, pageHeight)
	want := []string{
		"305 of 307 files came in. 2 could not be read. Claims of up to 100 people may be missing. The next refresh asks for them again.",
		"9 hours left to fetch these files before CMS deletes them.",
	}
	if diff := cmp.Diff(want, lastTexts(d.page)[:2]); diff != "" {
		t.Error(diff)
	}
	test.Tap(d.page.last.step)
	if len(d.refresh.started) != 1 || d.refresh.started[0].Since != "" || d.refresh.started[0].Full {
		t.Errorf("started %+v", d.refresh.started)
	}
}

// Pause goes with the refresh: the keyboard is then on what helps.
func TestDownloadsKeepsTheKeyboard(t *testing.T) {
	d := newDownloads(t, partlyReport(7, 0, 2))
	d.open(t, pageWidth, pageHeight)
	d.refresh.tell(running(downloading()))
	d.window.Canvas().Focus(d.page.pause)
	d.refresh.tell(refreshState{})
	d.page.read()
	if got := d.window.Canvas().Focused(); got != fyne.Focusable(d.page.last.step) {
		t.Errorf("%T has the keyboard, want the button that fetches missing files", got)
	}
}

func TestViewOfLastEnds(t *testing.T) {
	tests := map[string]struct {
		change func(*claims.RefreshReport)
		chip   string
		first  string
		act    lastAct
	}{
		"failed": {func(r *claims.RefreshReport) {
			r.Refresh.State, r.Refresh.Problem = claims.RefreshFailed, "CMS could not finish this export."
		}, resultFailed, "It did not finish: CMS could not finish this export.", lastAgain},
		"expired":   {func(r *claims.RefreshReport) { r.Refresh.State = claims.RefreshExpired }, resultExpired, lastExpired, lastAgain},
		"cancelled": {func(r *claims.RefreshReport) { r.Refresh.State = claims.RefreshCancelled }, resultStopped, lastStopped, lastNothing},
		"one file":  {func(r *claims.RefreshReport) { r.Refresh.Files = 1 }, resultDone, "Everything came in: 1 file is here.", lastNothing},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			report := doneReport(7)
			tt.change(&report)
			v := viewOfLast(report, testNow())
			if v.chip.Word != tt.chip || v.lines[0].text != tt.first || v.act != tt.act {
				t.Errorf("%q %q %d", v.chip.Word, v.lines[0].text, v.act)
			}
		})
	}
}

// A patient list that shrank shows under the last refresh.
func TestViewOfLastWarns(t *testing.T) {
	report := doneReport(7)
	report.Refresh.People, report.Refresh.NewPeople, report.Refresh.GonePeople = 11_002, 0, 1_416
	lines := viewOfLast(report, testNow()).lines
	if last := lines[len(lines)-1].text; !strings.HasPrefix(last, "11,002 people, 1,416 fewer") {
		t.Errorf("last line %q", last)
	}
}

func TestHistoryOpensAPanel(t *testing.T) {
	d := newDownloads(t, partlyReport(7, 1, 1), doneReport(6))
	d.open(t, pageWidth, pageHeight)
	p := d.page
	d.window.Canvas().Focus(p.history.table)
	p.history.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.open != 7 || p.panel.title.Text != "Aug 21, 2026, 6:02 AM" || p.panel.tabs.Titles()[tabLacking] != "Missing files 2" {
		t.Fatalf("open %d, title %q, tabs %q", p.open, p.panel.title.Text, p.panel.tabs.Titles())
	}
	p.MoveTab(tabMonths)
	if got := p.panel.tables[tabMonths].table.Cells(0); got[0].Text != "Aug 2026" || got[3].Text != "+675" {
		t.Errorf("newest month %v", got)
	}
	months := p.panel.months
	pic := months.picture.Picture()
	last := len(pic.Slots) - 1
	if !months.picture.Visible() || months.table.box.Visible() || last < 0 || pic.Slots[last].Name != "Aug" || pic.Series[1].Values[last]-pic.Series[0].Values[last] != 675 {
		t.Errorf("picture of the months %+v", pic)
	}
	test.Tap(months.toggle)
	if months.picture.Visible() || !months.table.box.Visible() {
		t.Error("the picture has a table twin")
	}
	test.Tap(p.panel.copying)
	for _, want := range []string{"New since Aug 14", "305 in, 2 missing", "12,418 (+22 –9)", "2026-08-21 06:34  Done: 20,812 new claims"} {
		if !strings.Contains(d.copied, want) {
			t.Errorf("summary lacks %q:\n%s", want, d.copied)
		}
	}
	if !p.Escape() || p.open != 0 || d.window.Canvas().Focused() != p.history.table {
		t.Error("Esc closes the panel and goes back to the list")
	}
	if p.Escape() {
		t.Error("nothing is open any more")
	}
}

func TestHistoryInANarrowWindowOpensAPage(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, 900, pageHeight)
	d.page.history.openRow(0)
	if diff := cmp.Diff([]int64{7}, d.shown); diff != "" || d.page.open != 0 {
		t.Error(diff)
	}
}

// The list is read behind the last number of the page before.
func TestHistoryReadsPages(t *testing.T) {
	var reports []claims.RefreshReport
	for id := int64(450); id > 0; id-- {
		reports = append(reports, claims.RefreshReport{Refresh: claims.Refresh{ID: id, Course: claims.Course{State: claims.RefreshDone}}})
	}
	d := newDownloads(t, reports...)
	d.open(t, pageWidth, pageHeight)
	if got := d.page.history.table.Total(); got != 450 {
		t.Errorf("%d rows", got)
	}
	var asked []string
	for _, a := range d.reader.asked {
		if strings.HasPrefix(a, "refreshes") {
			asked = append(asked, a)
		}
	}
	if diff := cmp.Diff([]string{"refreshes before 0", "refreshes before 251", "refreshes before 51"}, asked); diff != "" {
		t.Error(diff)
	}
}

func TestDownloadsProblems(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.reader.err, d.set.failing = store.ErrDamaged, store.ErrDamaged
	d.open(t, pageWidth, pageHeight)
	p := d.page
	if !p.problem.Content().Visible() || !p.history.problem.Content().Visible() || !p.schedule.again.Visible() {
		t.Fatal("page, list and schedule each say that they could not be read")
	}
	d.reader.err, d.set.failing = nil, nil
	test.Tap(p.problem.step)
	test.Tap(p.history.problem.step)
	test.Tap(p.schedule.again)
	if p.problem.Content().Visible() || p.history.problem.Content().Visible() || p.schedule.again.Visible() || p.history.table.Total() != 1 {
		t.Error("another try must bring all of them")
	}
}

func TestRequestWords(t *testing.T) {
	began := time.Date(2026, 8, 21, 6, 0, 0, 0, time.UTC)
	filter := func(c app.Choice) string {
		opts, err := c.Options(claims.V3)
		if err != nil {
			t.Fatal(err)
		}
		return opts.TypeFilter
	}
	tests := map[string]claims.Refresh{
		"Everything":                         {Full: true},
		"New since Aug 20":                   {Since: "2026-08-20T04:00:00Z"},
		"New since Dec 30, 2025":             {Since: "2025-12-30T04:00:00Z"},
		"Last year's claims":                 {Group: groupRunout, Since: "2026-08-20T04:00:00Z"},
		"Everything, early claims too":       {Types: []string{claims.TypeEOB, claims.TypeClaim}},
		"New since Aug 20, early claims too": {Since: "2026-08-20T04:00:00Z", TypeFilter: filter(app.Choice{Early: true})},
		"Claims of Jan 1 – Mar 31, 2026":     {TypeFilter: filter(app.Choice{From: "2026-01-01", To: "2026-03-31"})},
		"Claims of Jan 1, 2026 and later":    {TypeFilter: filter(app.Choice{From: "2026-01-01"})},
		"Claims of up to Mar 31, 2026":       {TypeFilter: filter(app.Choice{To: "2026-03-31"})},
	}
	for want, r := range tests {
		r.StartedAt = began
		if got := requestWords(r); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestDataWords(t *testing.T) {
	last := doneReport(7).Refresh
	tests := map[string]struct {
		ask  app.Ask
		opts app.RefreshOptions
		want string
	}{
		"since":  {app.Ask{Since: "2026-08-20T04:00:00Z"}, app.RefreshOptions{}, "Ask CMS for the patient list and new claims since Aug 20, 2026?"},
		"first":  {app.Ask{Why: app.FullFirst}, app.RefreshOptions{}, askFirst},
		"month":  {app.Ask{Why: app.FullMonthly}, app.RefreshOptions{}, askMonthly},
		"year":   {app.Ask{Why: app.FullNewLists}, app.RefreshOptions{}, askNewLists},
		"wanted": {app.Ask{Why: app.FullWanted}, app.RefreshOptions{Full: true}, askFullWanted},
		"open":   {app.Ask{Open: true}, app.RefreshOptions{}, "Carry on with the download that began on Aug 21, 2026? It asked for: New since Aug 14."},
		"runout": {app.Ask{Why: app.FullFirst}, app.RefreshOptions{Group: groupRunout}, askRunoutAll},
		"again":  {app.Ask{Since: "2026-08-20T04:00:00Z"}, app.RefreshOptions{Group: groupRunout}, "Ask CMS for last year's claims that are new since Aug 20, 2026?"},
	}
	for name, tt := range tests {
		if got := dataWords(tt.ask, tt.opts, &last).text; got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestScheduleCardWords(t *testing.T) {
	base := schedule.Default()
	daily, some, off := base, base, base
	daily.Every, daily.Days, daily.Data.LastYear, daily.Hour, daily.Minute = schedule.Daily, nil, false, 18, 30
	some.Every, some.Days, some.Data.Early = schedule.Custom, []time.Weekday{time.Sunday, time.Tuesday}, true
	off.Off = true
	for want, s := range map[string]schedule.Schedule{
		"Weekly: Monday about 6:00 AM · last year's claims monthly until July": base,
		"Daily about 6:30 PM": daily,
		"Weekly: Tuesday, Sunday about 6:00 AM · early claims too · last year's claims monthly until July": some,
		scheduleIsOff: off,
	} {
		if got := scheduleText(s); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
