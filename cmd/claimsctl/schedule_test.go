package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ostask"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// dataSet makes an empty data set without a connection.
func (p *program) dataSet(t *testing.T, name string) {
	t.Helper()
	desk, err := app.New(app.Deps{DataDir: p.data, Secrets: p.secrets})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(t.Context(), name)
	if err != nil {
		t.Fatal(err)
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestScheduleCommands(t *testing.T) {
	p := newProgram(t)
	p.dataSet(t, "a9994")
	if o := p.must(t, "schedule", "show"); !strings.Contains(o.stdout, "off") {
		t.Errorf("before a choice:\n%s", o.stdout)
	}
	tests := []struct {
		args string
		want scheduleDocument
		text string
	}{
		{"set", scheduleDocument{Every: "weekly", Days: []string{"monday"}, At: "06:00", FullEveryDays: 30}, "weekly, Monday 6:00"},
		{"set --every weekly --day fri --at 18:30 --runout --full-every 7",
			scheduleDocument{Every: "weekly", Days: []string{"friday"}, At: "18:30", Runout: true, FullEveryDays: 7}, "weekly, Friday 18:30"},
		{"set --every custom --day tuesday,Thursday --early", scheduleDocument{Every: "custom", Days: []string{"tuesday", "thursday"}, At: "06:00", Early: true, FullEveryDays: 30}, "custom, Tuesday and Thursday 6:00"},
		{"set --every daily --full-every 0", scheduleDocument{Every: "daily", Days: []string{}, At: "06:00"}, "daily, 6:00"},
		{"off", scheduleDocument{Off: true, Every: "daily", Days: []string{}, At: "06:00"}, "off"},
	}
	for _, tt := range tests {
		t.Run(tt.args, func(t *testing.T) {
			tt.want.Set = "a9994"
			said := decode[scheduleDocument](t, p.must(t, append([]string{"--json", "schedule"}, strings.Fields(tt.args)...)...))
			shown := decode[scheduleDocument](t, p.must(t, "schedule", "show", "--json"))
			for what, got := range map[string]scheduleDocument{"said": said, "shown": shown} {
				got.Next = scheduleNextDocument{}
				if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(scheduleDocument{})); diff != "" {
					t.Errorf("%s (-want +got):\n%s", what, diff)
				}
			}
			if o := p.must(t, "schedule", "show"); !strings.Contains(o.stdout, tt.text) {
				t.Errorf("want %q in\n%s", tt.text, o.stdout)
			}
		})
	}
}

// The next run is shown once there is a connection; a refresh that a person did moves it on.
func TestScheduleShowsTheNextRun(t *testing.T) {
	p := newProgram(t)
	startServer(t, p)
	p.must(t, "schedule", "set", "--every", "daily", "--at", time.Now().UTC().Add(3*time.Hour).Format("15:04"))
	next := func() scheduleNextDocument {
		return decode[scheduleDocument](t, p.must(t, "schedule", "show", "--json")).Next
	}
	first := next()
	if first.Do != schedule.RefreshAll || !first.Full || first.At == nil || first.Reason != schedule.BecauseScheduled {
		t.Fatalf("before the first refresh: got %+v", first)
	}
	at, err := time.Parse(time.RFC3339, *first.At)
	if err != nil || at.Before(time.Now()) || at.After(time.Now().Add(28*time.Hour)) {
		t.Errorf("next run at %s: %v", *first.At, err)
	}
	p.must(t, "refresh")
	if second := next(); second.Full || second.Do != schedule.RefreshAll {
		t.Errorf("after a refresh: got %+v, want what changed since", second)
	}
}

// startServer connects to a practice server in this process.
func startServer(t *testing.T, p *program) {
	t.Helper()
	running, err := startPractice(3, time.Now)(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := running.Stop(); err != nil {
			t.Error(err)
		}
	})
	p.stdin = running.Secret + "\n"
	p.must(t, "connect", "--server", running.Origin, "--client-id", running.ClientID, "--secret-stdin")
}

func TestScheduleRefuses(t *testing.T) {
	tests := map[string]struct {
		args string
		want string
	}{
		"no data set":        {"set --set nowhere", "no such data set"},
		"custom without day": {"set --every custom", "at least one day"},
		"weekly twice":       {"set --day mon,tue", "one day"},
		"daily with a day":   {"set --every daily --day mon", "every day"},
		"no such day":        {"set --day someday", "Sunday to Saturday"},
		"25 o'clock":         {"set --at 25:00", "06:00"},
		"full too rarely":    {"set --full-every 1000", "366"},
		"hourly":             {"set --every hourly", "daily"},
		"off, to install":    {"install", "Choose a schedule first"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newProgram(t)
			p.dataSet(t, "a9994")
			o := p.run(t.Context(), append([]string{"schedule"}, strings.Fields(tt.args)...)...)
			if o.code != app.ExitUsage || !strings.Contains(o.stderr, tt.want) {
				t.Errorf("exit %d, want %d and %q:\n%s", o.code, app.ExitUsage, tt.want, o.stderr)
			}
			if names, err := os.ReadDir(p.data); err != nil || len(names) != 1 {
				t.Errorf("the data folder holds %v %v, want one data set", names, err)
			}
		})
	}
}

