package ui

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// filterState is what the filters of a page say, by the key of each; those at their usual value are left out.
type filterState map[string]string

// filterValue is one filter, as a filterState holds it. Keys and values outlive a start and a change of language: they are no words of
// the screen.
type filterValue struct {
	key string
	get func() string // empty for the usual value
	set func(string)
}

// stateOf is what filters say.
func stateOf(values []filterValue) filterState {
	state := filterState{}
	for _, v := range values {
		if value := v.get(); value != "" {
			state[v.key] = value
		}
	}
	return state
}

// setState has filters say what a state holds. What it does not hold gets its usual value.
func setState(values []filterValue, state filterState) {
	for _, v := range values {
		v.set(state[v.key])
	}
}

// choiceValue is a choice of fixed words; names stand for them in their order, with "" for the usual one.
func choiceValue(key string, s *widgets.Select, names ...string) filterValue {
	return filterValue{key,
		func() string { return names[max(0, s.SelectedIndex())] },
		func(name string) { setChoice(s, s.Options[max(0, slices.Index(names, name))]) },
	}
}

// listedValue is a choice among names of the user, such as lists, under a first one that is usual. A name that is not offered yet is
// offered until the page has read those that there are.
func listedValue(key string, s *widgets.Select) filterValue {
	return filterValue{key,
		func() string {
			if s.SelectedIndex() <= 0 {
				return ""
			}
			return s.Selected
		},
		func(name string) {
			if name == "" {
				name = s.Options[0]
			} else if !slices.Contains(s.Options, name) {
				s.SetOptions(append(slices.Clone(s.Options), name))
			}
			setChoice(s, name)
		},
	}
}

func textValue(key string, e *entry) filterValue {
	return filterValue{key, func() string { return strings.TrimSpace(e.Text) }, func(text string) { e.SetText(text) }}
}

func checkValue(key string, c *keyCheck) filterValue {
	const ticked = "yes"
	return filterValue{key,
		func() string {
			if c.Checked {
				return ticked
			}
			return ""
		},
		func(value string) {
			c.Checked = value == ticked
			c.Refresh()
		},
	}
}

// doctorValue keeps the name with the number: the choice shows it before any doctor is read.
func doctorValue(key string, c *doctorChoice) filterValue {
	return filterValue{key,
		func() string { return strings.TrimSpace(c.chosen.NPI + " " + c.chosen.Name) },
		func(value string) {
			npi, name, _ := strings.Cut(value, " ")
			c.set(claims.UsualDoctor{NPI: npi, Name: name})
		},
	}
}

// filterMemory keeps the filters of a page of a data set from one start to the next, and those that people saved under a name. It lies in
// the preferences of the program; what is typed to find a person is no filter and never in it.
type filterMemory struct {
	prefs fyne.Preferences
	key   string
}

// prefFilters begins the names under which filters are kept, followed by page and data set.
const prefFilters = "filters-"

func newFilterMemory(page, set string) *filterMemory {
	return &filterMemory{prefs: fyne.CurrentApp().Preferences(), key: prefFilters + page + "-" + set}
}

// forgetFilters takes away what is kept of the pages of a data set.
func forgetFilters(set string) {
	for _, page := range []string{pagePeople, pageEvents, pageAnalysis} {
		fyne.CurrentApp().Preferences().RemoveValue(prefFilters + page + "-" + set)
	}
}

// keptFilters is what lies in the preferences.
type keptFilters struct {
	Last  filterState            `json:"last"`
	Saved map[string]filterState `json:"saved"`
}

// read gives nothing for what cannot be read.
func (m *filterMemory) read() (kept keptFilters) {
	if json.Unmarshal([]byte(m.prefs.String(m.key)), &kept) != nil {
		kept = keptFilters{}
	}
	return kept
}

func (m *filterMemory) change(by func(*keptFilters)) {
	kept := m.read()
	by(&kept)
	if text, err := json.Marshal(kept); err == nil { // maps of text always can be written
		m.prefs.SetString(m.key, string(text))
	}
}

// last is what the filters said when they were last used.
func (m *filterMemory) last() filterState { return m.read().Last }

func (m *filterMemory) keepLast(state filterState) {
	if !maps.Equal(m.last(), state) {
		m.change(func(k *keptFilters) { k.Last = state })
	}
}

// names are those of saved filters, in order.
func (m *filterMemory) names() []string {
	return slices.SortedFunc(maps.Keys(m.read().Saved), func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
}

func (m *filterMemory) saved(name string) filterState { return m.read().Saved[name] }

func (m *filterMemory) save(name string, state filterState) {
	m.change(func(k *keptFilters) {
		if k.Saved == nil {
			k.Saved = map[string]filterState{}
		}
		k.Saved[name] = state
	})
}

func (m *filterMemory) forget(name string) {
	m.change(func(k *keptFilters) { delete(k.Saved, name) })
}
