package store

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
)

// drawStory draws claims as Settle packs them.
func drawStory(t *rapid.T) []claims.StoryClaim {
	word := rapid.SampledFrom([]string{"", "I509", "Heart failure", "PATEL, ANITA", "Nguyễn Thị Ánh", "1003000126", "\x00"})
	day := rapid.SampledFrom([]string{"", "2026-07-12", "1999-12-31", "9999-12-31", "0001-01-01", "2026-02-30", "2024-02-29"})
	cents := func(label string) *int64 {
		if rapid.Bool().Draw(t, label) {
			n := rapid.Int64().Draw(t, label)
			return &n
		}
		return nil
	}
	list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) claims.StoryClaim {
		c := claims.StoryClaim{Visit: rapid.Bool().Draw(t, "visit"), Wellness: rapid.Bool().Draw(t, "wellness"), DaysSupply: rapid.IntRange(0, 900).Draw(t, "days")}
		c.APIVersion, c.FHIRID, c.ClaimType = claims.V3, rapid.StringMatching(`(carrier-)?[0-9]{0,12}`).Draw(t, "id"), rapid.SampledFrom(claims.ClaimTypes()).Draw(t, "type")
		c.ThruDate, c.FromDate, c.Arrived = day.Draw(t, "thru"), day.Draw(t, "from"), day.Draw(t, "arrived")
		c.PrincipalDx, c.DxDisplay, c.ProviderName, c.ProviderNPI = word.Draw(t, "dx"), word.Draw(t, "words"), word.Draw(t, "name"), word.Draw(t, "npi")
		c.Doctor.NPI, c.DrugCode = word.Draw(t, "doctor"), word.Draw(t, "drug")
		c.Lines = rapid.IntRange(0, 500).Draw(t, "lines")
		c.Current, c.Partial, c.Denied, c.Base = rapid.Bool().Draw(t, "c"), rapid.Bool().Draw(t, "p"), rapid.Bool().Draw(t, "d"), rapid.Bool().Draw(t, "b")
		if rapid.Bool().Draw(t, "noted") {
			c.DataNotes = []string{claims.FlagStale, claims.FlagFutureDate}
		}
		return c
	}), 0, 9).Draw(t, "claims")
	for i := range list {
		list[i].PaidCents, list[i].ChargedCents = cents("paid"), cents("charged")
	}
	return list
}

func TestStoriesReadAsTheyWerePacked(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		want := drawStory(rt)
		got, err := unpackStory(packStory(want))
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
			rt.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// FuzzUnpackStory reads any bytes without harm, and what it can read packs to what reads the same.
func FuzzUnpackStory(f *testing.F) {
	paid := int64(921433)
	f.Add(packStory(nil))
	f.Add(packStory([]claims.StoryClaim{{ClaimRow: claims.ClaimRow{APIVersion: claims.V3, FHIRID: "in-1", ThruDate: "2026-07-18", PaidCents: &paid, DataNotes: []string{"stale"}}}}))
	f.Add([]byte{storyForm + 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := unpackStory(b)
		if err != nil {
			if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewerDatabase) {
				t.Errorf("%v", err)
			}
			return
		}
		again, err := unpackStory(packStory(list))
		if err != nil || !cmp.Equal(list, again) {
			t.Errorf("packed again: %v\n%s", err, cmp.Diff(list, again))
		}
	})
}
