package ui

import (
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestColumnsShareTheWidth(t *testing.T) {
	tests := []struct {
		name    string
		width   float32
		weights []float32
		needs   []float32
		want    []float32
	}{
		{"by weight", 320, []float32{1, 2}, []float32{10, 10}, []float32{100, 200}},
		{"one needs more than its share", 320, []float32{1, 2}, []float32{150, 10}, []float32{150, 150}},
		{"what one takes makes another too narrow", 340, []float32{1, 1, 1}, []float32{150, 80, 10}, []float32{150, 80, 70}},
		{"not all fit", 220, []float32{1, 1}, []float32{150, 100}, []float32{100, 100}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var objects []fyne.CanvasObject
			for _, need := range tt.needs {
				o := canvas.NewRectangle(color.Transparent)
				o.SetMinSize(fyne.NewSize(need, 10))
				objects = append(objects, o)
			}
			if got := (columns{gap: 20, weights: tt.weights}).share(objects, tt.width); !slices.Equal(got, tt.want) {
				t.Errorf("widths %v, want %v", got, tt.want)
			}
		})
	}
}
