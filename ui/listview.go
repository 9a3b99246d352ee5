package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
	"github.com/claimsdesk/claimsdesk/words"
)

// listView is a table with what stands around and in place of it: the line that counts it, why it is empty, what kept it from being
// read. Pages that show a list in pages use it, so that all of them look and behave alike.
type listView struct {
	table   *widgets.RowTable
	line    *fyne.Container // count, what the page adds, and Looking…
	count   *widget.Label
	words   string          // of the line, whole; where they do not fit, the order is left out
	room    float32         // for them; 0 before the first layout
	extra   *fyne.Container // what the page adds to the line
	looking *widget.Label
	empty   *widgets.EmptyState
	problem *problemPanel
	middle  *fyne.Container
}

func newListView(s surroundings, table *widgets.RowTable, sign fyne.Resource) *listView {
	v := &listView{table: table, count: widget.NewLabel(""), extra: beside(), looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	table.Covered = s.cover.on
	v.count.Truncation = fyne.TextTruncateEllipsis
	v.empty = widgets.NewEmptyState(sign, "", "", "", nil)
	v.looking.Hide()
	v.empty.Hide()
	v.problem.Content().Hide()
	ends := container.NewHBox(v.looking, v.extra) // what the page adds stays where it is
	count := container.New(toldWidth{func(width float32) { v.room = width; v.tell() }}, v.count)
	v.line = inset(gapSmall/2, 0, 0, 0, container.New(layout.NewBorderLayout(nil, nil, nil, ends), count, ends))
	v.middle = container.NewStack(table, v.empty, stacked(inset(gapSmall, 0, 0, 0, v.problem.Content())))
	return v
}

// busy shows or hides Looking….
func (v *listView) busy(looking bool) { setShown(v.looking, looking) }

// show shows the table with the line that counts it, or the empty state that the page has set.
func (v *listView) show(words string, total int) {
	v.words = words
	v.tell()
	v.problem.Content().Hide()
	setShown(v.count, total > 0)
	setShown(v.table, total > 0)
	setShown(v.empty, total == 0)
	v.middle.Refresh()
}

// tell writes the line: with its order where there is room for it. The header of the table shows the order too.
func (v *listView) tell() {
	text := v.words
	wide := fyne.MeasureText(text, theme.SizeForWidget(theme.SizeNameText, v.count), v.count.TextStyle).Width
	if v.room > 0 && wide+2*theme.InnerPadding() > v.room {
		text, _, _ = strings.Cut(text, listParts)
	}
	if v.count.Text != text {
		v.count.SetText(text)
	}
}

// listParts stands between the number of a list and its order.
const listParts = " · "

// fail shows what kept the list from being read.
func (v *listView) fail(err error, again func()) {
	v.problem.tell(app.ProblemOf(err), wordTryAgain, again)
	v.problem.Content().Show()
	v.table.Hide()
	v.empty.Hide()
	v.count.Hide()
	v.middle.Refresh()
}

// listCount is the line above a list: how many there are and in which order.
func listCount(total int, count words.Plural, order string) string {
	text := count.Of(total)
	if total > widgets.MaxRows {
		text = fmt.Sprintf(listTooLong, app.CountText(widgets.MaxRows), app.CountText(total))
	}
	if order == "" {
		return text
	}
	return text + listParts + order
}
