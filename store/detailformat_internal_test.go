package store

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
)

// drawDetails draws rows of the packed tables, with rows of others among them.
func drawDetails(t *rapid.T) []claims.Row {
	tables := append([]claims.TableID{claims.Diagnoses}, packedTables[:]...)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) claims.Row {
		row := claims.NewRow(rapid.SampledFrom(tables).Draw(t, "table"))
		table := claims.TableOf(row.Table)
		for _, col := range storedColumns(table) {
			row.Values[col] = drawValue(t, table.Columns[col].Kind)
		}
		return row
	}), 0, 12).Draw(t, "rows")
}

// drawValue draws what the reader of resources makes of a kind.
func drawValue(t *rapid.T, kind claims.Kind) claims.Value {
	if rapid.IntRange(0, 3).Draw(t, "none") == 0 {
		return claims.Value{}
	}
	number := rapid.OneOf(rapid.Int64Range(-3, 300), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64}), rapid.Int64()).Draw(t, "number")
	switch kind {
	case claims.Int, claims.Bool:
		return claims.IntValue(number)
	case claims.Money:
		v := claims.IntValue(number)
		v.Text = rapid.SampledFrom([]string{claims.FormatCents(number), "1E2", "12.345"}).Draw(t, "as sent")
		return v
	default:
		return claims.Value{Set: true, Text: rapid.OneOf(rapid.SampledFrom([]string{"", "CLM_LINE_CVRD_PD_AMT"}), rapid.String()).Draw(t, "text")}
	}
}

func TestDetailsReadAsTheyWerePacked(t *testing.T) {
	var e detailEncoder // one for all, as in an import
	rapid.Check(t, func(rt *rapid.T) {
		rows := drawDetails(rt)
		var counts [len(packedTables)]int
		plain := e.encode(nil, rows, &counts)
		for place, id := range packedTables {
			var want []claims.Value
			for _, row := range rows {
				if row.Table == id {
					want = append(want, row.Values...)
				}
			}
			l := layoutOf(id)
			got, n, err := decodeDetails(nil, plain, place, &l)
			if err != nil {
				rt.Fatal(err)
			}
			if n != counts[place] || n*l.width != len(want) {
				rt.Fatalf("%s: read %d rows, counted %d, packed %d", l.name, n, counts[place], len(want)/l.width)
			}
			if n > 0 {
				if diff := cmp.Diff(want, got); diff != "" {
					rt.Fatalf("%s (-packed +read):\n%s", l.name, diff)
				}
			}
		}
	})
}

// Columns that the catalogue gets later have no value in what was packed before.
func TestDetailsOfAnEarlierCatalogueAreRead(t *testing.T) {
	row := claims.NewRow(claims.ClaimAmounts)
	row.Set(claims.ColClaimAmountsOrdinal, claims.IntValue(1))
	row.Set(claims.ColClaimAmountsOrigin, claims.TextValue("total"))
	row.Set(claims.ColClaimAmountsReasonCode, claims.TextValue("45"))
	e := detailEncoder{layouts: detailLayouts()}
	amounts := &e.layouts[packedPlace(claims.ClaimAmounts)]
	amounts.columns = amounts.columns[:len(amounts.columns)-1]
	plain := e.encode(nil, []claims.Row{row}, &[len(packedTables)]int{})
	l := layoutOf(claims.ClaimAmounts)
	got, n, err := decodeDetails(nil, plain, packedPlace(claims.ClaimAmounts), &l)
	if err != nil || n != 1 {
		t.Fatalf("got %d rows, %v", n, err)
	}
	if got[claims.ColClaimAmountsOrigin].Text != "total" || got[claims.ColClaimAmountsReasonCode].Set {
		t.Errorf("got %v", got)
	}
}

func TestDetailsOfALaterVersionAreRefused(t *testing.T) {
	l := layoutOf(packedTables[0])
	if _, _, err := decodeDetails(nil, []byte{detailVersion + 1, 0, 0, 0}, 0, &l); !errors.Is(err, ErrNewerDatabase) {
		t.Errorf("got %v", err)
	}
}

// Whatever stands in the file, it is read or called damaged, in little room.
func FuzzDetails(f *testing.F) {
	var e detailEncoder
	row := claims.NewRow(claims.SupportingInfo)
	row.Set(claims.ColSupportingInfoOrdinal, claims.IntValue(1))
	row.Set(claims.ColSupportingInfoCode, claims.TextValue("291"))
	f.Add(e.encode(nil, []claims.Row{row, row}, &[len(packedTables)]int{}), uint8(0))
	f.Add([]byte{detailVersion, 1, 1, 1, 200, 200, 200}, uint8(2))
	f.Fuzz(func(t *testing.T, plain []byte, table uint8) {
		place := int(table) % len(packedTables)
		l := layoutOf(packedTables[place])
		values, n, err := decodeDetails(nil, plain, place, &l)
		if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewerDatabase) {
			t.Errorf("neither read nor damaged: %v", err)
		}
		if err == nil && (len(values) < n*l.width || n > len(plain)) {
			t.Errorf("%d rows of %d bytes, %d values", n, len(plain), len(values))
		}
	})
}
