package ui

import (
	"context"
	"fmt"

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

// personTable is a tab that lists what a person's claims add up to: medicines, diagnoses or providers. It is read when it is opened.
type personTable[T any] struct {
	s       surroundings
	load    *loader
	spec    personTableSpec[T]
	counted func(int)

	list    []T
	lines   []behindLine // of the rows
	table   *widgets.RowTable
	all     *keyButton // leads to the claims of the chosen row
	looking *widget.Label
	empty   *widgets.EmptyState
	problem *problemPanel
	beside  *claimBeside
	ctx     context.Context
	read    bool
}

// personTableSpec is what tells one such tab from another.
type personTableSpec[T any] struct {
	columns        []widgets.Column
	narrow         []string // columns left out while a claim is open
	caption        string
	none, noneText string
	read           func(ctx context.Context) ([]T, codes.Names, error)
	cells          func(one T, names codes.Names) []widgets.Cell
	claim          func(one T) claims.ClaimID
	// behind is the claims that a line is made of, and what it is called; show leads to them.
	behind func(one T, names codes.Names) behindLine
	show   func(behindLine)
}

// behindLine is the claims that a line of medicines, diagnoses or providers is made of, in words.
type behindLine struct {
	claims claims.ClaimsBehind
	words  string
}

// personRows is what was read, with its cells.
type personRows[T any] struct {
	list  []T
	lines []behindLine
	cells [][]widgets.Cell
}

func newPersonTable[T any](s surroundings, spec personTableSpec[T], counted func(int)) *personTable[T] {
	t := &personTable[T]{s: s, spec: spec, counted: counted, looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	t.looking.Hide()
	t.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(t.looking, looking) })
	t.table = widgets.NewRowTable(spec.columns)
	t.table.Copy, t.table.Now = s.copy, s.now
	t.empty = widgets.NewEmptyState(symbol(assets.Info), spec.none, spec.noneText, "", nil)
	t.empty.Hide()
	t.problem.Content().Hide()
	note := caption(spec.caption)
	note.Wrapping = fyne.TextWrapWord
	t.all = newKeyButton(personBehindDo, func() { t.showClaims(t.table.Current()) }, nil)
	t.all.Importance = widget.LowImportance
	t.all.Hide()
	ends := container.NewVBox(beside(keptRoom(t.looking), keptRoom(t.all)))
	foot := container.New(layout.NewBorderLayout(nil, nil, nil, ends), note, ends)
	middle := container.NewStack(t.table, t.empty, stacked(t.problem.Content()))
	left := container.New(layout.NewBorderLayout(nil, foot, nil, nil), middle, foot)
	t.beside = newClaimBeside(s, t.table, spec.columns, left, spec.narrow...)
	t.beside.follow(func(row int) claimRef {
		if row < 0 || row >= len(t.list) {
			return claimRef{}
		}
		return refOf(spec.claim(t.list[row]))
	})
	t.beside.more = func(row int) []*fyne.MenuItem {
		return []*fyne.MenuItem{fyne.NewMenuItem(personBehindDo, func() { t.showClaims(row) })}
	}
	return t
}

// showClaims leads to the claims that a row is made of.
func (t *personTable[T]) showClaims(row int) {
	if row >= 0 && row < len(t.lines) {
		t.spec.show(t.lines[row])
	}
}

// show implements personTab.
func (t *personTable[T]) show(ctx context.Context) {
	t.ctx = ctx
	load(ctx, t.load, func(ctx context.Context) (personRows[T], error) {
		list, names, err := t.spec.read(ctx)
		rows := personRows[T]{list: list, lines: make([]behindLine, len(list)), cells: make([][]widgets.Cell, len(list))}
		for i, one := range list {
			rows.cells[i], rows.lines[i] = t.spec.cells(one, names), t.spec.behind(one, names)
		}
		return rows, err
	}, t.apply)
	t.beside.show(ctx)
}

