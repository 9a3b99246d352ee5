package widgets

import (
	"fmt"
	"maps"
	"slices"
)

// Columns are all columns of the table, shown or not, in their order.
func (t *RowTable) Columns() []Column { return slices.Clone(t.columns) }

// HideColumns leaves out columns for now, by their ids, such as beside an open panel; none shows those that were chosen.
func (t *RowTable) HideColumns(ids ...string) {
	t.hidden = setOf(ids)
	t.Refresh()
}

// ShowColumns chooses the columns to show, by their ids; ids of other tables mean nothing. The first column is always
// shown, and without ids all those that are not optional.
func (t *RowTable) ShowColumns(ids ...string) {
	t.picked = nil
	if len(ids) > 0 {
		t.picked = setOf(ids)
	}
	t.Refresh()
}

// ChosenColumns are the ids of the columns that are shown when none is hidden for now.
func (t *RowTable) ChosenColumns() []string {
	var ids []string
	for _, c := range t.columns {
		if t.chosen(c) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func setOf(ids []string) map[string]bool {
	set := map[string]bool{}
	for _, id := range ids {
		set[id] = true
	}
	return set
}

func (t *RowTable) chosen(c Column) bool {
	switch {
	case c.ID == t.columns[0].ID:
		return true
	case t.picked != nil:
		return t.picked[c.ID]
	default:
		return !c.Optional
	}
}

func (t *RowTable) shown(c Column) bool { return !t.hidden[c.ID] && t.chosen(c) }

// Widths are the widths that were set by dragging, by column id, at a text size of 100 %.
func (t *RowTable) Widths() map[string]float32 { return maps.Clone(t.widths) }

// SetWidths sets widths as if by dragging.
func (t *RowTable) SetWidths(widths map[string]float32) {
	t.widths = map[string]float32{}
	for id, width := range widths {
		t.widths[id] = max(leastColumn, width)
	}
	t.Refresh()
}

// leastColumn is how narrow a column can be dragged, at a text size of 100 %.
const leastColumn = 32

// SortWords says the order of the rows for the line above them, such as "sorted by Paid, high to low"; empty in the usual
// order where that has no column.
func (t *RowTable) SortWords() string {
	for _, c := range t.columns {
		if c.ID != t.sortColumn || t.sortColumn == "" {
			continue
		}
		order := c.Order
		if order == ([2]string{}) {
			order = [2]string{sortUp, sortDown}
		}
		if t.sortDesc {
			return fmt.Sprintf(sortedBy, c.Title, order[1])
		}
		return fmt.Sprintf(sortedBy, c.Title, order[0])
	}
	return ""
}

// columnWidths divides a width among the columns: each has its least width, and those that grow share the rest.
func (t *RowTable) columnWidths(room float32) []float32 {
	paint := painterOf(&t.BaseWidget)
	list := make([]float32, len(t.columns))
	var grow float32
	sum := t.tickWidth()
	for i, c := range t.columns {
		if !t.shown(c) {
			continue
		}
		list[i] = paint.scaled(c.Width)
		if dragged, ok := t.widths[c.ID]; ok {
			list[i] = paint.scaled(dragged)
		} else {
			grow += c.Grow
		}
		sum += list[i]
	}
	if rest := room - sum; rest > 0 && grow > 0 {
		for i, c := range t.columns {
			if _, ok := t.widths[c.ID]; !ok && t.shown(c) {
				list[i] += rest * c.Grow / grow
			}
		}
	}
	return list
}

// leastWidth is what the columns need.
func (t *RowTable) leastWidth() float32 {
	sum := t.tickWidth()
	for _, w := range t.columnWidths(0) {
		sum += w
	}
	return sum
}

// stuck is how far the boxes and the first column are moved to stay in view while the rest is scrolled sideways; 0 where
// they stand in their place, or would take more than half of the view.
func (t *RowTable) stuck() float32 {
	const most = 2
	view := t.scroll.Size().Width
	if len(t.columns) == 0 || t.stickyWidth()*most > view {
		return 0
	}
	return max(0, t.scroll.Offset.X)
}

// stickyWidth is how wide the boxes and the first column are.
func (t *RowTable) stickyWidth() float32 {
	widths := t.columnWidths(max(t.scroll.Size().Width, t.leastWidth()))
	return t.tickWidth() + widths[0]
}
