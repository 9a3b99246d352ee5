package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// claimTree is every stored field of a claim as a tree, with a search, and the resource as CMS sent it (docs/reference/screens.md 5.5).
type claimTree struct {
	s    surroundings
	load *loader
	ctx  context.Context
	ref  claimRef
	read claimRef // whose fields are shown

	tables  []claims.FieldTable
	found   fieldMatches
	names   *widgets.Choice
	looking *widget.Label
	find    *entry
	tree    *widget.Tree
	none    *widget.Label
	raw     *keyButton    // shows the resource as CMS sent it
	covered *widget.Label // says why it does not
	problem *problemPanel
	box     *fyne.Container
}

func newClaimTree(s surroundings) *claimTree {
	t := &claimTree{s: s, looking: caption(wordLooking), problem: newProblemPanel(s.copy), none: caption(claimFieldsNone)}
	t.looking.Hide()
	t.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(t.looking, looking) })
	t.names = widgets.NewChoice(true, claimNamePlain, claimNameCCLF, claimNamePath)
	t.names.OnChosen = func(int) { t.tree.Refresh() }
	t.find = newEntry(claimFieldFind)
	t.find.OnChanged = func(string) { t.search() }
	t.find.onEscape = func() { t.find.SetText("") }
	t.tree = widget.NewTree(t.children, t.isBranch, t.makeNode, t.fillNode)
	t.none.Hide()
	t.problem.Content().Hide()
	copying := newKeyButton(claimCopyFields, t.copyAll, nil)
	t.raw, t.covered = newKeyButton(claimOriginal, t.showOriginal, nil), caption(hiddenOriginal)
	buttons := container.NewHBox(copying, t.raw)
	top := stacked(container.New(layout.NewBorderLayout(nil, nil, nil, buttons), t.find, buttons),
		container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, 0), caption(claimNames), t.names, t.covered, t.looking))
	middle := container.NewStack(t.tree, container.NewVBox(t.none), stacked(t.problem.Content()))
	t.box = container.New(layout.NewBorderLayout(top, nil, nil, nil), top, middle)
	t.Retell()
	return t
}

// Retell says the fields anew: names were hidden or are shown again. The resource as sent cannot be shown without them.
func (t *claimTree) Retell() {
	enable(t.raw, !t.s.cover.on())
	setShown(t.covered, t.s.cover.on())
	t.tree.Refresh()
	t.box.Refresh()
}

// show reads the fields of a claim while the tab is in front; what was searched for stays.
func (t *claimTree) show(ctx context.Context, ref claimRef) {
	t.ctx, t.ref = ctx, ref
	if !t.box.Visible() || t.read == ref {
		return
	}
	load(ctx, t.load, func(ctx context.Context) ([]claims.FieldTable, error) {
		return t.s.read.ClaimFields(ctx, ref.APIVersion, ref.FHIRID)
	}, func(tables []claims.FieldTable, err error) {
		setShown(t.problem.Content(), err != nil)
		setShown(t.tree, err == nil)
		if err != nil {
			t.problem.tell(app.ProblemOf(err), wordTryAgain, func() { t.read = claimRef{}; t.show(t.ctx, t.ref) })
			return
		}
		t.tables, t.read = tables, ref
		t.tree.CloseAllBranches()
		t.search()
		t.tree.OpenBranch(tableNode(0))
		t.tree.ScrollToTop()
	})
}

// fieldMatches are the fields that a search found: of each table by number its rows, and of each row the places of its fields.
type fieldMatches map[int]map[int][]int

// matchFields finds fields whose name in any style, label or value has some letters; no letters find all.
func matchFields(tables []claims.FieldTable, letters string) fieldMatches {
	letters = strings.ToLower(strings.TrimSpace(letters))
	found := fieldMatches{}
	for i, table := range tables {
		for j, row := range table.Rows {
			for k, f := range row {
				if letters != "" && !strings.Contains(strings.ToLower(strings.Join([]string{f.Column.Label, f.Column.Name, f.Column.CCLF, f.Column.V2, f.Column.V3, f.Text}, "\n")), letters) {
					continue
				}
				if found[i] == nil {
					found[i] = map[int][]int{}
				}
				found[i][j] = append(found[i][j], k)
			}
		}
	}
	return found
}

// search shows what was found and opens it, as far as it is little.
func (t *claimTree) search() {
	const little = 60 // fields, which fit a screen or two
	t.found = matchFields(t.tables, t.find.Text)
	total := 0
	for _, rows := range t.found {
		for _, fields := range rows {
			total += len(fields)
		}
	}
	setShown(t.none, total == 0 && len(t.tables) > 0)
	t.tree.Refresh()
	if t.find.Text != "" && total > 0 && total <= little {
		for i, rows := range t.found {
			t.tree.OpenBranch(tableNode(i))
			for j := range rows {
				t.tree.OpenBranch(rowNode(i, j))
			}
		}
	}
}

// Nodes of the tree are named by numbers: table, row and field.
func tableNode(table int) string            { return strconv.Itoa(table) }
func rowNode(table, row int) string         { return fmt.Sprintf("%d.%d", table, row) }
func leafNode(table, row, field int) string { return fmt.Sprintf("%d.%d.%d", table, row, field) }

// partsOf are the numbers of a node.
func partsOf(node string) []int {
	var parts []int
	for _, text := range strings.Split(node, ".") {
		if n, err := strconv.Atoi(text); err == nil {
			parts = append(parts, n)
		}
	}
	return parts
}

