package walkthrough_test

import (
	"cmp"
	"slices"
	"testing"
	"time"
)

// caller is somebody of the practice data who was in hospital and takes medicines, and what is to be read aloud to them.
type caller struct {
	key, name, born string
	stay, medicine  string
	filled          string
}

// personOnThePhone is T5: the latest hospital stay and the newest medicine of somebody who calls.
func personOnThePhone() task {
	var who caller
	typing := step{say: "type the name", do: func(t *testing.T, w *window) { w.typed(t, who.name) }}
	// The person is asked for the day of birth, which stands beside the name.
	hit := func(s *step) { s.click = who.born }
	read := step{say: "read the stay aloud", note: func(k *walk) {
		k.see("Last hospital stay", page)
		k.see(who.stay, page)
	}}
	return task{
		id: "T5", what: "On the phone: latest hospital stay and newest medicine", most: 3,
		computer: func(t *testing.T) *window {
			w := newWindow(t)
			fillWithPractice(t, w)
			who = w.somebodyWhoCalls(t)
			w.open(t)
			return w
		},
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "search", click: "Find a person", at: topBar},
			typing,
			{say: "hit", fill: hit, at: hits, see: "Medicines", in: pageHead},
			read,
			{say: "medicines", click: "Medicines", at: pageHead, see: "Last filled", in: page},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "search", keys: []string{"ctrl+f"}},
			typing,
			{say: "the one", note: func(k *walk) { k.see(who.born, hits) }},
			{say: "hit", keys: []string{"Return"}, see: "Medicines", in: pageHead},
			read,
			{say: "medicines", keys: times(3, "ctrl+Tab"), see: "Last filled", in: page}, // past Timeline and Claims
		},
		proof: func(k *walk) {
			k.see(who.name, pageHead)
			k.see(who.medicine, firstRows)
			k.see(who.filled, firstRows)
		},
	}
}

// somebodyWhoCalls picks the person who came home from hospital last, among those whose name is theirs alone.
func (w *window) somebodyWhoCalls(t *testing.T) caller {
	t.Helper()
	people, names := map[string]caller{}, map[string]int{}
	for _, row := range w.table(t, "beneficiaries") {
		name := row["last_name"] + ", " + row["first_name"]
		names[name]++
		people[row["person_key"]] = caller{key: row["person_key"], name: name, born: dayWords(row["birth_date"])}
	}
	ndc := map[string]string{}
	for _, row := range w.table(t, "claim_lines", "--types", "PDE") {
		ndc[row["claim_id"]] = row["ndc_code"]
	}
	fills := map[string][]map[string]string{}
	for _, row := range w.table(t, "claims", "--types", "PDE") {
		fills[row["person_key"]] = append(fills[row["person_key"]], row)
	}
	stays := w.table(t, "claims", "--types", "INPATIENT")
	slices.SortFunc(stays, func(a, b map[string]string) int { return cmp.Compare(b["discharge_date"], a["discharge_date"]) })
	for _, stay := range stays {
		who := people[stay["person_key"]]
		taken := fills[who.key]
		slices.SortFunc(taken, func(a, b map[string]string) int { return cmp.Compare(b["from_date"], a["from_date"]) })
		if died := stay["discharge_status"] == "20"; died || names[who.name] != 1 || len(taken) < 2 || taken[0]["from_date"] == taken[1]["from_date"] {
			continue // not theirs alone, or no single newest medicine
		}
		code := ndc[taken[0]["claim_id"]]
		who.medicine = "NDC " + code[:5] + "-" + code[5:9] + "-" + code[9:]
		who.filled = dayWords(taken[0]["from_date"])
		who.stay = dayWords(stay["discharge_date"])
		return who
	}
	t.Fatal("nobody of the practice data was in hospital and takes medicines")
	return caller{}
}

// dayWords prints a day as the window does.
func dayWords(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return at.Format("Jan 2, 2006")
}
