package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Fact is a name and what is known under it.
type Fact struct {
	Name  string
	Value string
	Bold  bool
	Mono  bool
}

// Facts lists facts, one line each: the name, then what is known.
type Facts struct {
	widget.BaseWidget
	facts   []Fact
	names   float32
	columns int
}

var _ fyne.Widget = (*Facts)(nil)

// Measured stands for a left column as wide as its longest name, and a list that asks for room to show every value whole.
const Measured = 0

// NewFacts returns a list of facts; names is the width of the left column at a text size of 100 %, or Measured.
func NewFacts(names float32, facts ...Fact) *Facts {
	f := &Facts{facts: facts, names: names, columns: 1}
	f.ExtendBaseWidget(f)
	return f
}

// Set replaces the facts.
func (f *Facts) Set(facts []Fact) {
	f.facts = facts
	f.Refresh()
}

// SetColumns divides the facts among columns, for places that are wide but not high.
func (f *Facts) SetColumns(columns int) {
	f.columns = max(1, columns)
	f.Refresh()
}

// rows is how many facts stand under each other.
func (f *Facts) rows() int { return (len(f.facts) + f.columns - 1) / f.columns }

// widths are the widths of the left column and of the longest value, where they are measured.
func (f *Facts) widths() (names, values float32) {
	paint := painterOf(&f.BaseWidget)
	size, gap := paint.theme.Size(theme.SizeNameText), paint.scaled(cellInset)
	for _, fact := range f.facts {
		names = max(names, fyne.MeasureText(fact.Name, size, fyne.TextStyle{}).Width+gap)
		values = max(values, fyne.MeasureText(fact.Value, size, fyne.TextStyle{Bold: fact.Bold, Monospace: fact.Mono}).Width+gap)
	}
	return names, values
}

// List is the facts as shown.
func (f *Facts) List() []Fact { return f.facts }

// CreateRenderer implements fyne.Widget.
func (f *Facts) CreateRenderer() fyne.WidgetRenderer {
	r := &factsRenderer{facts: f}
	r.Refresh()
	return r
}

type factsRenderer struct {
	facts         *Facts
	names, values []*canvas.Text
}

const factTall = 24

func (r *factsRenderer) Refresh() {
	paint := painterOf(&r.facts.BaseWidget)
	for len(r.names) < len(r.facts.facts) {
		r.names = append(r.names, canvas.NewText("", color.Transparent))
		r.values = append(r.values, canvas.NewText("", color.Transparent))
	}
	for i := range r.names {
		name, value := r.names[i], r.values[i]
		name.Hidden, value.Hidden = i >= len(r.facts.facts), i >= len(r.facts.facts)
		if name.Hidden {
			continue
		}
		fact := r.facts.facts[i]
		name.Color, value.Color = paint.color(theme.ColorNamePlaceHolder), paint.color(theme.ColorNameForeground)
		name.TextSize, value.TextSize = paint.theme.Size(theme.SizeNameText), paint.theme.Size(theme.SizeNameText)
		value.TextStyle = fyne.TextStyle{Bold: fact.Bold, Monospace: fact.Mono}
	}
	r.Layout(r.facts.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *factsRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.facts.BaseWidget)
	tall, column := paint.scaled(factTall), paint.scaled(r.facts.names)
	if r.facts.names == Measured {
		column, _ = r.facts.widths()
	}
	gap := paint.scaled(cellInset)
	wide, rows := size.Width/float32(r.facts.columns), r.facts.rows()
	for i, fact := range r.facts.facts {
		if i >= len(r.names) {
			return
		}
		x, y := float32(i/rows)*wide, float32(i%rows)*tall
		r.put(r.names[i], fact.Name, fyne.NewPos(x, y), fyne.NewSize(column-gap, tall))
		r.put(r.values[i], fact.Value, fyne.NewPos(x+column, y), fyne.NewSize(wide-column-gap, tall))
	}
}

func (r *factsRenderer) put(o *canvas.Text, text string, at fyne.Position, room fyne.Size) {
	o.Text = fit(text, max(0, room.Width), o.TextSize, o.TextStyle)
	size := o.MinSize()
	o.Resize(size)
	o.Move(at.AddXY(0, (room.Height-size.Height)/2))
}

func (r *factsRenderer) MinSize() fyne.Size {
	paint := painterOf(&r.facts.BaseWidget)
	if r.facts.names == Measured {
		names, values := r.facts.widths()
		return fyne.NewSize((names+values)*float32(r.facts.columns)+1, float32(r.facts.rows())*paint.scaled(factTall))
	}
	return fyne.NewSize(paint.scaled(r.facts.names)*1.5, float32(r.facts.rows())*paint.scaled(factTall))
}

func (r *factsRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, len(r.names)+len(r.values))
	for i := range r.names {
		list = append(list, r.names[i], r.values[i])
	}
	return list
}

func (r *factsRenderer) Destroy() {}
