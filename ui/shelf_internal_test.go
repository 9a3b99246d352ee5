package ui

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Where cards stand beneath each other, what goes under them comes before the last card.
func TestShelf(t *testing.T) {
	tests := []struct {
		name   string
		width  float32
		hidden int           // of the objects; -1 for none
		want   [3][2]float32 // where first card, last card and what is under them stand
		tall   float32
	}{
		{"side by side", 400, -1, [3][2]float32{{0, 0}, {208, 0}, {0, 26}}, 36},
		{"beneath each other", 150, -1, [3][2]float32{{0, 0}, {0, 52}, {0, 26}}, 62},
		{"nothing under them", 150, 2, [3][2]float32{{0, 0}, {0, 26}, {0, 0}}, 36},
		{"one card", 400, 1, [3][2]float32{{0, 0}, {0, 0}, {0, 26}}, 36},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			objects := make([]fyne.CanvasObject, len(tt.want))
			for i := range objects {
				card := canvas.NewRectangle(color.Black)
				card.SetMinSize(fyne.NewSize(100, 10))
				setShown(card, i != tt.hidden)
				objects[i] = card
			}
			s := &shelf{columns: columns{gap: 16, weights: []float32{1, 1}}, under: 1, width: tt.width}
			if got := s.MinSize(objects).Height; got != tt.tall {
				t.Errorf("as tall as %v, want %v", got, tt.tall)
			}
			s.Layout(objects, fyne.NewSize(tt.width, tt.tall))
			for i, o := range objects {
				if got := [2]float32{o.Position().X, o.Position().Y}; o.Visible() && got != tt.want[i] {
					t.Errorf("object %d stands at %v, want %v", i, got, tt.want[i])
				}
			}
		})
	}
}