func (t *personTable[T]) apply(rows personRows[T], err error) {
	setShown(t.problem.Content(), err != nil)
	if err != nil {
		t.problem.tell(app.ProblemOf(err), wordTryAgain, func() { t.show(t.ctx) })
		t.table.Hide()
		t.empty.Hide()
		t.all.Hide() // there is no line to lead from
		return
	}
	t.list, t.lines = rows.list, rows.lines
	setShown(t.all, len(t.list) > 0)
	fillTable(t.table, rows.cells, t.read)
	t.read = true
	setShown(t.table, len(t.list) > 0)
	setShown(t.empty, len(t.list) == 0)
	t.counted(len(t.list))
	t.beside.box.Refresh()
}

// content implements personTab.
func (t *personTable[T]) content() fyne.CanvasObject { return t.beside.box }

// focus implements personTab.
func (t *personTable[T]) focus() { t.s.focus(t.table) }

// copyRows implements personTab.
func (t *personTable[T]) copyRows() { t.table.CopySelected() }

// escape implements personTab.
func (t *personTable[T]) escape() bool { return t.beside.escape() }

func newPersonMedicines(s surroundings, key string, counted func(int), show func(behindLine)) *personTable[claims.PersonMedicine] {
	right := fyne.TextAlignTrailing
	return newPersonTable(s, personTableSpec[claims.PersonMedicine]{
		columns: []widgets.Column{
			{ID: "name", Title: headMedicine, Width: 168, Grow: 8}, {ID: "last", Title: headLastFilled, Width: 108}, {ID: "days", Title: headDays, Width: 52, Align: right},
			{ID: "out", Title: headRunsOut, Width: 132}, {ID: "by", Title: headPrescriber, Width: 124, Grow: 1}, {ID: "at", Title: headPharmacy, Width: 116, Grow: 1},
			{ID: "fills", Title: headFillsYear, Width: 86, Align: right}, {ID: "cost", Title: headCostYear, Width: 96, Align: right},
		},
		narrow: []string{"by", "at", "days"}, caption: medicinesCaption, none: medicinesNone, noneText: medicinesNoneTx,
		read: func(ctx context.Context) ([]claims.PersonMedicine, codes.Names, error) {
			list, err := s.read.PersonMedicines(ctx, key)
			if err != nil {
				return nil, nil, err
			}
			keys := make([]codes.Key, len(list))
			for i := range list {
				keys[i] = codes.KeyOf(codes.NDC, list[i].NDC)
			}
			names, err := s.read.CodeNames(ctx, keys)
			return list, names, err
		},
		cells: medicineCells, show: show,
		behind: func(m claims.PersonMedicine, names codes.Names) behindLine {
			return behindLine{claims.ClaimsBehind{NDC: m.NDC}, fmt.Sprintf(personBehindDrug, medicineText(names, m.NDC))}
		},
		claim: func(m claims.PersonMedicine) claims.ClaimID { return m.Last },
	}, counted)
}

func medicineCells(m claims.PersonMedicine, names codes.Names) []widgets.Cell {
	days := widgets.Cell{Text: "–", Color: ColorText2}
	if m.DaysSupply != nil {
		days = widgets.Cell{Text: app.CountText(int(*m.DaysSupply))}
	}
	return []widgets.Cell{
		{Text: medicineText(names, m.NDC), Bold: true}, dayCell(m.LastFilled), days, dayCell(m.RunsOut), partyCell(m.Prescriber), partyCell(m.Pharmacy),
		{Text: app.CountText(m.FillsYear)}, {Text: moneyText(m.CostYear)},
	}
}

func partyCell(who claims.Party) widgets.Cell {
	if who == (claims.Party{}) {
		return widgets.Cell{Text: "–", Color: ColorText2}
	}
	return widgets.Cell{Text: partyText(who, "")}
}

