package chart_test

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// pictures is a folder to draw the tests' pictures into, for a look at them.
var pictures = flag.String("pictures", "", "folder for the pictures of these tests")

var (
	red   = color.NRGBA{0xC1, 0x44, 0x0E, 0xff}
	blue  = color.NRGBA{0x0B, 0x5C, 0xAD, 0xff}
	white = color.NRGBA{0xff, 0xff, 0xff, 0xff}
	black = color.NRGBA{0x1B, 0x24, 0x30, 0xff}
	grey  = color.NRGBA{0x4A, 0x56, 0x65, 0xff}
)

// look is a look with colours that do not mix up.
func look() chart.Look {
	return chart.Look{
		Ground: white, Text: black, Quiet: grey, Line: color.NRGBA{0xD5, 0xDC, 0xE4, 0xff}, Axis: color.NRGBA{0x76, 0x82, 0x8F, 0xff},
		Colors: map[fyne.ThemeColorName]color.NRGBA{"red": red, "blue": blue}, TextSize: 12, Pixels: 2,
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(), Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	}
}

func months(n int) []chart.Slot {
	slots := make([]chart.Slot, n)
	for i := range slots {
		slots[i].Name = []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}[i%12]
		if i%12 == 0 {
			slots[i].Under = strconv.Itoa(2024 + i/12)
		}
	}
	return slots
}

func drawn(t *testing.T, name string, p chart.Picture, size fyne.Size) chart.Drawn {
	t.Helper()
	d, err := chart.Draw(p, size, look())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, name, d.Image)
	return d
}