// isSingle says whether the fields of a table hang on it directly: those of the claim itself.
func (t *claimTree) isSingle(table int) bool {
	return table < len(t.tables) && t.tables[table].Table.ID == claims.Claims
}

func (t *claimTree) children(node string) []string {
	parts := partsOf(node)
	var list []string
	switch {
	case node == "":
		for i := range t.tables {
			if t.found[i] != nil {
				list = append(list, tableNode(i))
			}
		}
	case len(parts) == 1 && t.isSingle(parts[0]), len(parts) == 2:
		row := 0
		if len(parts) == 2 {
			row = parts[1]
		}
		for _, field := range t.found[parts[0]][row] {
			list = append(list, leafNode(parts[0], row, field))
		}
	case len(parts) == 1:
		rows := make([]int, 0, len(t.found[parts[0]]))
		for row := range t.found[parts[0]] {
			rows = append(rows, row)
		}
		slices.SortFunc(rows, cmp.Compare[int])
		for _, row := range rows {
			list = append(list, rowNode(parts[0], row))
		}
	}
	return list
}

func (t *claimTree) isBranch(node string) bool { return len(partsOf(node)) < 3 }

// fieldNameWidth is the width of the names of fields.
const fieldNameWidth = 168

func (t *claimTree) makeNode(branch bool) fyne.CanvasObject {
	name, value := widget.NewLabel(""), widget.NewLabel("")
	name.Truncation, value.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	if branch {
		return container.NewStack(name)
	}
	value.TextStyle = fyne.TextStyle{Monospace: true}
	left := atWidth(fieldNameWidth, name)
	return container.New(layout.NewBorderLayout(nil, nil, left, nil), left, value)
}

func (t *claimTree) fillNode(node string, branch bool, o fyne.CanvasObject) {
	parts := partsOf(node)
	box, ok := o.(*fyne.Container)
	if !ok {
		return // makeNode makes nothing else
	}
	objects := box.Objects
	if branch {
		setLabel(objects[0], t.branchText(parts), widget.MediumImportance)
		return
	}
	f := t.tables[parts[0]].Rows[parts[1]][parts[2]]
	if left, ok := objects[0].(*fyne.Container); ok {
		setLabel(left.Objects[0], t.fieldName(f.Column), widget.LowImportance)
	}
	text, unknown := t.value(f)
	importance := widget.MediumImportance
	if unknown {
		importance = widget.WarningImportance
	}
	setLabel(objects[1], text, importance)
}

func setLabel(o fyne.CanvasObject, text string, importance widget.Importance) {
	if label, ok := o.(*widget.Label); ok {
		label.Importance = importance
		label.SetText(text)
	}
}

// branchText names a table with its rows, or a row.
func (t *claimTree) branchText(parts []int) string {
	if len(parts) == 0 || parts[0] >= len(t.tables) {
		return ""
	}
	table := t.tables[parts[0]]
	if len(parts) == 1 {
		if t.isSingle(parts[0]) {
			return table.Table.Label
		}
		return fmt.Sprintf("%s %d", table.Table.Label, len(table.Rows))
	}
	return rowText(table, parts[1])
}

// rowText names a row: its number and the code that tells most.
func rowText(table claims.FieldTable, row int) string {
	text := app.CountText(row + 1)
	for _, want := range []string{"hcpcs_code", "revenue_code", "ndc_code", "code", "name", "category_code", "adjudication_code", "amount_code", "role"} {
		for _, f := range table.Rows[row] {
			if f.Column.Name == want {
				return text + " · " + f.Text
			}
		}
	}
	return text
}

// fieldName is the name of a column in the style that was chosen.
func (t *claimTree) fieldName(c claims.Column) string {
	switch t.names.Chosen() {
	case 1:
		return c.Heading(claims.HeadingCCLF)
	case 2:
		if t.ref.APIVersion == claims.V2 && c.V2 != "" {
			return c.V2
		}
		return c.Heading(claims.HeadingFHIR)
	default:
		return c.Label
	}
}

// value is what the tree shows of a field.
func (t *claimTree) value(f claims.Field) (text string, unknown bool) {
	if t.s.cover.on() && fieldCovered(f.Column) {
		return coverDots, false
	}
	return fieldValue(f)
}

// fieldValue is a value with what its code stands for; unknown says that it is a code that ClaimsDesk has not met. The MBI stays short
// here too: it is shown in one place, on request.
func fieldValue(f claims.Field) (text string, unknown bool) {
	if f.Column.Name == "mbi" {
		return mbiTail(f.Text), false
	}
	set, ok := codes.SetOfColumn(f.Column.Name)
	if !ok {
		return f.Text, false
	}
	label := codes.Label(set, f.Text)
	switch {
	case label != "":
		return f.Text + " · " + label, false
	case codes.Complete(set) && f.Text != "~":
		return f.Text + " · " + claimUnknownCode, true
	default:
		return f.Text, false
	}
}

// copyAll copies what the search found as tab-separated text: table, row, field, value.
func (t *claimTree) copyAll() {
	var b strings.Builder
	for i, table := range t.tables {
		for j, row := range table.Rows {
			for _, k := range t.found[i][j] {
				value := row[k].Text
				switch {
				case t.s.cover.on() && fieldCovered(row[k].Column):
					value = coverDots
				case row[k].Column.Name == "mbi":
					value = mbiTail(value)
				}
				fmt.Fprintf(&b, "%s\t%d\t%s\t%s\n", table.Table.Label, j+1, t.fieldName(row[k].Column), value)
			}
		}
	}
	t.s.copy(b.String())
}
