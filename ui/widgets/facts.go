package widgets

import (
	"image/color"
	"strings"

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

// Facts lists facts: the name, then what is known, which goes on in a second line where it does not fit.
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
		values = max(values, fyne.MeasureText(fact.Value, size, fact.style()).Width+gap)
	}
	return names, values
}

// namesWide is the width of the left column.
func (f *Facts) namesWide() float32 {
	if f.names == Measured {
		names, _ := f.widths()
		return names
	}
	return painterOf(&f.BaseWidget).scaled(f.names)
}

// place tells where each fact stands in a width, how tall a line is, and the lines of its value; it returns how tall all are.
func (f *Facts) place(width float32, put func(i int, at fyne.Position, tall float32, lines []string)) (most float32) {
	paint := painterOf(&f.BaseWidget)
	tall, size := paint.scaled(factTall), paint.theme.Size(theme.SizeNameText)
	wide, rows := width/float32(f.columns), f.rows()
	room := wide - f.namesWide() - paint.scaled(cellInset)
	y := float32(0)
	for i, fact := range f.facts {
		if i%rows == 0 {
			y = 0
		}
		lines := fact.lines(room, size)
		put(i, fyne.NewPos(float32(i/rows)*wide, y), tall, lines)
		y += tall
		if len(lines) > 1 {
			y += fyne.MeasureText(fact.Value, size, fact.style()).Height
		}
		most = max(most, y)
	}
	return most
}

func (f Fact) style() fyne.TextStyle { return fyne.TextStyle{Bold: f.Bold, Monospace: f.Mono} }

// lines are the lines of the value in a room: one, or two where it is too long for that. What does not fit into two is cut. A room
// that is not known yet has place for everything.
func (f Fact) lines(room, size float32) []string {
	if room <= 0 || fyne.MeasureText(f.Value, size, f.style()).Width <= room {
		return []string{f.Value}
	}
	first, words := "", strings.Fields(f.Value)
	for i, word := range words {
		longer := strings.TrimSpace(first + " " + word)
		if fyne.MeasureText(longer, size, f.style()).Width <= room {
			first = longer
			continue
		}
		if first == "" {
			break
		}
		return []string{first, fit(strings.Join(words[i:], " "), room, size, f.style())}
	}
	return []string{fit(f.Value, room, size, f.style())}
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
	facts               *Facts
	names, values, more []*canvas.Text // more is the second line of a value
}

const factTall = 24

func (r *factsRenderer) Refresh() {
	paint := painterOf(&r.facts.BaseWidget)
	for len(r.names) < len(r.facts.facts) {
		r.names = append(r.names, canvas.NewText("", color.Transparent))
		r.values = append(r.values, canvas.NewText("", color.Transparent))
		r.more = append(r.more, canvas.NewText("", color.Transparent))
	}
	for i := range r.names {
		name, value, more := r.names[i], r.values[i], r.more[i]
		name.Hidden, value.Hidden, more.Hidden = i >= len(r.facts.facts), i >= len(r.facts.facts), true
		if name.Hidden {
			continue
		}
		fact := r.facts.facts[i]
		name.Color, name.TextSize = paint.color(theme.ColorNamePlaceHolder), paint.theme.Size(theme.SizeNameText)
		for _, line := range []*canvas.Text{value, more} {
			line.Color, line.TextSize, line.TextStyle = paint.color(theme.ColorNameForeground), name.TextSize, fact.style()
		}
	}
	r.Layout(r.facts.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *factsRenderer) Layout(size fyne.Size) {
	names := r.facts.namesWide()
	gap := painterOf(&r.facts.BaseWidget).scaled(cellInset)
	r.facts.place(size.Width, func(i int, at fyne.Position, tall float32, lines []string) {
		if i >= len(r.names) {
			return
		}
		r.put(r.names[i], fit(r.facts.facts[i].Name, max(0, names-gap), r.names[i].TextSize, r.names[i].TextStyle), at, tall)
		r.put(r.values[i], lines[0], at.AddXY(names, 0), tall)
		r.more[i].Hidden = len(lines) == 1
		if len(lines) > 1 {
			r.put(r.more[i], lines[1], at.AddXY(names, r.values[i].MinSize().Height), tall)
		}
	})
}

func (r *factsRenderer) put(o *canvas.Text, text string, at fyne.Position, tall float32) {
	o.Text = text
	size := o.MinSize()
	o.Resize(size)
	o.Move(at.AddXY(0, (tall-size.Height)/2))
}

func (r *factsRenderer) MinSize() fyne.Size {
	tall := r.facts.place(r.facts.Size().Width, func(int, fyne.Position, float32, []string) {})
	if r.facts.names == Measured {
		names, values := r.facts.widths()
		return fyne.NewSize((names+values)*float32(r.facts.columns)+1, tall)
	}
	return fyne.NewSize(painterOf(&r.facts.BaseWidget).scaled(r.facts.names)*1.5, tall)
}

func (r *factsRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, len(r.names)+len(r.values)+len(r.more))
	for i := range r.names {
		list = append(list, r.names[i], r.values[i], r.more[i])
	}
	return list
}

func (r *factsRenderer) Destroy() {}
