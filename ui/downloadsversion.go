package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// versionSheet leads from version 2 to version 3 in three steps: see whether CMS has turned it on, download everything beside
// the old data, compare and choose (docs/reference/screens.md 5.9).
type versionSheet struct {
	s      surroundings
	d      downloadsDoors
	ctx    context.Context
	end    context.CancelFunc
	load   *loader
	sheet  *sheet
	loaded bool   // version 3 has been downloaded
	start  func() // downloads it

	steps    [3]*signed
	spinner  *widget.Activity
	problem  *problemPanel
	table    *widgets.RowTable
	tableBox *fyne.Container
	told     *widget.Label
	do       *keyButton
	stay     *keyButton
	content  *fyne.Container
}

// showVersionSheet opens the steps; loaded says that the second is done, start downloads everything in version 3.
func showVersionSheet(s surroundings, d downloadsDoors, loaded bool, start func()) *versionSheet {
	v := &versionSheet{s: s, d: d, loaded: loaded, start: start, spinner: widget.NewActivity(), problem: newProblemPanel(s.copy), told: wrapped("")}
	v.ctx, v.end = context.WithCancel(d.ctx)
	v.load = newLoader(s.nav.runBackground, s.after, nil)
	for i := range v.steps {
		v.steps[i] = newSigned()
	}
	v.problem.setEscape(v.close)
	v.problem.Content().Hide()
	v.stay = newKeyButton(versionStay, v.close, v.close)
	v.do = newMainButton("", nil, v.close)
	v.makeTable()
	content, foot := v.lay()
	v.sheet = openSheetOver(d.window, formWide, content, foot, v.close)
	v.content = v.sheet.inside
	if loaded {
		v.compare()
	} else {
		v.show(0, versionCheck, v.check)
	}
	d.window.Canvas().Focus(v.do)
	return v
}

func (v *versionSheet) makeTable() {
	right := fyne.TextAlignTrailing
	v.table = widgets.NewRowTable([]widgets.Column{
		{ID: "month", Title: headMonth, Width: 84}, {ID: "kind", Title: headKind, Width: 112, Grow: 1},
		{ID: "claims2", Title: headClaims2, Width: 102, Align: right}, {ID: "claims3", Title: headClaims3, Width: 102, Align: right},
		{ID: "paid2", Title: headPaid2, Width: 98, Align: right}, {ID: "paid3", Title: headPaid3, Width: 98, Align: right},
		{ID: "note", Title: "", Width: 104},
	})
	v.table.Copy, v.table.Now = v.s.copy, v.s.now
	v.tableBox = container.New(atHeight{230, ofWindow(v.d.window, 0.27)}, v.table)
	v.tableBox.Hide()
}

func (v *versionSheet) lay() (content, foot fyne.CanvasObject) {
	list := stacked()
	for _, step := range v.steps {
		list.Add(container.New(closeLines{}, step.box))
	}
	spinner := container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(20), v.spinner))
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), spinner, v.stay, v.do)
	return stacked(heading(versionTitle), wrapped(versionText), inset(gapSmall, gapSmall, gapSmall, 0, list), v.told, v.tableBox),
		stacked(inset(gapSmall, 0, 0, 0, v.problem.Content()), inset(pageMargin, 0, gapSmall, gapSmall, buttons))
}

func (v *versionSheet) close() {
	v.end()
	v.load.stop()
	v.spinner.Stop()
	v.sheet.close()
}

// show says which step is next, and what the button does; an empty one waits.
func (v *versionSheet) show(present int, act string, do func()) {
	words := [3][2]string{{versionStep1, versionStep1Done}, {versionStep2, versionStep2Done}, {versionStep3, versionStep3}}
	for i, step := range v.steps {
		switch {
		case i < present:
			step.set(assets.Check, ColorOK, words[i][1])
		case i == present:
			step.set(assets.Refresh, theme.ColorNamePrimary, words[i][0])
		default:
			step.set(assets.Dash, ColorText2, words[i][0])
		}
		step.label.TextStyle.Bold = i == present
		step.label.Refresh()
	}
	setShown(v.do, act != "")
	v.do.SetText(act)
	v.do.OnTapped = do
	if act == "" {
		v.spinner.Start()
	} else {
		v.spinner.Stop()
	}
	setShown(v.spinner, act == "")
	v.content.Refresh()
}

