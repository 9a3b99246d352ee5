package chart

import (
	"math"
	"strconv"

	"fyne.io/fyne/v2"
)

// Kind is how a picture is drawn.
type Kind int

// Kinds of pictures.
const (
	// Columns stand side by side, one a slot; several series are stacked.
	Columns Kind = iota
	// Groups are columns of several series next to each other in each slot.
	Groups
	// Lines join the values of each series. A series with Column set stands as columns behind the lines, with an axis of its own
	// at the right.
	Lines
	// Bars lie under each other, one a slot; several series are stacked.
	Bars
	// Curve fills the room under one series from the first slot to the last.
	Curve
)

// Texture tells series apart without colour (docs/reference/screens.md 3). Slanted stripes are left to hatched slots.
type Texture int

// Textures.
const (
	Solid Texture = iota
	Rows
	Dots
	Uprights
	Grid
	Specks
	Bands
	Checks
)

// Picture is what a chart shows.
type Picture struct {
	Kind   Kind
	Title  string // above a saved picture
	Note   string // beneath a saved picture
	Empty  string // stands in place of a picture without values
	Foot   string // at the right end under the axis, such as how complete the hatched slots are
	Slots  []Slot
	Series []Series
	// Likely is what a slot will probably come to in all; NaN or missing for slots without.
	Likely []float64
	// Unit prints a value in few signs; nil prints the plain number. ColumnUnit is for series with Column set.
	Unit, ColumnUnit func(float64) string
	// Axis and ColumnAxis say what stands along the axes at the left and at the right; they show where there are both.
	Axis, ColumnAxis string
	// Labels writes the value above each column or behind each bar.
	Labels bool
	// Points are places on a curve that have words of their own.
	Points []Point
}

// Slot is a place along the axis.
type Slot struct {
	Name    string // "Jun"; empty for places without a name
	Under   string // a second line, such as the year; mostly empty
	Hatched bool
}

// Series has a value for each slot.
type Series struct {
	Name    string
	Color   fyne.ThemeColorName
	Texture Texture
	Values  []float64 // NaN where there is none
	Column  bool      // of Lines: drawn as columns, measured at the right
	Dashed  bool      // of Lines
}

// Point marks a place on a curve.
type Point struct {
	Slot int
	Text string
}

// value is NaN where there is none.
func value(list []float64, slot int) float64 {
	if slot < 0 || slot >= len(list) {
		return math.NaN()
	}
	return list[slot]
}

// amount is a value that has a length: money given back draws nothing.
func amount(list []float64, slot int) float64 {
	v := value(list, slot)
	if math.IsNaN(v) || v < 0 {
		return 0
	}
	return v
}

// stack is what the columns of a slot come to together.
func (p *Picture) stack(slot int) (sum float64) {
	for _, s := range p.Series {
		sum += amount(s.Values, slot)
	}
	return sum
}

// blank says that there is nothing to draw.
func (p *Picture) blank() bool {
	for _, s := range p.Series {
		for i := range p.Slots {
			if !math.IsNaN(value(s.Values, i)) {
				return false
			}
		}
	}
	return true
}

func (p *Picture) unit(v float64) string {
	if p.Unit != nil {
		return p.Unit(v)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (p *Picture) columnUnit(v float64) string {
	if p.ColumnUnit != nil {
		return p.ColumnUnit(v)
	}
	return p.unit(v)
}
