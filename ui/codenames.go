package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// nameSet is what the sheet of code names asks of the open data set; *app.Set satisfies it. All methods wait for the disk.
type nameSet interface {
	// ImportCodeNames reads an official file; it finds out by itself which one it is.
	ImportCodeNames(ctx context.Context, path string) (claims.NameFile, error)
	// ForgetCodeNames takes the names of a system away.
	ForgetCodeNames(ctx context.Context, system string) error
}

// codeNames is the sheet that shows which official files give names to codes, and imports them. It stands with My lists: all files that
// users bring along are in one place.
type codeNames struct {
	s     surroundings
	ctx   context.Context
	set   nameSet
	win   fyne.Window
	load  *loader
	work  *loader
	files map[string]claims.NameFile

	rows    *fyne.Container
	word    *signed
	add     *keyButton
	closer  *keyButton
	turning *widget.Activity
	sheet   *sheet
}

// nameKind is a kind of official file on the screen.
type nameKind struct {
	system      codes.System
	title, from string
}

// nameKinds lists the kinds in the order of the screen.
func nameKinds() []nameKind {
	return []nameKind{
		{codes.ICD10CM, namesICD, namesICDFrom}, {codes.MSDRG, namesDRG, namesDRGFrom}, {codes.HCPCS, namesHCPCS, namesHCPCSFrom}, {codes.NDC, namesNDC, namesNDCFrom},
	}
}

func nameTitle(system string) string {
	for _, kind := range nameKinds() {
		if string(kind.system) == system {
			return kind.title
		}
	}
	return system
}

// showCodeNames opens the sheet.
func showCodeNames(s surroundings, d excelDoors, set nameSet) *codeNames {
	c := &codeNames{s: s, ctx: d.ctx, set: set, win: d.files.window, word: newSigned(), rows: stacked(), turning: widget.NewActivity()}
	c.load, c.work = newLoader(s.nav.runBackground, s.after, nil), newLoader(s.nav.runBackground, s.after, nil)
	c.word.box.Hide()
	hide := func() {
		c.load.stop()
		c.turning.Stop()
		c.sheet.close()
	}
	c.add = newMainButton(namesImport, c.pick, hide)
	c.closer = newKeyButton(wordClose, hide, hide)
	turning := container.NewGridWrap(fyne.NewSquareSize(20), c.turning)
	c.turning.Hide()
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), container.NewCenter(turning), layout.NewSpacer(), c.closer, c.add)
	c.sheet = openSheetOver(c.win, formWide, stacked(heading(namesTitle), wrapped(namesText), c.rows), stacked(c.word.box, inset(gapSmall, gapSmall, gapSmall, gapSmall, buttons)), hide)
	c.win.Canvas().Focus(c.add)
	c.read()
	return c
}

// read lists what there is.
func (c *codeNames) read() {
	load(c.ctx, c.load, func(ctx context.Context) ([]claims.NameFile, error) { return c.s.read.NameFiles(ctx) }, func(files []claims.NameFile, err error) {
		if err != nil {
			problem := app.ProblemOf(err)
			c.say(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
			return
		}
		c.files = map[string]claims.NameFile{}
		for _, f := range files {
			c.files[f.System] = f
		}
		c.arrange()
	})
}

// arrange shows a line for each kind of file.
func (c *codeNames) arrange() {
	c.rows.Objects = nil
	for _, kind := range nameKinds() {
		c.rows.Add(c.row(kind))
	}
	c.rows.Refresh()
}

func (c *codeNames) row(kind nameKind) fyne.CanvasObject {
	name := bold(kind.title)
	more := caption(kind.from)
	more.Wrapping = fyne.TextWrapWord
	forget := newKeyButton(namesForget, nil, c.closer.OnEscape)
	forget.Importance = widget.LowImportance
	forget.Hide()
	if f, ok := c.files[string(kind.system)]; ok {
		more.SetText(c.fileText(f))
		forget.OnTapped = func() { c.forget(f) }
		forget.Show()
	}
	side := container.NewVBox(forget)
	lines := tightLines(name, more)
	return inset(0, gapSmall, 0, 0, widgets.NewSurface(ColorSurface, 0, container.New(layout.NewBorderLayout(nil, nil, nil, side), lines, side)))
}

// fileText says what a file gave, how old it is, and when it was imported.
func (c *codeNames) fileText(f claims.NameFile) string {
	when := ""
	if at, err := time.Parse(time.RFC3339, f.Imported); err == nil {
		when = dateText(at.In(c.s.now().Location()).Format(time.DateOnly))
	}
	return fmt.Sprintf(namesFile, countNames.Of(f.Names), f.File, dateText(f.FileDate), when)
}

// pick lets a file be picked.
func (c *codeNames) pick() {
	pickFile(c.win, c.add, c.bring, func(words string) { c.say(assets.Warning, ColorWarn, words) })
}

// bring imports a file.
func (c *codeNames) bring(path string) {
	enable(c.add, false)
	c.say(assets.Info, ColorInfo, namesReading)
	c.turning.Show()
	c.turning.Start()
	load(c.ctx, c.work, func(ctx context.Context) (claims.NameFile, error) { return c.set.ImportCodeNames(ctx, path) }, func(f claims.NameFile, err error) {
		enable(c.add, true)
		c.turning.Stop()
		c.turning.Hide()
		if err != nil {
			problem := app.ProblemOf(err)
			c.say(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
			return
		}
		c.say(assets.Check, ColorOK, fmt.Sprintf(namesDone, nameTitle(f.System), countNames.Of(f.Names)))
		c.read()
	})
}

// forget takes the names of a file away; it can be imported again at any time.
func (c *codeNames) forget(f claims.NameFile) {
	load(c.ctx, c.work, func(ctx context.Context) (struct{}, error) { return struct{}{}, c.set.ForgetCodeNames(ctx, f.System) }, func(_ struct{}, err error) {
		if err != nil {
			problem := app.ProblemOf(err)
			c.say(assets.Warning, ColorWarn, joined(problem.Title, problem.Text))
			return
		}
		c.say(assets.Check, ColorOK, fmt.Sprintf(namesGone, nameTitle(f.System)))
		c.read()
		c.win.Canvas().Focus(c.add)
	})
}

func (c *codeNames) say(sign assets.Symbol, color fyne.ThemeColorName, text string) {
	c.word.set(sign, color, text)
	setShown(c.word.box, text != "")
	c.sheet.inside.Refresh()
}
