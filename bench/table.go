package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// line is one line of the table that a run prints.
type line struct {
	name  string
	ours  string
	peer  string
	ratio string
	goal  string
	mark  string // yes, no, or why there is no answer
}

// table collects lines and prints each as soon as it is known to progress, so that a long run shows where it is.
type table struct {
	progress io.Writer
	lines    []line
}

func (t *table) add(l line) error {
	t.lines = append(t.lines, l)
	told := slices.DeleteFunc([]string{l.ours, l.peer, l.ratio, l.mark}, func(s string) bool { return s == "" })
	_, err := fmt.Fprintf(t.progress, "  %s: %s\n", l.name, strings.Join(told, " | "))
	return err
}

// faster adds how many times faster than the peer ours is, which must be at least goal.
func (t *table) faster(name string, ours, peer time.Duration, work amount, goal float64) error {
	ratio := peer.Seconds() / ours.Seconds()
	return t.add(line{name, work.rate(ours), work.rate(peer), fmt.Sprintf("%.2f x", ratio), fmt.Sprintf(">= %.2f x", goal), reached(ratio >= goal)})
}

// limit adds a value of ours that must be at most goal.
func (t *table) limit(name string, value, goal float64, format string) error {
	return t.add(line{name, fmt.Sprintf(format, value), "", "", "<= " + fmt.Sprintf(format, goal), reached(value <= goal)})
}

// absent adds a line that could not be measured here.
func (t *table) absent(name, why string) error {
	return t.add(line{name: name, mark: why})
}

// told adds a value that has no goal.
func (t *table) told(name, value string) error { return t.add(line{name: name, ours: value}) }

func reached(yes bool) string {
	if yes {
		return "yes"
	}
	return "NO"
}

// markdown prints the table.
func (t *table) markdown(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 1, ' ', 0)
	rows := append([]line{{"Line", "Ours", "Peer", "Ratio", "Goal", "Reached"}, {"---", "---", "---", "---", "---", "---"}}, t.lines...)
	for _, l := range rows {
		if _, err := fmt.Fprintf(tw, "| %s\t| %s\t| %s\t| %s\t| %s\t| %s\t|\n", l.name, l.ours, l.peer, l.ratio, l.goal, l.mark); err != nil {
			return err
		}
	}
	return tw.Flush()
}

// amount is how much work a time is for.
type amount struct {
	bytes  int64 // of NDJSON, not compressed
	claims int
}

func (a amount) rate(d time.Duration) string {
	return fmt.Sprintf("%.0f MB/s, %.0f EOB/s", float64(a.bytes)/1e6/d.Seconds(), float64(a.claims)/d.Seconds())
}
