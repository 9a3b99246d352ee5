package store

import (
	"slices"
	"strings"
	"testing"
)

func TestProbes(t *testing.T) {
	cases := map[string]struct {
		typed string
		want  []probe
	}{
		"blank":                   {" \t", nil},
		"accents are left out":    {"Núñez", []probe{startingWith(findName, "nunez")}},
		"blanks are single":       {" Van   Dyke ", []probe{startingWith(findName, "van dyke"), startingWith(findGiven, "van dyke")}},
		"a comma parts the names": {"Rivera ,  Ma", []probe{startingWith(findName, "rivera,ma")}},
		"four characters":         {"mk73", []probe{startingWith(findName, "mk73"), exactly(findMBI4, "MK73")}},
		"eleven characters":       {"1EG4-TE5-MK73", []probe{startingWith(findName, "1eg4-te5-mk73"), exactly(findMBI, "1EG4TE5MK73")}},
		"a date is only a date":   {"3/4/1941", []probe{exactly(findBirth, "1941-03-04")}},
		"no day of the calendar":  {"2/30/1941", []probe{startingWith(findName, "2/30/1941")}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := probes(c.typed); !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

func FuzzProbes(f *testing.F) {
	for _, seed := range []string{"", "riv", "rivera, maria", "Mar 4 1941", "1EG4-TE5-MK73", "mk73", "Núñez", "\xff\xfe", "%_'\"", "3/4/1941"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		found := probes(typed)
		if len(found) == 0 && fold(typed) != "" {
			t.Errorf("%q asks for everybody", typed)
		}
		for _, p := range found {
			if p.From >= p.Before {
				t.Errorf("%q: empty range %q", typed, p)
			}
			if !strings.HasPrefix(p.Before, p.From) {
				t.Errorf("%q: the range %q reaches beyond its start", typed, p)
			}
		}
		if again := fold(fold(typed)); again != fold(typed) {
			t.Errorf("folding %q again changes it", typed)
		}
	})
}
