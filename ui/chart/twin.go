package chart

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"

	"fyne.io/fyne/v2"
)

// Text is a table as tab-separated text, for a spreadsheet. Tabs and line ends within cells become spaces.
func Text(rows [][]string) string {
	plain := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	var b strings.Builder
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(plain.Replace(cell))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Size of a saved picture, in dp. It is drawn at twice the pixels.
const (
	savedWidth  = 1080
	savedHeight = 420
	savedPixels = 2
)

// PNG prepares saving a picture with its title and note as it looks now; the function that it returns draws and may run anywhere.
func (c *Chart) PNG(pic Picture) func() ([]byte, error) {
	look := LookOf(c.Theme(), fyne.CurrentApp().Settings().ThemeVariant(), c.doors.Quiet, pic, savedPixels)
	return func() ([]byte, error) {
		img, err := Save(pic, fyne.NewSize(savedWidth, savedHeight), look)
		if err != nil {
			return nil, err
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			return nil, fmt.Errorf("chart: write a picture: %w", err)
		}
		return b.Bytes(), nil
	}
}
