package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/measure"
)

func TestFiguresSurvivePacking(t *testing.T) {
	u := newFigureUnpacker()
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOf(rapid.Custom(func(t *rapid.T) measure.Figure {
			return measure.Figure{
				Kind: measure.Kind(rapid.Uint8Range(1, 13).Draw(t, "kind")), Month: rapid.SampledFrom([]string{"", "1999-12", "2026-05", "2099-12"}).Draw(t, "month"),
				Key: rapid.SampledFrom([]string{"", "CARRIER", "1003000126|T|08", "é"}).Draw(t, "key"), N: rapid.Int64().Draw(t, "n"), Amount: rapid.Int64().Draw(t, "amount"),
			}
		})).Draw(t, "figures")
		got, err := u.unpack(packFigures(want))
		if err != nil {
			t.Fatal(err)
		}
		if len(want)+len(got) > 0 && !cmp.Equal(want, got) {
			t.Fatalf("(-want +got):\n%s", cmp.Diff(want, got))
		}
	})
}

func FuzzUnpackFigures(f *testing.F) {
	f.Add(packFigures([]measure.Figure{{Kind: measure.Paid, Month: "2026-05", Key: "CARRIER", N: 2, Amount: 150}}))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0x0f})
	f.Fuzz(func(t *testing.T, b []byte) {
		u := newFigureUnpacker()
		figures, err := u.unpack(b)
		if err == nil && len(figures) > len(b) {
			t.Errorf("%d figures of %d bytes", len(figures), len(b))
		}
	})
}