func keep(t *testing.T, name string, img image.Image) {
	t.Helper()
	if *pictures == "" {
		return
	}
	f, err := os.Create(filepath.Join(*pictures, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// count counts the pixels of a colour in a slot.
func count(d chart.Drawn, slot int, c color.NRGBA) (n int) {
	a := d.Slots[slot]
	const pixels = 2
	for y := int(a.Pos.Y * pixels); y < int((a.Pos.Y+a.Size.Height)*pixels); y++ {
		for x := int(a.Pos.X * pixels); x < int((a.Pos.X+a.Size.Width)*pixels); x++ {
			if color.NRGBAModel.Convert(d.Image.At(x, y)) == c {
				n++
			}
		}
	}
	return n
}

// close says that two numbers of pixels differ by no more than edges explain.
func near(got, want, by float64) bool { return math.Abs(got-want) <= by*want }

// The area of a column is its value; a stack holds each series by its value.
func TestColumnsAreAsTallAsTheirValues(t *testing.T) {
	p := chart.Picture{Kind: chart.Columns, Slots: months(3), Series: []chart.Series{
		{Name: "Hospital", Color: "blue", Values: []float64{100, 200, 400}}, {Name: "Outpatient", Color: "red", Values: []float64{300, math.NaN(), 100}},
	}}
	d := drawn(t, "columns", p, fyne.NewSize(600, 300))
	unit := float64(count(d, 2, blue)) / 400
	for slot, want := range [][2]float64{{100, 300}, {200, 0}, {400, 100}} {
		if got := float64(count(d, slot, blue)); !near(got, want[0]*unit, 0.02) {
			t.Errorf("slot %d: %v blue pixels, want about %v", slot, got, want[0]*unit)
		}
		if got := float64(count(d, slot, red)); !near(got, want[1]*unit, 0.02) {
			t.Errorf("slot %d: %v red pixels, want about %v", slot, got, want[1]*unit)
		}
	}
}

// A hatched slot is told from a full one of the same value, and what is likely has an outline above it.
func TestHatchAndLikely(t *testing.T) {
	p := chart.Picture{Kind: chart.Columns, Slots: months(3), Series: []chart.Series{{Name: "Paid", Color: "blue", Values: []float64{100, 100, 100}}}}
	p.Slots[1].Hatched, p.Slots[2].Hatched = true, true
	p.Likely = []float64{math.NaN(), math.NaN(), 160}
	d := drawn(t, "hatch", p, fyne.NewSize(600, 300))
	full, hatched := count(d, 0, blue), count(d, 1, blue)
	if hatched > full*3/4 || hatched < full/4 {
		t.Errorf("%d pixels of a hatched column, %d of a full one", hatched, full)
	}
	if without, with := count(d, 1, grey), count(d, 2, grey); with < without+200 {
		t.Errorf("%d pixels of the outline, %d without one", with, without)
	}
}

// Each texture has its own grain.
func TestTexturesDiffer(t *testing.T) {
	seen := map[string]chart.Texture{}
	for _, texture := range []chart.Texture{chart.Solid, chart.Rows, chart.Dots, chart.Uprights, chart.Grid, chart.Specks, chart.Bands, chart.Checks} {
		p := chart.Picture{Kind: chart.Columns, Slots: months(1), Series: []chart.Series{{Color: "blue", Texture: texture, Values: []float64{1}}}}
		d := drawn(t, "texture-"+strconv.Itoa(int(texture)), p, fyne.NewSize(200, 200))
		a := d.Slots[0]
		grain := make([]byte, 0, 60*60)
		for y := range 60 {
			for x := range 60 {
				pixel := color.NRGBAModel.Convert(d.Image.At(int(a.Pos.X+a.Size.Width/2)*2-30+x, int(a.Pos.Y+a.Size.Height/2)*2+y)).(color.NRGBA)
				grain = append(grain, pixel.R)
			}
		}
		if other, ok := seen[string(grain)]; ok {
			t.Errorf("textures %d and %d look the same", other, texture)
		}
		seen[string(grain)] = texture
	}
}

// The mouse picks the slot it is nearest to, in every kind of picture.
func TestPickFindsEachSlot(t *testing.T) {
	values := make([]float64, 24)
	for i := range values {
		values[i] = float64(i + 1)
	}
	for name, kind := range map[string]chart.Kind{"columns": chart.Columns, "groups": chart.Groups, "lines": chart.Lines, "bars": chart.Bars, "curve": chart.Curve} {
		t.Run(name, func(t *testing.T) {
			p := chart.Picture{Kind: kind, Slots: months(24), Series: []chart.Series{{Name: "A", Color: "blue", Values: values}}}
			d := drawn(t, "kind-"+name, p, fyne.NewSize(900, 600))
			if len(d.Slots) != 24 {
				t.Fatalf("%d slots", len(d.Slots))
			}
			for i, a := range d.Slots {
				if got := d.Pick(fyne.NewPos(a.Pos.X+a.Size.Width/2+1, a.Pos.Y+a.Size.Height/2+1)); got != i {
					t.Errorf("slot %d: picked %d", i, got)
				}
			}
			if d.Pick(fyne.NewPos(-50, -50)) != 0 {
				t.Error("far left does not pick the first")
			}
		})
	}
}

// A line goes through its values: the columns of pixels above and below have none of its colour.
func TestLinesGoThroughTheirValues(t *testing.T) {
	p := chart.Picture{Kind: chart.Lines, Slots: months(12), Series: []chart.Series{
		{Name: "All", Color: "blue", Values: []float64{10, 10, 10, 10, 10, 10, math.NaN(), 10, 10, 10, 10, 10}},
		{Name: "Days", Color: "red", Column: true, Values: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}},
	}}
	d := drawn(t, "lines", p, fyne.NewSize(900, 300))
	if n := count(d, 6, blue); n > 40 {
		t.Errorf("%d pixels of the line in a month without value", n)
	}
	if n := count(d, 5, blue); n < 40 {
		t.Errorf("%d pixels of the line in a month with one", n)
	}
}

// Without values the words stand there and nothing can be picked.
func TestBlankPicture(t *testing.T) {
	d := drawn(t, "blank", chart.Picture{Slots: months(3), Series: []chart.Series{{Color: "blue", Values: []float64{math.NaN()}}}, Empty: "No months yet"}, fyne.NewSize(300, 100))
	if len(d.Slots) != 0 || d.Pick(fyne.NewPos(5, 5)) != -1 {
		t.Errorf("slots %v", d.Slots)
	}
	ink := 0
	for _, v := range d.Image.Pix {
		if v != 0xff {
			ink++
		}
	}
	if ink == 0 {
		t.Error("the words are missing")
	}
}

// What cannot be drawn is said, not drawn.
func TestDrawRefuses(t *testing.T) {
	p := chart.Picture{Slots: months(1), Series: []chart.Series{{Color: "blue", Values: []float64{1}}}}
	if _, err := chart.Draw(p, fyne.NewSize(0, 10), look()); err == nil {
		t.Error("a picture without width")
	}
	if _, err := chart.Draw(p, fyne.NewSize(1e6, 10), look()); err == nil {
		t.Error("a picture beyond all screens")
	}
	broken := look()
	broken.Font = []byte("no font")
	if _, err := chart.Draw(p, fyne.NewSize(100, 100), broken); err == nil {
		t.Error("a picture with a broken font")
	}
}

// A saved picture has title and note around the same drawing.
func TestSavedPicture(t *testing.T) {
	p := chart.Picture{Title: "Spending by month", Note: "Counted: current, fully processed claims. Left out: 312 early claims. Practice data, made-up people.", Slots: months(24), Foot: "about 97 / 84 / 41 % in"}
	for s, color := range []fyne.ThemeColorName{"blue", "red"} {
		values := make([]float64, 24)
		for i := range values {
			values[i] = float64(100 + 20*((i*7+s*3)%11))
		}
		p.Series = append(p.Series, chart.Series{Name: []string{"Hospital", "Outpatient"}[s], Color: color, Texture: chart.Texture(s), Values: values})
	}
	p.Slots[22].Hatched, p.Slots[23].Hatched = true, true
	img, err := chart.Save(p, fyne.NewSize(1080, 420), look())
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "saved", img)
	for name, strip := range map[string]image.Rectangle{"title": image.Rect(32, 32, 500, 64), "note": image.Rect(32, 780, 900, 812)} {
		ink := 0
		for y := strip.Min.Y; y < strip.Max.Y; y++ {
			for x := strip.Min.X; x < strip.Max.X; x++ {
				if color.NRGBAModel.Convert(img.At(x, y)) != white {
					ink++
				}
			}
		}
		if ink < 100 {
			t.Errorf("%d pixels of the %s", ink, name)
		}
	}
}

// Two axes are named above the plot; one alone is not.
func TestAxesAreNamed(t *testing.T) {
	top := func(name string, p chart.Picture) float32 {
		return drawn(t, name, p, fyne.NewSize(400, 200)).Slots[0].Pos.Y
	}
	line := chart.Series{Name: "Stays", Color: "blue", Values: []float64{1, 2, 3}}
	columns := chart.Series{Name: "Days", Color: "red", Values: []float64{10, 20, 30}, Column: true}
	plain := top("axes-plain", chart.Picture{Kind: chart.Lines, Slots: months(3), Series: []chart.Series{line, columns}})
	named := top("axes-named", chart.Picture{Kind: chart.Lines, Slots: months(3), Series: []chart.Series{line, columns}, Axis: "Stays", ColumnAxis: "Days"})
	alone := top("axes-alone", chart.Picture{Kind: chart.Lines, Slots: months(3), Series: []chart.Series{line}, Axis: "Stays", ColumnAxis: "Days"})
	if named <= plain || alone != plain {
		t.Errorf("the plot begins at %.0f with names, %.0f without, %.0f with one axis", named, plain, alone)
	}
}
