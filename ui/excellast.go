package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
)

// begin has the first export of a window begin with what was exported last (docs/reference/screens.md 5.8). Without it, or where the form
// cannot show it, the usual choice stays.
func (n *excelNew) begin() {
	if n.begun {
		return
	}
	n.begun = true
	before := n.choice.clone()
	type lastExport struct {
		recipe app.Recipe
		found  bool
	}
	load(n.ctx, n.last, func(ctx context.Context) (last lastExport, err error) {
		last.recipe, last.found, err = n.doors.set.LastExport(ctx)
		return last, err
	}, func(last lastExport, err error) {
		choice, shown := excelChoiceOf(last.recipe)
		if err != nil || !last.found || !shown || n.edited != nil || !sameRecipe(n.choice.recipe(unkept), before.recipe(unkept)) {
			return // nothing to begin with, or somebody has begun already
		}
		choice.ticked = n.choice.ticked
		n.choice = choice
		n.fill()
		n.changed()
	})
}

// keepLast keeps what was exported for the next time. Who is ticked is not kept, nor what goes to another program.
func (n *excelNew) keepLast(c excelChoice) {
	if c.what == excelLayout {
		return
	}
	if c.who == excelTicked {
		c.who = excelOnList
	}
	r := c.recipe(unkept)
	load(n.doors.ctx, n.last, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, n.doors.set.KeepLastExport(ctx, r)
	}, func(struct{}, error) {}) // without it the next export begins as the first one did
}
