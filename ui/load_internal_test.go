package ui

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// loads starts named loads on one loader and notes what is applied.
type loads struct {
	stage   *stage
	loader  *loader
	applied []string
	looking []bool
}

func newLoads(t *testing.T) *loads {
	t.Helper()
	l := &loads{stage: newStage(t, &fakeReaders{})}
	l.stage.nav.hold = true
	l.loader = newLoader(l.stage.nav.runBackground, l.stage.after, func(looking bool) { l.looking = append(l.looking, looking) })
	return l
}

func (l *loads) start(ctx context.Context, name string) {
	load(ctx, l.loader, func(ctx context.Context) (string, error) { return name, ctx.Err() }, func(value string, err error) {
		if err != nil {
			value = "stopped"
		}
		l.applied = append(l.applied, value)
	})
}

func TestLoadLatestWins(t *testing.T) {
	for name, order := range map[string][]int{"in order": {0, 1, 2}, "latest first": {2, 1, 0}, "latest in the middle": {1, 2, 0}} {
		t.Run(name, func(t *testing.T) {
			l := newLoads(t)
			for _, load := range []string{"first", "second", "third"} {
				l.start(t.Context(), load)
			}
			l.stage.nav.release(order...)
			if diff := cmp.Diff([]string{"third"}, l.applied); diff != "" {
				t.Errorf("applied (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadStopsWhenThePageIsLeft(t *testing.T) {
	l := newLoads(t)
	ctx, leave := context.WithCancel(t.Context())
	l.start(ctx, "first")
	leave()
	l.stage.nav.release(0)
	if len(l.applied) != 0 {
		t.Errorf("applied %v after the page was left", l.applied)
	}
	l.start(t.Context(), "second")
	l.stage.nav.release(0)
	if diff := cmp.Diff([]string{"second"}, l.applied); diff != "" {
		t.Errorf("applied after coming back (-want +got):\n%s", diff)
	}
}

func TestLoadSaysThatItLooksOnlyWhenItTakesLong(t *testing.T) {
	l := newLoads(t)
	l.start(t.Context(), "quick")
	l.stage.nav.release(0)
	l.stage.ring(spinnerDelay)
	if len(l.looking) != 0 {
		t.Errorf("looking %v for a quick load", l.looking)
	}
	l.start(t.Context(), "slow")
	l.stage.ring(spinnerDelay)
	l.stage.nav.release(0)
	if diff := cmp.Diff([]bool{true, false}, l.looking); diff != "" {
		t.Errorf("looking during a slow load (-want +got):\n%s", diff)
	}
}
