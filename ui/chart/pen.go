package chart

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// pen draws into an image with lengths in dp.
type pen struct {
	look          Look
	img           *image.RGBA
	width, height float32 // dp
	regular, bold font.Face
	lineHeight    float32 // dp
	raster        vector.Rasterizer
}

// sidePixels bounds the image: no screen shows more.
const sidePixels = 8192

func newPen(width, height float32, look Look) (*pen, error) {
	wide, tall := int(math.Ceil(float64(width*look.Pixels))), int(math.Ceil(float64(height*look.Pixels)))
	if wide < 1 || tall < 1 || wide > sidePixels || tall > sidePixels {
		return nil, fmt.Errorf("chart: no picture of %d by %d pixels", wide, tall)
	}
	p := &pen{look: look, width: width, height: height, img: image.NewRGBA(image.Rect(0, 0, wide, tall))}
	var err error
	if p.regular, err = face(look.Font, look.TextSize*look.Pixels); err != nil {
		return nil, err
	}
	if p.bold, err = face(look.Bold, look.TextSize*look.Pixels); err != nil {
		return nil, err
	}
	m := p.regular.Metrics()
	p.lineHeight = toDP(m.Ascent+m.Descent, look.Pixels)
	draw.Draw(p.img, p.img.Bounds(), image.NewUniform(look.Ground), image.Point{}, draw.Src)
	return p, nil
}

func face(data []byte, pixels float32) (font.Face, error) {
	parsed, err := opentype.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("chart: read the font: %w", err)
	}
	f, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: float64(pixels), DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("chart: open the font: %w", err)
	}
	return f, nil
}

func toDP(v fixed.Int26_6, pixels float32) float32 { return float32(v) / 64 / pixels }

// at is a place in whole pixels.
func (p *pen) at(v float32) int { return int(math.Round(float64(v * p.look.Pixels))) }

// box is a rectangle in dp.
type box struct{ x, y, w, h float32 }

func (b box) right() float32  { return b.x + b.w }
func (b box) bottom() float32 { return b.y + b.h }

// fill fills a rectangle on whole pixels; one that would vanish is a pixel wide.
func (p *pen) fill(b box, c color.Color) {
	draw.Draw(p.img, p.pixels(b), image.NewUniform(c), image.Point{}, draw.Over)
}

func (p *pen) pixels(b box) image.Rectangle {
	r := image.Rect(p.at(b.x), p.at(b.y), p.at(b.right()), p.at(b.bottom()))
	if b.w > 0 && r.Dx() < 1 {
		r.Max.X = r.Min.X + 1
	}
	if b.h > 0 && r.Dy() < 1 {
		r.Max.Y = r.Min.Y + 1
	}
	return r.Intersect(p.img.Bounds())
}

// pattern fills a rectangle with a colour from which a texture, or the stripes of a hatched slot, is cut out.
func (p *pen) pattern(b box, c color.NRGBA, t Texture, hatched bool) {
	p.fill(b, c)
	cut := mix(c, p.look.Ground, 0.55)
	if hatched {
		cut = p.look.Ground
	}
	step := max(1, p.look.Pixels/2) // textures have the same grain on every screen
	r := p.pixels(b)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if u, v := int(float32(x)/step), int(float32(y)/step); (hatched && slanted(u, v)) || (!hatched && t.cuts(u, v)) {
				p.img.Set(x, y, cut)
			}
		}
	}
	if hatched {
		p.outline(b, c)
	}
}

// slanted are the stripes of a hatched slot.
func slanted(x, y int) bool { return (x+y)%10 < 5 }

// cuts says which places of a grain a texture leaves out.
func (t Texture) cuts(x, y int) bool {
	switch t {
	case Rows:
		return y%8 < 2
	case Dots:
		return x%8 < 3 && y%8 < 3
	case Uprights:
		return x%8 < 2
	case Grid:
		return x%10 < 2 || y%10 < 2
	case Specks:
		return (x%12 < 2 && y%12 < 2) || ((x+6)%12 < 2 && (y+6)%12 < 2)
	case Bands:
		return y%14 < 5
	case Checks:
		return (x/5+y/5)%2 == 0
	default:
		return false
	}
}

// mix is a colour between two; share is how much of the second.
func mix(a, b color.NRGBA, share float32) color.NRGBA {
	at := func(x, y uint8) uint8 { return uint8(float32(x) + (float32(y)-float32(x))*share) }
	return color.NRGBA{at(a.R, b.R), at(a.G, b.G), at(a.B, b.B), 0xff}
}

