package assets_test

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/claimsdesk/claimsdesk/assets"
)

func TestEverySymbolIsDrawn(t *testing.T) {
	for _, s := range assets.Symbols() {
		data, err := assets.SVG(s)
		if err != nil || !bytes.Contains(data, []byte("<svg")) {
			t.Errorf("symbol %s: %d bytes, %v", s, len(data), err)
		}
	}
}

func TestIconIsAPicture(t *testing.T) {
	picture, err := png.Decode(bytes.NewReader(assets.Icon))
	if err != nil || picture.Bounds().Dx() != 512 {
		t.Fatalf("icon: %v, %v", picture, err)
	}
}
