package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// tickColumn is how wide the boxes are at a text size of 100 %.
const tickColumn = 36

// tickSide is the size of a box.
const tickSide = 20

func (t *RowTable) tickWidth() float32 {
	if t.Ticked == nil {
		return 0
	}
	return painterOf(&t.BaseWidget).scaled(tickColumn)
}

// tickSelected ticks the selected rows; where all of them are, it takes the ticks away.
func (t *RowTable) tickSelected() {
	first, last := t.selection()
	if t.current >= 0 {
		t.toggleTicks(first, last)
	}
}

// toggleTicks ticks a range of rows, both ends included, as far as they are read.
func (t *RowTable) toggleTicks(first, last int) {
	if t.Ticked == nil || t.OnTick == nil {
		return
	}
	var rows []int
	all := true
	for row := first; row <= last; row++ {
		if t.Cells(row) != nil {
			rows = append(rows, row)
			all = all && t.Ticked(row)
		}
	}
	if len(rows) > 0 {
		t.OnTick(rows, !all)
	}
}

// allTicked says whether all rows that are read are ticked.
func (t *RowTable) allTicked() bool {
	any := false
	for page, rows := range t.pages {
		for i := range rows {
			if !t.Ticked(page*PageSize + i) {
				return false
			}
			any = true
		}
	}
	return any
}

func tickSign(ticked bool) fyne.Resource {
	if ticked {
		return theme.NewColoredResource(theme.CheckButtonCheckedIcon(), theme.ColorNamePrimary)
	}
	return theme.NewColoredResource(theme.CheckButtonIcon(), theme.ColorNameInputBorder)
}
