package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// hidden is the chart in front with counts of 1 to 10 left out, as files have it.
func (p *analysisPage) hidden() (analysisAsk, chartView) {
	ask := p.asked
	ask.hide = true
	return ask, ask.view()
}

// savePicture saves the picture as PNG, with its title and what is counted.
func (p *analysisPage) savePicture() {
	ask, view := p.hidden()
	view.picture.Note = joinedWith(" ", ask.words()+".", view.note, app.CountedText(p.asked.leftOut(), p.asked.filter.Counting), fmt.Sprintf(analysisMade, monthName(ask.measured.analysis.AsOf)))
	draw := p.picture.PNG(view.picture)
	job := p.job(analysisPictureTitle, ".png", false)
	job.act = analysisPictureSave
	job.write = func(ctx context.Context, out string, _ app.Report) (app.ExportResult, error) {
		return p.doors.set.SavePicture(ctx, view.title, ask.words(), draw, out)
	}
	p.last = showSaveFile(p.s, p.doors.files, job)
}

// SaveShown implements saver: the table in front.
func (p *analysisPage) SaveShown() {
	if !p.acts[2].Disabled() {
		p.toExcel()
	}
}

// toExcel saves the table as a workbook.
func (p *analysisPage) toExcel() {
	ask, view := p.hidden()
	table := view.table(ask.words(), ask.readMe(&view, p.countedWords()))
	table.Title = analysisTabs()[ask.tab] // names of sheets are short
	job := p.job(analysisTableTitle, ".xlsx", view.people > 0)
	job.write = func(ctx context.Context, out string, _ app.Report) (app.ExportResult, error) {
		return p.doors.set.SaveChartTable(ctx, table, out)
	}
	p.last = showSaveFile(p.s, p.doors.files, job)
}

// job is a file of the chart in front.
func (p *analysisPage) job(title, ending string, names bool) fileJob {
	j := fileJob{
		title: title, whom: p.asked.words(), what: analysisWhat, keep: analysisKeepSums, ending: ending, act: saveGo,
		name:    fmt.Sprintf("claimsdesk-%s-%s%s", fileWord(analysisTabs()[p.asked.tab]), p.s.now().Format(time.DateOnly), ending),
		writing: analysisWriting, runs: analysisRuns, done: analysisDone, told: analysisTold,
	}
	if names {
		j.what, j.keep, j.names = analysisWhatPeople, analysisKeepNames, true
	}
	return j
}

// fileWord is a title as part of a file's name.
func fileWord(title string) string { return strings.ReplaceAll(strings.ToLower(title), " ", "-") }

// copyTable puts the table on the clipboard.
func (p *analysisPage) copyTable() {
	p.s.copy(p.view.text(p.s.cover.on()))
	p.line.SetText(analysisCopied)
}

// behindMost is how many claims are listed.
const behindMost = 500

// showClaims lists the claims behind what is picked.
func (p *analysisPage) showClaims() {
	b, name, ok := p.view.behindOf(p.picture.Picked(), p.row)
	if !ok {
		return
	}
	filter := p.asked.filter
	load(p.ctx, p.work, func(ctx context.Context) (claims.Behind, error) {
		return p.s.read.ClaimsBehind(ctx, filter, b, behindMost)
	}, func(list claims.Behind, err error) {
		if err != nil {
			p.showProblem(err)
			return
		}
		p.showBehind(name, list)
	})
}

func (p *analysisPage) showBehind(name string, list claims.Behind) {
	right := fyne.TextAlignTrailing
	table := widgets.NewRowTable([]widgets.Column{
		{ID: "name", Title: headName, Width: 150, Grow: 1}, {ID: "dates", Title: headDates, Width: 158}, {ID: "type", Title: headType, Width: 104},
		{ID: "where", Title: headWhere, Width: 150, Grow: 2}, {ID: "paid", Title: analysisPaid, Width: 100, Align: right},
	})
	table.Copy, table.Now, table.Covered = p.s.copy, p.s.now, p.s.cover.on
	cells := make([][]widgets.Cell, len(list.Rows))
	for i, c := range list.Rows {
		paid := c.PaidCents
		if c.ClaimType == claims.PDE {
			paid = c.ChargedCents
		}
		name := nameCell(claims.Person{LastName: c.LastName, FirstName: c.FirstName})
		name.Bold = true
		cells[i] = []widgets.Cell{
			name, {Text: dateRange(c.FromDate, c.ThruDate)},
			{Text: claimTypeName(c.ClaimType)}, {Text: orgText(c.ProviderName)}, {Text: moneyOr(paid, wordNotGiven)},
		}
	}
	words := countClaims.Of(list.Total) + "."
	switch {
	case list.Total == 0:
		words = behindNone
	case len(list.Rows) < list.Total:
		words = fmt.Sprintf(behindFirst, countClaims.Of(len(list.Rows)), app.CountText(list.Total))
	}
	var s *sheet
	closing := func() { s.close() }
	table.OnOpen = func(row int) {
		if row >= 0 && row < len(list.Rows) {
			s.close()
			p.s.nav.openClaim(claimRef{list.Rows[row].APIVersion, list.Rows[row].FHIRID})
		}
	}
	const tall, wide = 400, 720
	shut := newMainButton(analysisClose, closing, closing)
	body := container.New(atHeight{tall, ofWindow(p.doors.files.window, 0.6)}, table)
	s = openSheetOver(p.doors.files.window, wide, stacked(heading(fmt.Sprintf(behindTitle, name)), caption(words), body),
		inset(gapSmall, 0, 0, 0, container.NewBorder(nil, nil, nil, shut)), closing)
	fillTable(table, cells, false)
	p.s.focus(table)
}

// importProviders reads a file of the group's own providers and asks before it takes the place of the list before.
func (p *analysisPage) importProviders() {
	back := p.controls.imports
	if p.empty.Visible() {
		back = p.empty.Button()
	}
	pickFile(p.doors.files.window, back, p.readProviders, func(words string) {
		ask(p.doors.files.window, question{title: words, dismiss: analysisClose})
	})
}

func (p *analysisPage) readProviders(path string) {
	load(p.ctx, p.work, func(context.Context) (app.ProviderFile, error) { return app.ReadProviderFile(path) }, func(file app.ProviderFile, err error) {
		if err != nil {
			problem := app.ProblemOf(err)
			ask(p.doors.files.window, question{title: problem.Title, text: problem.Text, dismiss: analysisClose})
			return
		}
		p.askProviders(file)
	})
}

func (p *analysisPage) askProviders(file app.ProviderFile) {
	var heads []string
	for _, f := range file.Found {
		heads = append(heads, f.Means)
	}
	text := fmt.Sprintf(providersFound, countProviders.Of(len(file.Providers)))
	if file.Skipped > 0 {
		text = joinedWith(" ", text, fmt.Sprintf(providersSkipped, countRows.Of(file.Skipped)))
	}
	text = joinedWith(" ", text, fmt.Sprintf(providersHeadings, strings.Join(heads, ", ")))
	ask(p.doors.files.window, question{title: providersTitle, text: text, act: providersUse, dismiss: providersNot, do: func() { p.useProviders(file) }})
}

// useProviders keeps the list and reads the chart anew.
func (p *analysisPage) useProviders(file app.ProviderFile) {
	load(p.ctx, p.work, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.doors.set.SaveOwnProviders(ctx, file.Providers)
	}, func(_ struct{}, err error) {
		if err != nil {
			p.showProblem(err)
			return
		}
		p.reload()
	})
}