// check asks CMS whether version 3 is turned on.
func (v *versionSheet) check() {
	v.problem.Content().Hide()
	v.show(0, "", nil)
	v.told.SetText("")
	load(v.ctx, v.load, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.d.set.CheckVersion(ctx, claims.V3) }, func(_ struct{}, err error) {
		if err != nil {
			v.fail(err, 0, versionCheck, v.check)
			return
		}
		v.told.SetText(versionDownloadText)
		v.show(1, versionDownload, func() {
			v.close()
			v.start()
		})
	})
}

// compare holds both versions side by side.
func (v *versionSheet) compare() {
	v.problem.Content().Hide()
	v.told.SetText(versionComparing)
	v.show(2, "", nil)
	load(v.ctx, v.load, v.d.set.CompareVersions, func(c claims.VersionComparison, err error) {
		if err != nil {
			v.fail(err, 2, wordTryAgain, v.compare)
			return
		}
		rows, apart := versionRows(c)
		v.table.Fetch = func(page int) {
			from := min(page*widgets.PageSize, len(rows))
			v.table.SetPage(page, rows[from:min(from+widgets.PageSize, len(rows))])
		}
		v.table.Reset(len(rows), rows[:min(widgets.PageSize, len(rows))], false)
		v.tableBox.Show()
		v.told.SetText(comparedText(c, apart))
		v.show(2, versionUse, v.use)
	})
}

// use makes version 3 the one of all screens.
func (v *versionSheet) use() {
	v.show(2, "", nil)
	load(v.ctx, v.load, func(ctx context.Context) (struct{}, error) { return struct{}{}, v.d.set.UseVersion(ctx, claims.V3) }, func(_ struct{}, err error) {
		if err != nil {
			v.fail(err, 2, versionUse, v.use)
			return
		}
		v.close()
		v.d.changed()
	})
}

func (v *versionSheet) fail(err error, step int, act string, again func()) {
	v.problem.tell(app.ProblemOf(err), "", nil)
	v.problem.Content().Show()
	v.told.SetText("")
	v.show(step, act, again)
}

// versionRows are months and kinds in both versions, newest first; apart counts those that differ too much.
func versionRows(c claims.VersionComparison) (rows [][]widgets.Cell, apart int) {
	for i := len(c.Months) - 1; i >= 0; i-- {
		m := c.Months[i]
		note := widgets.Cell{}
		if m.Differs() {
			apart++
			note.Chips = warning(versionDiffers)
		}
		month := monthName(m.Month)
		if m.Month == "" {
			month = versionNoDate
		}
		rows = append(rows, []widgets.Cell{
			{Text: month}, {Text: claimTypeName(m.ClaimType)}, {Text: app.CountText(m.Claims[claims.V2])}, {Text: app.CountText(m.Claims[claims.V3])},
			{Text: moneyWhole(m.PaidCents[claims.V2])}, {Text: moneyWhole(m.PaidCents[claims.V3])}, note,
		})
	}
	return rows, apart
}

func comparedText(c claims.VersionComparison, apart int) string {
	text := fmt.Sprintf(versionPeople, app.CountText(c.People[claims.V2]), app.CountText(c.People[claims.V3])) + " "
	if apart == 0 {
		return text + versionClose
	}
	return text + versionApart.Of(apart)
}

// atHeight lays out one object as tall as told at a text size of 100 %, and no taller than most, where that is told: a table in a sheet
// scrolls by itself, and the sheet around it should not.
type atHeight struct{ height, most float32 }

// ofWindow is a share of the height of a window.
func ofWindow(w fyne.Window, share float32) float32 { return share * w.Canvas().Size().Height }

// Layout implements fyne.Layout.
func (a atHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (a atHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := risen{}.MinSize(objects)
	tall := a.height * textScaleNow()
	if a.most > 0 {
		tall = min(tall, a.most)
	}
	return fyne.NewSize(size.Width, tall)
}
