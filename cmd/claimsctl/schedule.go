package main

import (
	"context"
	"errors"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ostask"
	"github.com/claimsdesk/claimsdesk/schedule"
)

type scheduleCmd struct {
	Show    scheduleShowCmd    `cmd:"" help:"When data is fetched by itself, and the next time."`
	Set     scheduleSetCmd     `cmd:"" help:"Fetch data by itself, while the window is open."`
	Off     scheduleOffCmd     `cmd:"" help:"Fetch nothing by itself any more."`
	Install scheduleInstallCmd `cmd:"" help:"Have the computer's own scheduler run the refresh, with the window closed too."`
	Remove  scheduleRemoveCmd  `cmd:"" help:"Take the refresh out of the computer's own scheduler."`
}

type scheduleShowCmd struct{}

func (c *scheduleShowCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &scheduleDocument{}
	if err := s.reading(ctx, func(set *app.Set) error { return doc.read(ctx, s, set) }); err != nil {
		return nil, err
	}
	return doc, nil
}

type scheduleSetCmd struct {
	Every     string   `enum:"daily,weekly,custom" default:"weekly" help:"daily, weekly (one --day) or custom (several)."`
	Day       []string `help:"Day of the week; monday where weekly names none." placeholder:"DAY"`
	At        string   `default:"06:00" help:"Time of the day (default: 06:00)." placeholder:"TIME"`
	Early     bool     `help:"Early claims too, where CMS gives them to you. CMS advises to get them daily."`
	Runout    bool     `help:"Last year's claims too, about monthly from January to July."`
	FullEvery int      `name:"full-every" default:"30" help:"Get everything again after so many days (default: 30); 0 for never." placeholder:"DAYS"`
}

func (c *scheduleSetCmd) run(ctx context.Context, s *session) (document, error) {
	chosen, err := c.schedule()
	if err != nil {
		return nil, err
	}
	return s.changeSchedule(ctx, func(schedule.Schedule) schedule.Schedule { return chosen })
}

// schedule is what the flags say; what they leave out is the default, not what was chosen before.
func (c *scheduleSetCmd) schedule() (schedule.Schedule, error) {
	chosen := schedule.Schedule{
		Every: schedule.Every(c.Every), Data: schedule.Data{Early: c.Early, LastYear: c.Runout},
		FullEveryDays: c.FullEvery, JitterMinutes: schedule.DefaultJitterMinutes,
	}
	if len(c.Day) == 0 && chosen.Every == schedule.Weekly {
		chosen.Days = []time.Weekday{time.Monday}
	}
	for _, text := range c.Day {
		day, err := schedule.ParseDay(text)
		if err != nil {
			return chosen, &app.UsageError{Text: err.Error()}
		}
		chosen.Days = append(chosen.Days, day)
	}
	var err error
	if chosen.Hour, chosen.Minute, err = schedule.ParseClock(c.At); err == nil {
		err = chosen.Validate()
	}
	if err != nil {
		return chosen, &app.UsageError{Text: err.Error()}
	}
	return chosen, nil
}

type scheduleOffCmd struct{}

func (c *scheduleOffCmd) run(ctx context.Context, s *session) (document, error) {
	return s.changeSchedule(ctx, func(chosen schedule.Schedule) schedule.Schedule {
		chosen.Off = true
		return chosen
	})
}

// changeSchedule saves a schedule, and has the computer's own scheduler follow where it knows of the refresh.
func (s *session) changeSchedule(ctx context.Context, change func(schedule.Schedule) schedule.Schedule) (document, error) {
	// Reading makes no data set, so that a mistyped name is told.
	if err := s.reading(ctx, func(*app.Set) error { return nil }); err != nil {
		return nil, err
	}
	doc := &scheduleDocument{}
	err := s.writing(ctx, func(set *app.Set) error {
		before, err := set.Schedule(ctx)
		if err != nil {
			return err
		}
		chosen := change(before)
		if err := set.SaveSchedule(ctx, chosen); err != nil {
			return err
		}
		tasks, err := ostask.New(ostask.Options{})
		if err == nil {
			err = s.followSchedule(ctx, tasks, set.Name(), chosen)
		}
		if err != nil && !errors.Is(err, ostask.ErrNoScheduler) {
			return taskProblem(err)
		}
		return doc.read(ctx, s, set)
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

// scheduleDocument is what every schedule command prints.
type scheduleDocument struct {
	Set           string   `json:"set"`
	Off           bool     `json:"off"`
	Every         string   `json:"every"`
	Days          []string `json:"days"`
	At            string   `json:"at"`
	Early         bool     `json:"early"`
	Runout        bool     `json:"runout"`
	FullEveryDays int      `json:"full_every_days"`
	// Next is what comes next, in the window.
	Next scheduleNextDocument `json:"next"`
	// Installed says that the computer's own scheduler runs the refresh.
	Installed bool `json:"installed"`

	words string
}

type scheduleNextDocument struct {
	Do     schedule.Action `json:"do"`
	At     *string         `json:"at"` // RFC 3339; null when no time is known
	Full   bool            `json:"full"`
	Reason schedule.Reason `json:"reason"`
	Words  string          `json:"words"`
}

// read fills the document from the data set.
func (d *scheduleDocument) read(ctx context.Context, s *session, set *app.Set) error {
	chosen, err := set.Schedule(ctx)
	if err != nil {
		return err
	}
	next, err := set.NextRefresh(ctx)
	if err != nil {
		return err
	}
	if d.Installed, err = s.taskInstalled(ctx, set.Name()); err != nil {
		return err
	}
	d.Set, d.Off, d.Every, d.Days, d.At = set.Name(), chosen.Off, string(chosen.Every), orEmpty(schedule.DayNames(chosen.Days)), chosen.Clock()
	d.Early, d.Runout, d.FullEveryDays, d.words = chosen.Data.Early, chosen.Data.LastYear, chosen.FullEveryDays, chosen.String()
	d.Next = newScheduleNextDocument(next, s.main.Now())
	return nil
}

func newScheduleNextDocument(next schedule.Decision, now time.Time) scheduleNextDocument {
	d := scheduleNextDocument{Do: next.Do, Full: next.Full, Reason: next.Why, Words: app.ScheduleText(next, now)}
	if next.Do == schedule.Nothing && next.Then != "" {
		d.Do = next.Then
	}
	if !next.At.IsZero() {
		text := next.At.In(now.Location()).Format(time.RFC3339)
		d.At = &text
	}
	return d
}

func (d *scheduleDocument) exit() int { return app.ExitDone }

func (d *scheduleDocument) text(p *printer) {
	p.line("Data set %s", d.Set)
	p.pair("Get new data", d.words)
	if !d.Off {
		p.pair("Early claims", yesNo(d.Early))
		p.pair("Last year's claims", map[bool]string{true: "monthly, from January to July", false: "no"}[d.Runout])
		every := "never"
		if d.FullEveryDays > 0 {
			every = "after " + plural(d.FullEveryDays, "day")
		}
		p.pair("Everything again", every)
		p.pair("Next", d.Next.Words)
	}
	if d.Installed {
		p.line("The computer's own scheduler runs the refresh too, with the window closed.")
		if d.Early || d.Runout {
			p.line("It gets new data; early claims and last year's claims come while the window is open.")
		}
	}
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}
