package lake

import (
	"math/big"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Rows that were kept come back as they were, however they fall into blocks.
func TestKeptRows(t *testing.T) {
	columns := []claims.Column{{Kind: claims.Text}, {Kind: claims.Date}, {Kind: claims.Int}, {Kind: claims.Money}, {Kind: claims.Bool}, {Kind: claims.Decimal}, {Kind: claims.Timestamp}}
	encoder, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	packer := &rowPacker{zstd: encoder}
	unpacker, err := zstd.NewReader(nil)
	if err != nil {
		t.Fatal(err)
	}
	defer unpacker.Close()
	rapid.Check(t, func(rt *rapid.T) {
		var want [][]claims.Value
		var kept keptRows
		var held int64
		for range rapid.IntRange(0, 30).Draw(rt, "rows") {
			row := make([]claims.Value, len(columns))
			for i, c := range columns {
				if !rapid.Bool().Draw(rt, "set") {
					continue
				}
				row[i].Set = true
				if hasNumber(c.Kind) {
					row[i].Int = rapid.Int64().Draw(rt, "number")
				}
				if hasText(c.Kind) {
					row[i].Text = rapid.StringN(0, -1, 20_000).Draw(rt, "text")
				}
			}
			want = append(want, row)
			held += kept.add(appendRow(nil, columns, row), packer)
		}
		if held != kept.bytes {
			rt.Fatalf("holds %d bytes, told %d", kept.bytes, held)
		}
		var got [][]claims.Value
		source := kept.source(columns, unpacker)
		for source.Next() {
			got = append(got, append([]claims.Value(nil), source.Values()...))
		}
		if diff := cmp.Diff(want, got); diff != "" || source.Err() != nil {
			rt.Fatalf("rows differ (-want +got), %v:\n%s", source.Err(), diff)
		}
	})
}

// Code that does not fit its columns is an error, never a wrong row or a panic.
func FuzzKeptRows(f *testing.F) {
	columns := []claims.Column{{Kind: claims.Text}, {Kind: claims.Int}, {Kind: claims.Money}}
	f.Add(appendRow(nil, columns, []claims.Value{claims.TextValue("a"), claims.IntValue(-1), {}}))
	f.Add([]byte{1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, code []byte) {
		source := (&keptRows{open: code}).source(columns, nil)
		var again []byte
		for source.Next() {
			again = appendRow(again, columns, source.Values())
		}
		if source.Err() == nil && len(again) > len(code) {
			t.Errorf("%d bytes became rows of %d", len(code), len(again))
		}
	})
}

func TestAmountSums(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		want := new(big.Rat)
		var sum amountSum
		for _, text := range rapid.SliceOf(rapid.StringMatching(`-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,5})?(E[+-]?[0-3])?`)).Draw(rt, "amounts") {
			v, err := claims.MoneyValue(text)
			if err != nil {
				continue // beyond what cents can hold
			}
			sum.add(v)
			amount, ok := new(big.Rat).SetString(text)
			if !ok {
				rt.Fatalf("%q is no number", text)
			}
			want.Add(want, amount)
		}
		if got, ok := new(big.Rat).SetString(sum.text()); !ok || got.Cmp(want) != 0 {
			rt.Fatalf("got %s, want %s", sum.text(), want.FloatString(10))
		}
	})
}

func TestFolderValues(t *testing.T) {
	for value, want := range map[string]string{"CARRIER": "CARRIER", "": "__HIVE_DEFAULT_PARTITION__", "a/b=c d": "a%2Fb%3Dc%20d", "..": "..", "é": "%C3%A9", "2024": "2024"} {
		if got := folderValue(value); got != want {
			t.Errorf("folder of %q is %q, want %q", value, got, want)
		}
	}
}
