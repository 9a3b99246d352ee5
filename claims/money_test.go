package claims_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestParseCents(t *testing.T) {
	tests := map[string]struct {
		want int64
		fail bool
	}{
		"130.32": {want: 13032}, "188.0": {want: 18800}, "0": {}, "-0.5": {want: -50}, "+7": {want: 700}, "1.2E2": {want: 12000},
		"0.005": {want: 0}, "0.015": {want: 2}, "0.025": {want: 2}, "0.0251": {want: 3}, "-0.015": {want: -2}, "12.3456789": {want: 1235},
		"1e-3": {want: 0}, "625244.33": {want: 62524433}, "92233720368547758.07": {fail: true},
		"": {fail: true}, ".": {fail: true}, "1.": {fail: true}, ".5": {fail: true}, "1E400": {fail: true}, "abc": {fail: true}, "1 2": {fail: true}, "NaN": {fail: true},
		"99999999999999999999": {fail: true}, "--1": {fail: true},
	}
	for text, tt := range tests {
		t.Run(text, func(t *testing.T) {
			got, err := claims.ParseCents(text)
			if (err != nil) != tt.fail || got != tt.want {
				t.Errorf("ParseCents(%q) = %d, %v, want %d, failure %t", text, got, err, tt.want, tt.fail)
			}
		})
	}
}

func TestFormatMoney(t *testing.T) {
	tests := []struct{ text, want string }{
		{"130.3", "130.30"}, {"188.0", "188.00"}, {"12.3456", "12.3456"}, {"12.3400", "12.34"}, {"-0.05", "-0.05"}, {"-0.00", "0.00"}, {"1E2", "100.00"}, {"5", "5.00"},
	}
	for _, tt := range tests {
		v, err := claims.MoneyValue(tt.text)
		if got := v.Format(claims.Money); err != nil || got != tt.want {
			t.Errorf("%q prints as %q, %v, want %q", tt.text, got, err, tt.want)
		}
	}
}

func TestFormatCents(t *testing.T) {
	tests := map[int64]string{
		0: "0.00", 5: "0.05", -5: "-0.05", 13032: "130.32", -100: "-1.00",
		math.MaxInt64: "92233720368547758.07", math.MinInt64: "-92233720368547758.08",
	}
	for cents, want := range tests {
		if got := claims.FormatCents(cents); got != want {
			t.Errorf("%d: got %q, want %q", cents, got, want)
		}
	}
}

// Cents agree with exact rational arithmetic for any decimal text.
func TestParseCentsAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,6})?([eE][-+]?[0-3])?`).Draw(t, "text")
		got, err := claims.ParseCents(text)
		if err != nil {
			t.Fatalf("ParseCents(%q): %v", text, err)
		}
		exact, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("big.Rat does not read %q", text)
		}
		cents := new(big.Rat).Mul(exact, big.NewRat(100, 1))
		diff := new(big.Rat).Sub(cents, new(big.Rat).SetInt64(got))
		half := big.NewRat(1, 2)
		if diff.Abs(diff).Cmp(half) > 0 || (diff.Cmp(half) == 0 && got%2 != 0) {
			t.Fatalf("ParseCents(%q) = %d is not half-even of %s", text, got, cents.FloatString(6))
		}
	})
}

func FuzzParseCents(f *testing.F) {
	for _, seed := range []string{"1", "-1.5", "1e5", "1E400", "0.005", "....", "9223372036854775807"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cents, err := claims.ParseCents(text)
		if err != nil {
			return
		}
		again, err := claims.ParseCents(claims.FormatCents(cents))
		if err != nil || again != cents {
			t.Errorf("%q: %d prints as %s and reads back as %d, %v", text, cents, claims.FormatCents(cents), again, err)
		}
	})
}