// Nobody is there to give a password when the task runs.
func TestScheduleInstallNeedsTheKeychain(t *testing.T) {
	p := newProgram(t)
	p.dataSet(t, "a9994")
	p.must(t, "schedule", "set")
	o := p.run(t.Context(), "schedule", "install")
	if o.code != app.ExitUsage || !strings.Contains(o.stderr, "keychain") {
		t.Errorf("exit %d:\n%s", o.code, o.stderr)
	}
}

// An open window keeps the data set to itself.
func TestScheduleSetBesideAWindow(t *testing.T) {
	p := newProgram(t)
	p.dataSet(t, "a9994")
	desk, err := app.New(app.Deps{DataDir: p.data, Secrets: p.secrets})
	if err != nil {
		t.Fatal(err)
	}
	set, err := desk.OpenSet(t.Context(), "a9994")
	if err != nil {
		t.Fatal(err)
	}
	if o := p.run(t.Context(), "schedule", "set"); o.code != app.ExitLocked {
		t.Errorf("exit %d, want %d:\n%s", o.code, app.ExitLocked, o.stderr)
	}
	p.must(t, "schedule", "show")
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
}

// testSession is a session with a scheduler whose programs only note that they were called.
func testSession(t *testing.T) (*session, *ostask.Scheduler, string) {
	t.Helper()
	m := &Main{Stdout: &bytes.Buffer{}, Stderr: &bytes.Buffer{}, Now: time.Now, Secrets: app.NewMemorySecrets(), Getenv: func(string) string { return "" }}
	s, err := m.session(&cli{Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	config := t.TempDir()
	tasks, err := ostask.New(ostask.Options{
		System: ostask.Linux, Home: config, Config: config, Run: func(context.Context, string, ...string) (string, error) { return "", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, tasks, config
}

// The task runs claimsctl refresh on this data folder, and follows the schedule.
func TestScheduleTask(t *testing.T) {
	s, tasks, config := testSession(t)
	chosen := schedule.Default()
	installed := func() bool {
		there, err := tasks.Installed(t.Context(), s.desk.ScheduledTaskName("a9994"))
		if err != nil {
			t.Fatal(err)
		}
		return there
	}
	if err := s.followSchedule(t.Context(), tasks, "a9994", chosen); err != nil || installed() {
		t.Fatalf("a task that nobody wanted: %v", err)
	}
	if err := s.installTask(t.Context(), tasks, "a9994", chosen); err != nil || !installed() {
		t.Fatalf("install: %v", err)
	}
	timer := func() string {
		text, err := os.ReadFile(filepath.Join(config, "systemd", "user", "claimsdesk-"+s.desk.ScheduledTaskName("a9994")+".timer"))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	if !strings.Contains(timer(), "OnCalendar=Mon *-*-* 06:00:00") {
		t.Errorf("got\n%s", timer())
	}
	chosen.Hour = 18
	if err := s.followSchedule(t.Context(), tasks, "a9994", chosen); err != nil || !strings.Contains(timer(), "18:00:00") {
		t.Errorf("another time: %v, got\n%s", err, timer())
	}
	chosen.Off = true
	if err := s.followSchedule(t.Context(), tasks, "a9994", chosen); err != nil || installed() {
		t.Errorf("off: %v, and the task is there: %t", err, installed())
	}
	task := s.desk.ScheduledTask("/opt/claimsctl", "a9994", chosen)
	if want := []string{"refresh", "--scheduled", "--set", "a9994", "--quiet", "--data", s.desk.Dir()}; !slices.Equal(task.Args, want) || !slices.Equal(task.Good, []int{app.ExitLocked}) {
		t.Errorf("got %q, good %v, want %q", task.Args, task.Good, want)
	}
	if err := task.Validate(); err != nil {
		t.Error(err)
	}
}

func TestTaskNamesDiffer(t *testing.T) {
	one, _, _ := testSession(t)
	other, _, _ := testSession(t)
	if one.desk.ScheduledTaskName("a9994") == other.desk.ScheduledTaskName("a9994") || one.desk.ScheduledTaskName("a9994") == one.desk.ScheduledTaskName("practice") {
		t.Errorf("%s, %s and %s are to differ", one.desk.ScheduledTaskName("a9994"), other.desk.ScheduledTaskName("a9994"), one.desk.ScheduledTaskName("practice"))
	}
}

func TestTaskProblem(t *testing.T) {
	for name, tt := range map[string]struct {
		err  error
		want string
	}{
		"no scheduler": {ostask.ErrNoScheduler, "Leave the window open"},
		"odd path":     {ostask.ErrTask, "a path has a character"},
	} {
		if p := app.ProblemOf(taskProblem(tt.err)); p.Exit != app.ExitUsage || !strings.Contains(p.Title, tt.want) {
			t.Errorf("%s: got %+v", name, p)
		}
	}
	if err := errors.New("x"); !errors.Is(taskProblem(err), err) || taskProblem(nil) != nil {
		t.Error("other errors are to stay as they are")
	}
}