func newPersonDiagnoses(s surroundings, key string, counted func(int), show func(behindLine)) *personTable[claims.PersonDiagnosis] {
	right := fyne.TextAlignTrailing
	return newPersonTable(s, personTableSpec[claims.PersonDiagnosis]{
		columns: []widgets.Column{
			{ID: "code", Title: headCode, Width: 84}, {ID: "words", Title: headDxWords, Width: 180, Grow: 3}, {ID: "first", Title: headFirstSeen, Width: 108},
			{ID: "last", Title: headLastSeen, Width: 108}, {ID: "times", Title: headClaims, Width: 68, Align: right}, {ID: "by", Title: headSeenBy, Width: 132, Grow: 1},
		},
		narrow: []string{"first", "by"}, caption: diagnosesCaption, none: diagnosesNone, noneText: providersNoneTx,
		read: func(ctx context.Context) ([]claims.PersonDiagnosis, codes.Names, error) {
			list, err := s.read.PersonDiagnoses(ctx, key)
			if err != nil {
				return nil, nil, err
			}
			keys := make([]codes.Key, len(list))
			for i := range list {
				keys[i] = codes.KeyOf(codes.ICD10CM, list[i].Code)
			}
			names, err := s.read.CodeNames(ctx, keys)
			return list, names, err
		},
		cells: func(d claims.PersonDiagnosis, names codes.Names) []widgets.Cell {
			words := widgets.Cell{Text: names.Of(codes.ICD10CM, d.Code, d.Words)}
			if words.Text == "" {
				words = widgets.Cell{Text: dxNoWords, Color: ColorText2}
			}
			return []widgets.Cell{{Text: icdText(d.Code), Mono: true}, words, dayCell(d.FirstSeen), dayCell(d.LastSeen), {Text: app.CountText(d.Claims)}, partyCell(d.SeenBy)}
		},
		claim: func(d claims.PersonDiagnosis) claims.ClaimID { return d.Last }, show: show,
		behind: func(d claims.PersonDiagnosis, names codes.Names) behindLine {
			return behindLine{claims.ClaimsBehind{Diagnosis: d.Code}, fmt.Sprintf(personBehindDx, diagnosisText(d.Code, names.Of(codes.ICD10CM, d.Code, d.Words)))}
		},
	}, counted)
}

func newPersonProviders(s surroundings, key string, counted func(int), show func(behindLine)) *personTable[claims.PersonProvider] {
	right := fyne.TextAlignTrailing
	return newPersonTable(s, personTableSpec[claims.PersonProvider]{
		columns: []widgets.Column{
			{ID: "name", Title: headProvider, Width: 180, Grow: 2}, {ID: "specialty", Title: headSpecialty, Width: 132, Grow: 1}, {ID: "ours", Title: headOurs, Width: 76},
			{ID: "first", Title: headFirst, Width: 108}, {ID: "last", Title: headLast, Width: 108}, {ID: "days", Title: headDays, Width: 60, Align: right},
			{ID: "allowed", Title: headAllowed, Width: 104, Align: right},
		},
		narrow: []string{"first", "specialty"}, caption: providersCaption, none: providersNone, noneText: providersNoneTx,
		read: func(ctx context.Context) ([]claims.PersonProvider, codes.Names, error) {
			list, err := s.read.PersonProviders(ctx, key)
			return list, nil, err
		},
		cells: func(p claims.PersonProvider, _ codes.Names) []widgets.Cell {
			ours := widgets.Cell{Text: "–", Color: ColorText2}
			if p.Ours {
				ours = widgets.Cell{Chips: []widgets.ChipSpec{{Icon: symbol(assets.Check), Word: analysisOurs, Tone: toneOK()}}}
			}
			return []widgets.Cell{
				{Text: partyText(p.Party, ""), Bold: true}, specialtyCell(p.Specialty), ours, dayCell(p.First), dayCell(p.Last), {Text: app.CountText(p.Days)}, {Text: moneyOr(p.Allowed, "–")},
			}
		},
		claim: func(p claims.PersonProvider) claims.ClaimID { return p.LastClaim }, show: show,
		behind: func(p claims.PersonProvider, _ codes.Names) behindLine {
			return behindLine{claims.ClaimsBehind{Provider: p.NPI}, fmt.Sprintf(personBehindWho, partyText(p.Party, ""))}
		},
	}, counted)
}