// outline draws the edge of a rectangle inside it.
func (p *pen) outline(b box, c color.Color) {
	const thick = 1
	p.fill(box{b.x, b.y, b.w, thick}, c)
	p.fill(box{b.x, b.bottom() - thick, b.w, thick}, c)
	p.fill(box{b.x, b.y, thick, b.h}, c)
	p.fill(box{b.right() - thick, b.y, thick, b.h}, c)
}

// dashes draws an outline of short lines, without the bottom, which stands on what it adds to.
func (p *pen) dashes(b box, c color.Color) {
	const dash, gap, thick = 4, 3, 1.5
	for x := b.x; x < b.right(); x += dash + gap {
		p.fill(box{x, b.y, min(dash, b.right()-x), thick}, c)
	}
	for y := b.y; y < b.bottom(); y += dash + gap {
		tall := min(dash, b.bottom()-y)
		p.fill(box{b.x, y, thick, tall}, c)
		p.fill(box{b.right() - thick, y, thick, tall}, c)
	}
}

// place is a place in dp.
type place struct{ x, y float32 }

// stroke joins two places with a line.
func (p *pen) stroke(a, b place, thick float32, c color.Color) {
	dx, dy := b.x-a.x, b.y-a.y
	long := float32(math.Hypot(float64(dx), float64(dy)))
	if long == 0 {
		return
	}
	nx, ny := -dy/long*thick/2, dx/long*thick/2
	p.polygon(c, place{a.x + nx, a.y + ny}, place{b.x + nx, b.y + ny}, place{b.x - nx, b.y - ny}, place{a.x - nx, a.y - ny})
}

// disc draws a filled circle.
func (p *pen) disc(at place, radius float32, c color.Color) {
	const sides = 24
	corners := make([]place, sides)
	for i := range corners {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / sides)
		corners[i] = place{at.x + radius*float32(cos), at.y + radius*float32(sin)}
	}
	p.polygon(c, corners...)
}

// polygon fills a shape with smooth edges; only the pixels around it are touched.
func (p *pen) polygon(c color.Color, corners ...place) {
	low, high := place{math.MaxFloat32, math.MaxFloat32}, place{-math.MaxFloat32, -math.MaxFloat32}
	for _, at := range corners {
		low, high = place{min(low.x, at.x), min(low.y, at.y)}, place{max(high.x, at.x), max(high.y, at.y)}
	}
	r := image.Rect(p.at(low.x)-1, p.at(low.y)-1, p.at(high.x)+2, p.at(high.y)+2).Intersect(p.img.Bounds())
	if r.Empty() {
		return
	}
	p.raster.Reset(r.Dx(), r.Dy())
	for i, at := range corners {
		x, y := at.x*p.look.Pixels-float32(r.Min.X), at.y*p.look.Pixels-float32(r.Min.Y)
		if i == 0 {
			p.raster.MoveTo(x, y)
		} else {
			p.raster.LineTo(x, y)
		}
	}
	p.raster.ClosePath()
	p.raster.Draw(p.img, r, image.NewUniform(c), image.Point{})
}

// Where a text stands beside its place.
const (
	fromLeft = iota
	centred
	toRight
)

// text writes a line whose top is at y.
func (p *pen) text(s string, x, y float32, align int, c color.Color, bold bool) {
	f := p.regular
	if bold {
		f = p.bold
	}
	switch wide := p.wide(s, bold); align {
	case centred:
		x -= wide / 2
	case toRight:
		x -= wide
	}
	d := font.Drawer{Dst: p.img, Src: image.NewUniform(c), Face: f}
	d.Dot = fixed.Point26_6{X: fixed.Int26_6(x * p.look.Pixels * 64), Y: fixed.I(p.at(y)) + f.Metrics().Ascent}
	d.DrawString(s)
}

// wide is how much room a line of text takes.
func (p *pen) wide(s string, bold bool) float32 {
	f := p.regular
	if bold {
		f = p.bold
	}
	return toDP(font.MeasureString(f, s), p.look.Pixels)
}

// fitted is a text as far as it fits, with an ellipsis where it was cut.
func (p *pen) fitted(s string, room float32) string {
	if p.wide(s, false) <= room {
		return s
	}
	letters := []rune(s)
	for n := len(letters) - 1; n > 0; n-- {
		if cut := string(letters[:n]) + "…"; p.wide(cut, false) <= room {
			return cut
		}
	}
	return ""
}
