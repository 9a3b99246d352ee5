package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// unkept is the name of what is made once; its codes are forgotten, and the register knows no recipe.
const unkept = "Export"

// count counts what the choice will make.
func (n *excelNew) count() {
	if n.ctx == nil {
		return
	}
	odd := n.odd()
	enable(n.make, odd == "")
	enable(n.save, odd == "")
	if odd != "" {
		n.ahead.odd(odd)
		return
	}
	c := n.choice.clone()
	if c.what == excelLayout {
		n.ahead.guess = func(rows []app.SheetRows) string { return aheadText(excelAheadFiles, app.LayoutAhead(c.layout, rows)) }
		n.ahead.start(n.ctx, []string{titlePeople, excelRowClaims}, func(ctx context.Context, told func(app.SheetRows)) error {
			return n.doors.set.CountLayout(ctx, c.layout, c.filter(), c.run(""), told)
		})
		return
	}
	r := c.recipe(unkept)
	words := excelAheadFile
	if r.Format == app.RecipeXLSX {
		words = excelAheadBook
	}
	n.ahead.guess = func(rows []app.SheetRows) string {
		text := aheadText(words, app.RecipeAhead(r, rows))
		if r.Format == app.RecipeXLSX && !slices.ContainsFunc(rows, func(s app.SheetRows) bool { return s.Rows > longestSheet }) {
			text += " " + excelNoSplit
		}
		return text
	}
	n.ahead.start(n.ctx, titlesOf(r), func(ctx context.Context, told func(app.SheetRows)) error {
		return n.doors.set.CountRecipe(ctx, r, c.run(""), told)
	})
}

func titlesOf(r app.Recipe) []string {
	titles := make([]string, len(r.Sheets))
	for i, sheet := range r.Sheets {
		titles[i] = sheet.Title()
	}
	return titles
}

// counted follows the counting: what holds nobody is not made.
func (n *excelNew) counted(any bool) {
	enable(n.make, any)
	n.foot.Refresh()
}

// makeIt asks where the file goes and writes it. It is what Ctrl+Enter does.
func (n *excelNew) makeIt() {
	if n.make.Disabled() || n.odd() != "" {
		return
	}
	c := n.choice.clone()
	job := c.job(n.doors.set, n.s.now())
	job.saved = func() { n.keepLast(c); n.saved() }
	showSaveFile(n.s, n.doors.files, job)
}

// whom says about whom a choice is.
func (c excelChoice) whom() string {
	switch c.who {
	case excelOnList:
		return excelWhoToday
	case excelMyList:
		return fmt.Sprintf(excelWhoOf, c.list)
	case excelTicked:
		return fmt.Sprintf(peopleSaveTicked, countPeople.Of(len(c.ticked)))
	default:
		return excelWhoEvery
	}
}

// job saves what was chosen.
func (c excelChoice) job(set excelSet, now time.Time) fileJob {
	if c.what == excelLayout {
		return c.layoutJob(set, now)
	}
	r := c.recipe(unkept)
	level := wordsOfLevel(r.Privacy)
	j := fileJob{
		title: saveTitle, whom: c.whom(), what: fmt.Sprintf(excelSaveWhat, strings.Join(titlesOf(r), ", ")), keep: level.keep,
		names: r.Privacy == claims.PrivacyFull, name: fileName(set.Name(), c.ending(), now), ending: c.ending(), act: saveGo,
		writing: saveWriting, runs: saveStatusRuns, done: saveDone, told: saveStatusDone,
	}
	if c.what == excelTable {
		j.title, j.act, j.what = excelSaveFile, excelSaveFile, fmt.Sprintf(excelSaveTable, strings.Join(titlesOf(r), ", "))
		j.writing, j.runs, j.done, j.told = excelWriting, excelRuns, excelDone, excelStatusDone
	}
	j.write = func(ctx context.Context, out string, report app.Report) (app.ExportResult, error) {
		return set.ExportRecipe(ctx, r, c.run(out), report)
	}
	return j
}

func (c excelChoice) layoutJob(set excelSet, now time.Time) fileJob {
	j := fileJob{
		title: excelSaveFiles, whom: c.whom(), what: fmt.Sprintf(excelSaveLayout, layoutName(c.layout)), keep: excelFullKeep, names: true,
		name: fileName(set.Name()+"-"+string(c.layout), "", now), act: excelSaveFiles,
		writing: excelWritingAll, runs: excelRuns, done: excelDoneAll, told: excelStatusDone,
		write: func(ctx context.Context, out string, report app.Report) (app.ExportResult, error) {
			return set.ExportLayout(ctx, c.layout, c.filter(), c.run(out), report)
		},
	}
	if c.layout == app.LayoutLake { // one folder that follows the data: it is written to again and again
		j.name, j.updates = "claimsdesk-"+set.Name()+"-lake", true
	}
	return j
}

// layoutName is what people call a layout.
func layoutName(l app.Layout) string {
	name, _, _ := strings.Cut(map[app.Layout]string{
		app.LayoutTuva: excelLayoutTuva, app.LayoutInferno: excelLayoutInferno, app.LayoutCCLF: excelLayoutCCLF, app.LayoutLake: excelLayoutLake,
	}[l], ":")
	return name
}

// fileName is the name that a file is offered under: data set and day, never a person.
func fileName(about, ending string, day time.Time) string {
	return fmt.Sprintf("claimsdesk-%s-%s%s", about, day.Format(time.DateOnly), ending)
}
