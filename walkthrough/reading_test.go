package walkthrough_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/draw"
)

// word is one word on the screen.
type word struct {
	text string
	box  image.Rectangle
	line string // words of a line have the same one
}

// reader reads pictures; what has not changed since is not read again.
type reader struct {
	picture *image.RGBA
	in      image.Rectangle
	large   []byte   // the region as it is read, a PNG
	read    [][]word // by the ways to read, as far as they were tried
}

// look takes a picture to read from.
func (r *reader) look(t *testing.T, picture *image.RGBA, in image.Rectangle) {
	t.Helper()
	if r.picture != nil && r.in == in && differing(r.picture, picture, in) == 0 {
		return
	}
	var large bytes.Buffer
	if err := png.Encode(&large, enlarged(picture, in)); err != nil {
		t.Fatal(err)
	}
	r.picture, r.in, r.large, r.read = picture, in, large.Bytes(), nil
}

// words returns what a way to read finds.
func (r *reader) words(t *testing.T, way int) []word {
	t.Helper()
	for len(r.read) <= way {
		mode := ways[len(r.read)]
		cmd := exec.CommandContext(t.Context(), "tesseract", "stdin", "stdout", "--psm", mode, "tsv")
		cmd.Env = append(os.Environ(), "OMP_THREAD_LIMIT=1")
		cmd.Stdin = bytes.NewReader(r.large)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("read the screen: %v", err)
		}
		r.read = append(r.read, wordsOf(string(out), mode, r.in.Min))
	}
	return r.read[way]
}

// find looks for a phrase, by the second way to read where the first does not find it.
func (r *reader) find(t *testing.T, phrase string) (image.Rectangle, bool) {
	t.Helper()
	for way := range r.ways() {
		if place, ok := find(r.words(t, way), phrase); ok {
			return place, true
		}
	}
	return image.Rectangle{}, false
}

// all is what every way to read finds.
func (r *reader) all(t *testing.T) []word {
	t.Helper()
	var list []word
	for way := range r.ways() {
		list = append(list, r.words(t, way)...)
	}
	return list
}

// ways is how many ways to read make sense for the region: a whole screen is no block of text.
func (r *reader) ways() int {
	if r.in == everywhere {
		return 1
	}
	return len(ways)
}

// The ways to read: words wherever they stand, and lines one below the other. Each misses some that the other sees.
var ways = []string{"11", "6"}

// zoom makes letters as large as books have them when they are scanned.
const zoom = 2

// enlarged is a region, grey, larger, with dark letters on white wherever they stand: on a button, a ribbon or the page.
func enlarged(picture *image.RGBA, in image.Rectangle) image.Image {
	grey := image.NewGray(image.Rect(0, 0, in.Dx(), in.Dy()))
	draw.Copy(grey, image.Point{}, picture, in, draw.Src, nil)
	ground := grounds(grey)
	flat := image.NewGray(grey.Rect)
	for y := range in.Dy() {
		for x := range in.Dx() {
			away := int(grey.GrayAt(x, y).Y) - int(ground[y/tile][x/tile])
			flat.SetGray(x, y, color.Gray{Y: uint8(255 - max(away, -away))})
		}
	}
	large := image.NewGray(image.Rect(0, 0, in.Dx()*zoom, in.Dy()*zoom))
	draw.CatmullRom.Scale(large, large.Bounds(), flat, flat.Bounds(), draw.Src, nil)
	return large
}

// tile is the side of the squares whose ground is looked for.
const tile = 6

// grounds finds the most frequent shade in and around each tile.
func grounds(grey *image.Gray) [][]uint8 {
	const around = 6
	rows := make([][]uint8, (grey.Rect.Dy()+tile-1)/tile)
	for ty := range rows {
		rows[ty] = make([]uint8, (grey.Rect.Dx()+tile-1)/tile)
		for tx := range rows[ty] {
			var shades [256]int
			near := image.Rect(tx*tile-around, ty*tile-around, (tx+1)*tile+around, (ty+1)*tile+around).Intersect(grey.Rect)
			for y := near.Min.Y; y < near.Max.Y; y++ {
				for x := near.Min.X; x < near.Max.X; x++ {
					shades[grey.GrayAt(x, y).Y]++
				}
			}
			for shade, n := range shades {
				if n > shades[rows[ty][tx]] {
					rows[ty][tx] = uint8(shade)
				}
			}
		}
	}
	return rows
}

// wordsOf takes the table of tesseract apart: level, page, block, paragraph, line, word, left, top, width, height, trust, text.
func wordsOf(table, way string, at image.Point) []word {
	var words []word
	for row := range strings.Lines(table) {
		cells := strings.Split(strings.TrimRight(row, "\r\n"), "\t")
		if len(cells) != 12 || cells[0] != "5" || strings.TrimSpace(cells[11]) == "" {
			continue
		}
		var n [4]int
		for i := range n {
			n[i], _ = strconv.Atoi(cells[6+i]) // numbers by the format
		}
		box := image.Rect(n[0], n[1], n[0]+n[2], n[1]+n[3])
		words = append(words, word{
			text: cells[11], line: way + strings.Join(cells[1:5], "."),
			box: image.Rect(box.Min.X/zoom, box.Min.Y/zoom, box.Max.X/zoom, box.Max.Y/zoom).Add(at),
		})
	}
	return words
}

// find returns where a phrase stands. Letters and digits count; one in eight may be misread. Of several places it is
// the last one: a question has its words in its title first, and then on a button.
func find(words []word, phrase string) (image.Rectangle, bool) {
	want := plain(phrase)
	best, place := len(want)/8+1, image.Rectangle{}
	for i := range words {
		got, box := "", image.Rectangle{}
		for _, w := range words[i:] {
			if w.line != words[i].line || len(got) > len(want)+2 {
				break
			}
			got, box = got+plain(w.text), box.Union(w.box)
			if d := distance(got, want); d < best || d == best && !place.Empty() {
				best, place = d, box
			}
		}
	}
	return place, !place.Empty()
}

// text is all that was read, a line a line.
func text(words []word) string {
	var out strings.Builder
	for i, w := range words {
		switch {
		case i == 0:
		case w.line != words[i-1].line:
			out.WriteByte('\n')
		default:
			out.WriteByte(' ')
		}
		out.WriteString(w.text)
	}
	return out.String()
}

// plain leaves letters and digits, small.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// distance is the number of letters to change, add or take away.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := before
			if a[i] != b[j] {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
