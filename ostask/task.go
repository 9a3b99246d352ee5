package ostask

import (
	"errors"
	"fmt"
	"hash/fnv"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// System is an operating system's scheduler.
type System string

// Systems, named as runtime.GOOS names them.
const (
	Windows System = "windows" // Task Scheduler
	MacOS   System = "darwin"  // launchd
	Linux   System = "linux"   // systemd
)

// Task is a program to be run at set times.
type Task struct {
	// Name tells the tasks of one person apart: small letters, digits, dots and dashes.
	Name string
	// About says in plain words what the task does; the system shows it in its lists.
	About   string
	Program string   // absolute path
	Args    []string // no secret may be among them: others can read them
	// Days are the days of the week; none for every day.
	Days   []time.Weekday
	Hour   int // of the wall clock
	Minute int
	// SpreadMinutes is how much later the system may start, at most.
	SpreadMinutes int
	// Good are exit codes beside 0 that are no failure.
	Good []int
}

// ErrTask says that a task cannot be described to the system; the text says why.
var ErrTask = errors.New("task cannot be set up")

var taskName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,99}$`)

// Validate checks what every system needs. It returns an error that is ErrTask.
func (t Task) Validate() error {
	texts := append([]string{t.About, t.Program}, t.Args...)
	unknown := func(d time.Weekday) bool { return d < time.Sunday || d > time.Saturday }
	switch {
	case !taskName.MatchString(t.Name):
		return fmt.Errorf("%w: the name has small letters, digits, dots and dashes only", ErrTask)
	case slices.ContainsFunc(texts, func(s string) bool { return strings.ContainsFunc(s, unicode.IsControl) }):
		return fmt.Errorf("%w: a path or an argument has a control character", ErrTask)
	case !path.IsAbs(t.Program) && !driveAbs.MatchString(t.Program):
		return fmt.Errorf("%w: the program's path is not absolute", ErrTask)
	case t.Hour < 0 || t.Hour > 23 || t.Minute < 0 || t.Minute > 59 || t.SpreadMinutes < 0 || slices.ContainsFunc(t.Days, unknown):
		return fmt.Errorf("%w: no such time", ErrTask)
	}
	return nil
}

// driveAbs are absolute paths of Windows: C:\... and \\server\share\...
var driveAbs = regexp.MustCompile(`^([A-Za-z]:\\|\\\\[^\\])`)

// week are the days in the order in which Days count, without doubles; every day when there are none.
func (t Task) week() []time.Weekday {
	days := slices.Clone(t.Days)
	if len(days) == 0 {
		days = []time.Weekday{0, 1, 2, 3, 4, 5, 6}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// spreadTime is the time moved later by part of the spread, for systems that cannot spread by themselves. The part hangs
// on the seed alone; the day stays.
func (t Task) spreadTime(seed string) (hour, minute int) {
	h := fnv.New32a()
	// A hash never refuses to be written to.
	_, _ = h.Write([]byte(seed))
	const lastMinute = 24*60 - 1
	at := t.Hour*60 + t.Minute
	at = min(at+int(h.Sum32()%uint32(t.SpreadMinutes+1)), lastMinute) //nolint:gosec // Validate keeps the minutes above 0
	return at / 60, at % 60
}
