package walkthrough_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

var (
	programs       = flag.String("programs", "", "folder with claimsdesk and claimsctl")
	pictures       = flag.String("pictures", "", "folder for a picture of each step")
	practiceFolder = flag.String("practice", "", "data folder that holds practice data already; empty has the window get them")
	only           = flag.String("only", "", "tasks to walk, such as T1,T5; empty is all")
)

// task is a row of docs/reference/screens.md chapter 12.
type task struct {
	id, what string
	most     int // clicks
	// computer makes the computer with the window open, as the task finds it.
	computer func(t *testing.T) *window
	mouse    []step
	keyboard []step
	// proof says what is true at the end.
	proof func(k *walk)
}

// result is how a walk went.
type result struct {
	task          task
	hand          string
	clicks, keyed int
	took          time.Duration
	good          bool
}

// TestWalkthrough walks every task by mouse and by keyboard, and prints a table.
func TestWalkthrough(t *testing.T) {
	if *programs == "" || *pictures == "" {
		t.Skip("make walkthrough runs this: it needs the built window and a screen")
	}
	var results []result
	for _, one := range tasks() {
		if *only != "" && !slices.Contains(strings.Split(*only, ","), one.id) {
			continue
		}
		t.Run(one.id+"/mouse", func(t *testing.T) { one.walk(t, "mouse", one.mouse, &results) })
		t.Run(one.id+"/keyboard", func(t *testing.T) { one.walk(t, "keyboard", one.keyboard, &results) })
	}
	printTable(results)
}

// walk goes through a task with one kind of hand.
func (one task) walk(t *testing.T, hand string, steps []step, results *[]result) {
	t.Helper()
	r := result{task: one, hand: hand}
	w := one.computer(t)
	k := &walk{t: t, w: w, name: one.id + "-" + hand}
	from := time.Now()
	defer func() {
		r.clicks, r.keyed, r.good = k.clicks, k.keyed, !t.Failed()
		if r.took == 0 {
			r.took = time.Since(from)
		}
		*results = append(*results, r)
		if t.Failed() {
			keep(t, k.name+"-end", w.shot(t))
		}
	}()
	k.take(steps...)
	r.took = time.Since(from)
	if hand == "mouse" && k.clicks > one.most {
		t.Errorf("%d clicks, at most %d are allowed", k.clicks, one.most)
	}
	if hand == "keyboard" && k.clicks > 0 {
		t.Errorf("%d clicks by keyboard alone", k.clicks)
	}
	one.proof(k)
}

func printTable(results []result) {
	fmt.Fprintf(os.Stdout, "\n%-4s %-9s %7s %8s %5s %8s  %-6s %s\n", "Task", "By", "Clicks", "Allowed", "Keys", "Seconds", "Result", "What")
	for _, r := range results {
		allowed, verdict := "-", "good"
		if r.hand == "mouse" {
			allowed = fmt.Sprint(r.task.most)
		}
		if !r.good {
			verdict = "FAILED"
		}
		fmt.Fprintf(os.Stdout, "%-4s %-9s %7d %8s %5d %8.1f  %-6s %s\n", r.task.id, r.hand, r.clicks, allowed, r.keyed, r.took.Seconds(), verdict, r.task.what)
	}
}
