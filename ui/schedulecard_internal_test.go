package ui

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// key gives a key to whoever has the keyboard; without anybody Esc closes what lies on top, as the window has it.
func (d *downloadsStage) key(name fyne.KeyName) {
	if f := d.window.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	} else if name == fyne.KeyEscape {
		escapeLayer(d.window.Canvas())
	}
}

func TestScheduleForm(t *testing.T) {
	at := func(every schedule.Every, hour int, days ...time.Weekday) schedule.Schedule {
		s := schedule.Default()
		s.Every, s.Days, s.Hour = every, days, hour
		return s
	}
	off, full := at(schedule.Weekly, 6, time.Monday), at(schedule.Weekly, 6, time.Monday)
	off.Off, full.FullEveryDays, full.Data = true, 0, schedule.Data{Early: true}
	tests := map[string]struct {
		fill func(*scheduleForm)
		want schedule.Schedule
	}{
		"as it is": {func(*scheduleForm) {}, at(schedule.Weekly, 6, time.Monday)},
		"never":    {func(f *scheduleForm) { f.every.Choose(everyNever) }, off},
		"daily":    {func(f *scheduleForm) { f.every.Choose(everyDay); f.at.SetText("6 pm") }, at(schedule.Daily, 18)},
		"friday":   {func(f *scheduleForm) { f.day.Choose(4) }, at(schedule.Weekly, 6, time.Friday)},
		"two days": {func(f *scheduleForm) { f.every.Choose(everyCustom); f.days[3].SetChecked(true) }, at(schedule.Custom, 6, time.Monday, time.Thursday)},
		"what":     {func(f *scheduleForm) { f.full.SetText("0"); f.early.SetChecked(true); f.lastYear.SetChecked(false) }, full},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDownloads(t, doneReport(7))
			d.open(t, pageWidth, pageHeight)
			f := showScheduleForm(d.surroundings, d.page.doors, d.set.chosen, d.page.schedule.saved)
			tt.fill(f)
			test.Tap(f.form.act)
			if diff := cmp.Diff([]schedule.Schedule{tt.want}, d.set.saved); diff != "" {
				t.Error(diff)
			}
			if d.changes != 1 || d.window.Canvas().Overlays().Top() != nil {
				t.Errorf("%d changes told, form closed %t", d.changes, d.window.Canvas().Overlays().Top() == nil)
			}
		})
	}
}

func TestScheduleFormSaysWhatIsWrong(t *testing.T) {
	tests := map[string]struct {
		fill func(*scheduleForm)
		want string
	}{
		"time":    {func(f *scheduleForm) { f.at.SetText("at six") }, scheduleClockOdd},
		"no days": {func(f *scheduleForm) { f.every.Choose(everyCustom); f.days[0].SetChecked(false) }, "Choose at least one day of the week."},
		"number":  {func(f *scheduleForm) { f.full.SetText("often") }, scheduleFullOdd},
		"long":    {func(f *scheduleForm) { f.full.SetText("4000") }, "Get everything again after 1 to 366 days, or 0 for never."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := newDownloads(t, doneReport(7))
			d.open(t, pageWidth, pageHeight)
			f := showScheduleForm(d.surroundings, d.page.doors, d.set.chosen, d.page.schedule.saved)
			tt.fill(f)
			if f.next.Text != "" {
				t.Errorf("a schedule that cannot be followed has a next time: %q", f.next.Text)
			}
			d.key(fyne.KeyReturn)
			if f.form.wrong.label.Text != tt.want || len(d.set.saved) != 0 {
				t.Errorf("said %q, saved %v", f.form.wrong.label.Text, d.set.saved)
			}
			d.key(fyne.KeyEscape)
			if d.window.Canvas().Overlays().Top() != nil {
				t.Error("Esc closes the form")
			}
		})
	}
}

func TestScheduleFormShowsWhatComesNext(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.set.chosen.JitterMinutes = 0
	d.open(t, pageWidth, pageHeight)
	f := showScheduleForm(d.surroundings, d.page.doors, d.set.chosen, d.page.schedule.saved)
	f.at.SetText("7:15 PM")
	if got, want := f.next.Text, "Next: Monday, Aug 31, 7:15 PM"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	f.every.Choose(everyNever)
	if f.rest.Visible() {
		t.Error("without a schedule there is no time to choose")
	}
}

func TestScheduleWhileClosed(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	card := d.page.schedule
	test.Tap(card.closed)
	if diff := cmp.Diff([]string{"install a9994"}, d.task.did); diff != "" || !card.closed.Checked || card.closed.Disabled() {
		t.Errorf("%s ticked %t", diff, card.closed.Checked)
	}
	// Another time reaches the system too, and no schedule takes its task away.
	card.saved(schedule.Default())
	off := schedule.Default()
	off.Off = true
	d.set.chosen = off
	card.saved(off)
	if diff := cmp.Diff([]string{"install a9994", "install a9994", "remove a9994"}, d.task.did); diff != "" {
		t.Error(diff)
	}
	if !card.closed.Disabled() || card.about.label.Text != scheduleClosedOff {
		t.Errorf("without a schedule there is nothing to run: %q", card.about.label.Text)
	}
}

func TestScheduleWhileClosedIsRefused(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	card := d.page.schedule
	d.task.err = errors.Join(&app.UsageError{Text: "This computer has no scheduler that ClaimsDesk can use."}, errors.New("exit status 2"))
	test.Tap(card.closed)
	if card.closed.Checked || card.closed.Disabled() || card.about.label.Text != "This computer has no scheduler that ClaimsDesk can use." {
		t.Errorf("ticked %t, said %q", card.closed.Checked, card.about.label.Text)
	}
}

func TestScheduleWithoutClaimsctl(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.task.missing = "Not possible here."
	d.open(t, pageWidth, pageHeight)
	if card := d.page.schedule; !card.closed.Disabled() || card.about.label.Text != "Not possible here." {
		t.Errorf("said %q", card.about.label.Text)
	}
}

func TestScheduleStops(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.set.next = schedule.Decision{Do: schedule.Stop, Why: schedule.BecauseExpired}
	d.open(t, pageWidth, pageHeight)
	if got := d.page.schedule.next.label.Text; got != app.StopText(schedule.BecauseExpired) {
		t.Errorf("got %q", got)
	}
}

func TestParseClock(t *testing.T) {
	for typed, want := range map[string][2]int{"6:00 AM": {6, 0}, "6am": {6, 0}, "6 p.m.": {18, 0}, "18:30": {18, 30}, "06:00": {6, 0}, "12:05 am": {0, 5}} {
		hour, minute, ok := parseClock(typed)
		if !ok || hour != want[0] || minute != want[1] {
			t.Errorf("%q: %d:%02d %t", typed, hour, minute, ok)
		}
	}
	for _, typed := range []string{"", "6", "25:00", "13 PM", "noon"} {
		if _, _, ok := parseClock(typed); ok {
			t.Errorf("%q is no time", typed)
		}
	}
}
