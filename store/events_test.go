package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/store"
)

// edBill is a hospital's bill of an ED visit.
func edBill(id, person, day string, columns ...string) made {
	m := eob(claims.V3, id, append([]string{
		"patient_id=" + person, "claim_type=OUTPATIENT", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction", "from_date=" + day, "thru_date=" + day,
		"bill_type=131", "facility_ccn=360051", "facility_npi=1003000126", "discharge_status=01", "claim_control_number=" + id,
	}, columns...)...)
	m.children = []made{{kind: "claim_lines", columns: map[string]string{"revenue_code": "0450", "service_from": day}}}
	return m
}

// inHospital is the bill of a stay.
func inHospital(id, person, from, thru, status string) made {
	return eob(claims.V3, id, "patient_id="+person, "claim_type=INPATIENT", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction", "from_date="+from,
		"thru_date="+thru, "bill_type=111", "facility_ccn=360051", "discharge_status="+status, "claim_control_number="+id, "payment_amount=9000.00")
}

func fileAt(day string) claims.SourceFile {
	return claims.SourceFile{Name: "claims-" + day, ExportID: day, APIVersion: claims.V3, TransactionTime: day + "T10:00:00Z"}
}

// eventsAs lists events as person and day, in order.
func eventsAs(t *testing.T, db *store.DB, filter claims.EventFilter, sort claims.EventSort, desc bool) (rows []string, all []claims.Event) {
	t.Helper()
	page := claims.Page{Limit: 2, Desc: desc}
	for {
		list, err := db.Events(t.Context(), filter, sort, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list.Rows {
			rows = append(rows, e.LastName+" "+e.Happened)
			all = append(all, e)
		}
		if page.After = list.Next; page.After == "" {
			if list.Total != len(rows) {
				t.Errorf("a list of %d has %d rows", list.Total, len(rows))
			}
			return rows, all
		}
	}
}

// threePeople is a data set after two exports: three people with ED visits, one of whom died, one with a stay.
func threePeople(t *testing.T) *store.DB {
	t.Helper()
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	t.Cleanup(func() { closeOrFail(t, db) })
	fillThree(t, db)
	return db
}

func fillThree(t *testing.T, db *store.DB) {
	t.Helper()
	load(t, db, fileAt("2026-05-01"),
		patient(claims.V3, "p1", "last_name=Ash", "first_name=Maria", "mbi=1EG4TE5MK73", "birth_date=1941-03-04"),
		patient(claims.V3, "p2", "last_name=Birch", "first_name=James", "mbi=2EG4TE5QW12"),
		patient(claims.V3, "p3", "last_name=Cedar", "first_name=Ruth", "mbi=3EG4TE5TE51", "death_date=2026-05-30", "death_flag=1"),
		edBill("e1", "p1", "2026-03-01"), edBill("e2", "p2", "2026-04-01"), edBill("e3", "p3", "2026-04-02"), inHospital("i1", "p2", "2026-02-01", "2026-02-05", "01"))
	load(t, db, fileAt("2026-06-01"), edBill("e4", "p1", "2026-05-10"), edBill("e5", "p2", "2026-05-20", "adjudication=partial", "source_system=FISS", "final_action=NotFinalAction"))
}

func TestEventsAreFilteredAndSorted(t *testing.T) {
	db := threePeople(t)
	if err := db.SavePeopleList(t.Context(), "mine", []string{"2EG4TE5QW12"}); err != nil {
		t.Fatal(err)
	}
	ed := claims.ListED
	tests := map[string]struct {
		filter claims.EventFilter
		sort   claims.EventSort
		desc   bool
		want   string
	}{
		"newest first":          {claims.EventFilter{List: ed}, claims.EventsAsMade, false, "Ash 2026-05-10, Birch 2026-04-01, Ash 2026-03-01"},
		"turned round":          {claims.EventFilter{List: ed}, claims.EventsAsMade, true, "Ash 2026-03-01, Birch 2026-04-01, Ash 2026-05-10"},
		"by day":                {claims.EventFilter{List: ed}, claims.EventsByDay, false, "Ash 2026-03-01, Birch 2026-04-01, Ash 2026-05-10"},
		"with people who died":  {claims.EventFilter{List: ed, ShowDied: true}, claims.EventsByDay, true, "Ash 2026-05-10, Cedar 2026-04-02, Birch 2026-04-01, Ash 2026-03-01"},
		"arrived in June":       {claims.EventFilter{List: ed, From: "2026-06-01"}, claims.EventsAsMade, false, "Ash 2026-05-10"},
		"arrived to May 1":      {claims.EventFilter{List: ed, To: "2026-05-01"}, claims.EventsAsMade, false, "Birch 2026-04-01, Ash 2026-03-01"},
		"happened in April":     {claims.EventFilter{List: ed, By: claims.ByHappened, From: "2026-04-01", To: "2026-04-30"}, claims.EventsAsMade, false, "Birch 2026-04-01"},
		"new":                   {claims.EventFilter{List: ed, NewOnly: true}, claims.EventsAsMade, false, "Ash 2026-05-10"},
		"with early claims":     {claims.EventFilter{List: ed, Early: true}, claims.EventsAsMade, false, "Birch 2026-05-20, Ash 2026-05-10, Birch 2026-04-01, Ash 2026-03-01"},
		"of a list":             {claims.EventFilter{List: ed, PeopleList: "mine"}, claims.EventsAsMade, false, "Birch 2026-04-01"},
		"of a doctor":           {claims.EventFilter{List: ed, Doctor: "1999999999"}, claims.EventsAsMade, false, ""},
		"done":                  {claims.EventFilter{List: ed, State: claims.EventDone}, claims.EventsAsMade, false, ""},
		"follow-up":             {claims.EventFilter{List: claims.ListFollowUp}, claims.EventsAsMade, false, "Birch 2026-02-05"},
		"died":                  {claims.EventFilter{List: claims.ListDied}, claims.EventsAsMade, false, "Cedar 2026-05-30"},
		"no wellness visit":     {claims.EventFilter{List: claims.ListNoWellness}, claims.EventsByName, false, "Ash 2026-01-01, Birch 2026-01-01"},
		"nobody new on no list": {claims.EventFilter{List: claims.ListNew}, claims.EventsAsMade, false, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			rows, _ := eventsAs(t, db, tt.filter, tt.sort, tt.desc)
			if got := strings.Join(rows, ", "); got != tt.want {
				t.Errorf("got %s\nwant %s", got, tt.want)
			}
		})
	}
	page, err := db.Events(t.Context(), claims.EventFilter{List: ed}, claims.EventsAsMade, claims.Page{})
	if err != nil || page.DiedLeftOut != 1 || page.AsOf != "2026-06-01" || page.Next != "" {
		t.Errorf("page %+v, %v: want one left out who died, as of June 1", page, err)
	}
	for _, filter := range []claims.EventFilter{{List: "nothing"}, {List: ed, PeopleList: "nobody's"}} {
		if _, err := db.Events(t.Context(), filter, claims.EventsAsMade, claims.Page{}); !errors.Is(err, store.ErrQuery) && !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%+v: %v", filter, err)
		}
	}
	if _, err := db.Events(t.Context(), claims.EventFilter{List: ed}, claims.EventsByDay, claims.Page{After: "nonsense"}); !errors.Is(err, store.ErrPage) {
		t.Errorf("a page of nothing: %v, want ErrPage", err)
	}
}

// A row shows the person, the claim behind it and what the list says of it.
func TestEventRow(t *testing.T) {
	db := threePeople(t)
	_, rows := eventsAs(t, db, claims.EventFilter{List: claims.ListED}, claims.EventsByDay, false)
	e := rows[0]
	if e.MBI != "1EG4TE5MK73" || e.BirthDate != "1941-03-04" || !e.OnList || e.Died || e.New || e.Early || e.ClaimID != "e1" || e.ClaimVersion != claims.V3 || e.State != claims.EventToDo ||
		e.Arrived != "2026-05-01" || e.Value("facility").Text != "CCN 360051" || e.Value("outcome").Text != "Went home or other" {
		t.Errorf("the row is %+v", e)
	}
	mine, err := db.PersonEvents(t.Context(), e.PersonKey)
	if err != nil {
		t.Fatal(err)
	}
	var lists []string
	for _, one := range mine {
		lists = append(lists, string(one.List)+" "+one.Happened)
	}
	if got, want := strings.Join(lists, ", "), "ed_visits 2026-05-10, ed_visits 2026-03-01, no_visit_seen 2026-01-01, no_wellness_visit 2026-01-01"; got != want {
		t.Errorf("the person's events are %s, want %s", got, want)
	}
}

// Marks stay when the claim is replaced, and when it goes; nobody else's events change.
func TestMarksOutliveClaims(t *testing.T) {
	db := threePeople(t)
	ed := claims.EventFilter{List: claims.ListED}
	_, rows := eventsAs(t, db, ed, claims.EventsByDay, true)
	key := rows[0].Key // Ash, May 10
	for _, err := range []error{
		db.SetEventState(t.Context(), []string{key}, claims.EventDone, "anna"), db.SetEventNote(t.Context(), key, "called", "bert"),
		db.AssignEvents(t.Context(), []string{key}, "Cleo", "bert"), db.OpenedEvents(t.Context(), []string{rows[1].Key}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	load(t, db, fileAt("2026-06-08"), edBill("e4b", "p1", "2026-05-10", "claim_control_number=e4", "effective_date=2026-06-05", "payment_amount=5.00"))
	_, done := eventsAs(t, db, claims.EventFilter{List: claims.ListED, State: claims.EventDone}, claims.EventsByDay, true)
	if len(done) != 1 || done[0].Key != key || done[0].ClaimID != "e4b" || done[0].Note != "called" || done[0].AssignedTo != "Cleo" || done[0].Who != "bert" ||
		done[0].Arrived != "2026-06-01" || !done[0].At.Equal(clock()) {
		t.Fatalf("done is %+v, want the marked event with its new claim", done)
	}
	load(t, db, fileAt("2026-06-15"), edBill("e4c", "p1", "2026-05-10", "claim_control_number=e4", "effective_date=2026-06-10", "adjustment_type=1"))
	_, done = eventsAs(t, db, claims.EventFilter{List: claims.ListED, State: claims.EventDone}, claims.EventsByDay, true)
	if len(done) != 1 || !done[0].Gone || done[0].Note != "called" {
		t.Errorf("after the claim was taken back done is %+v, want the event as gone", done)
	}
	if rows, _ := eventsAs(t, db, claims.EventFilter{List: claims.ListED, State: claims.EventToDo}, claims.EventsByDay, true); len(rows) != 2 {
		t.Errorf("to do are %v, want the two others", rows)
	}
}

func TestEventsAreHiddenAndOpened(t *testing.T) {
	db := threePeople(t)
	ed := claims.EventFilter{List: claims.ListED}
	_, rows := eventsAs(t, db, ed, claims.EventsByDay, true)
	if n, err := db.NewEvents(t.Context()); err != nil || n != 1 {
		t.Errorf("%d new events, %v, want 1", n, err)
	}
	if err := db.OpenedEvents(t.Context(), []string{rows[0].Key}); err != nil {
		t.Fatal(err)
	}
	if n, err := db.NewEvents(t.Context()); err != nil || n != 0 {
		t.Errorf("%d new events after it was opened, %v, want none", n, err)
	}
	if day, err := db.LatestArrival(t.Context()); err != nil || day != "2026-06-01" {
		t.Errorf("the latest refresh was on %q, %v", day, err)
	}
	for until, want := range map[string]int{"2026-07-01": 2, "2026-06-30": 3, "": 3} { // today is June 30
		if err := db.HideEvents(t.Context(), []string{rows[0].Key}, until, "anna"); err != nil {
			t.Fatal(err)
		}
		if shown, _ := eventsAs(t, db, ed, claims.EventsByDay, true); len(shown) != want {
			t.Errorf("hidden until %q: %v, want %d", until, shown, want)
		}
	}
	for name, err := range map[string]error{
		"no such state": db.SetEventState(t.Context(), []string{rows[0].Key}, "lost", "anna"), "no day": db.HideEvents(t.Context(), []string{rows[0].Key}, "soon", "anna"),
		"long note": db.SetEventNote(t.Context(), rows[0].Key, strings.Repeat("x", 201), "anna"), "no such event": db.SetEventNote(t.Context(), "x", "y", "anna"),
	} {
		if !errors.Is(err, store.ErrQuery) && !errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The numbers that lists are made with can be changed and taken back; the list follows at once.
func TestEventSettings(t *testing.T) {
	db := threePeople(t)
	often := claims.EventFilter{List: claims.ListOftenED}
	if rows, _ := eventsAs(t, db, often, claims.EventsAsMade, false); rows != nil {
		t.Errorf("with four visits at least: %v", rows)
	}
	if err := db.SaveEventSetting(t.Context(), claims.SettingEDVisits, 2); err != nil {
		t.Fatal(err)
	}
	if rows, _ := eventsAs(t, db, often, claims.EventsAsMade, false); !slices.Equal(rows, []string{"Ash 2026-05-10"}) {
		t.Errorf("with two visits at least: %v", rows)
	}
	if err := db.ResetEventSettings(t.Context(), claims.ListOftenED); err != nil {
		t.Fatal(err)
	}
	if rows, _ := eventsAs(t, db, often, claims.EventsAsMade, false); rows != nil {
		t.Errorf("after the reset: %v", rows)
	}
	for name, value := range map[string]int64{claims.SettingEDVisits: 1, claims.SettingFollowUpDays: 15, "nothing": 4} {
		if err := db.SaveEventSetting(t.Context(), name, value); !errors.Is(err, store.ErrQuery) {
			t.Errorf("%s = %d: %v, want ErrQuery", name, value, err)
		}
	}
}

// listTaken takes a complete patient list.
func listTaken(t *testing.T, db *store.DB, day string, people ...string) {
	t.Helper()
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	r, err := db.BeginRoster(t.Context(), store.Roster{RefreshID: at.Unix(), TakenAt: at, APIVersion: claims.V3, Group: "all"}, true)
	if err == nil {
		err = db.AddToRoster(t.Context(), r, people)
	}
	if err == nil {
		err = db.CompleteRoster(t.Context(), r.ID, at)
	}
	if err != nil {
		t.Fatal(err)
	}
	settle(t, db)
}

// W8 and W9: who came on the patient list and who left it. A list that shrank by more than 5 % counts for leaving once it is confirmed.
func TestPatientListChanges(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	var people []made
	var ids []string
	for i := range 40 {
		id := fmt.Sprintf("p%02d", i)
		ids = append(ids, id)
		people = append(people, patient(claims.V3, id, "last_name=L"+id, "birth_date=1941-03-04"))
	}
	load(t, db, fileAt("2026-05-01"), people...)
	check := func(step string, joined, left int) {
		t.Helper()
		for list, want := range map[claims.EventList]int{claims.ListNew: joined, claims.ListLeft: left} {
			if rows, _ := eventsAs(t, db, claims.EventFilter{List: list}, claims.EventsAsMade, false); len(rows) != want {
				t.Errorf("%s: %s holds %v, want %d", step, list, rows, want)
			}
		}
	}
	listTaken(t, db, "2026-05-01", ids[:39]...)
	check("the first list", 0, 0)
	listTaken(t, db, "2026-05-08", ids[2:]...)
	check("two left, one came", 1, 2)
	listTaken(t, db, "2026-05-15", ids[10:]...)
	check("eight gone of 38", 1, 2)
	shrunk, ok, err := db.ShrunkList(t.Context())
	if err != nil || !ok || shrunk.Before != 38 || shrunk.Now != 30 {
		t.Fatalf("the shrunk list is %+v, %v, %v, want 30 after 38", shrunk, ok, err)
	}
	if err := db.ConfirmShrunkList(t.Context(), shrunk.RosterID); err != nil {
		t.Fatal(err)
	}
	check("confirmed", 1, 10)
	if _, ok, err := db.ShrunkList(t.Context()); ok || err != nil {
		t.Errorf("a confirmed list awaits confirmation: %v, %v", ok, err)
	}
	listTaken(t, db, "2026-05-22", ids...)
	check("everybody is back", 1, 0)
}

// W15: whom CMS named in the latest refresh as those whose data it could not give, since the first of the refreshes in a row.
func TestPeopleWithoutData(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	load(t, db, fileAt("2026-04-01"), patient(claims.V3, "p1", "last_name=Ash", "mbi=1EG4TE5MK73"), edBill("e1", "p1", "2026-03-01"))
	for i, said := range []struct {
		day   string
		names []string
		want  string // last name or MBI, and since when
	}{
		{"2026-05-01", []string{"1EG4TE5MK73"}, "Ash 2026-05-01"},
		{"2026-05-08", []string{"1EG4TE5MK73", "9EG4TE5MK99"}, "9EG4TE5MK99 2026-05-08, Ash 2026-05-01"},
		{"2026-05-15", []string{"9EG4TE5MK99"}, "9EG4TE5MK99 2026-05-08"},
		{"2026-05-22", nil, ""},
		{"2026-05-29", []string{"1EG4TE5MK73"}, "Ash 2026-05-29"},
	} {
		messaged(t, db, int64(i+1), said.day, said.names)
		_, rows := eventsAs(t, db, claims.EventFilter{List: claims.ListNoData}, claims.EventsByName, false)
		var got []string
		for _, e := range rows {
			name := e.LastName
			if name == "" {
				name = e.MBI
			}
			got = append(got, name+" "+e.Value("since").Text)
		}
		slices.Sort(got)
		if text := strings.Join(got, ", "); text != said.want {
			t.Errorf("on %s: %s, want %s", said.day, text, said.want)
		}
	}
}

// messaged is a refresh whose error file names people.
func messaged(t *testing.T, db *store.DB, number int64, day string, names []string) {
	t.Helper()
	r, err := db.SaveRefresh(t.Context(), claims.Refresh{Course: claims.Course{State: claims.RefreshDone}, StartedAt: clock(), TransactionTime: day + "T10:00:00Z"})
	if err != nil {
		t.Fatal(err)
	}
	files := []claims.JobFile{{Place: 0, Name: fmt.Sprint("a", number)}, {Place: 1, Name: fmt.Sprint("b", number), IsError: true}}
	job, err := saveJob(t, db, r, claims.Job{Purpose: claims.JobClaims, APIVersion: claims.V3, State: claims.JobAsked, AskedAt: clock()}, files...)
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		files[i].JobID = job.ID
	}
	importMarked(t, db, files[0])
	var list []store.Message
	for i, name := range names {
		list = append(list, store.Message{Line: i + 1, Severity: "error", Raw: fmt.Appendf(nil, `{"issue":[{"diagnostics":"Error retrieving ExplanationOfBenefit for beneficiary MBI %s in ACO A9994"}]}`, name)})
	}
	list = append(list, store.Message{Line: 9, Severity: "warning", Raw: []byte(`{"issue":[{"diagnostics":"a note on 2EG4TE5QW12"}]}`)})
	if err := db.SaveMessages(t.Context(), files[1], list); err != nil {
		t.Fatal(err)
	}
	settle(t, db)
}

// Settling everything again changes nothing.
func TestEventsOfAllAreThoseOfEach(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	fillThree(t, db)
	listTaken(t, db, "2026-06-02", "p1", "p2")
	listTaken(t, db, "2026-06-03", "p2", "p3")
	before := dump(t, dir)
	if err := db.Settle(t.Context(), store.SettleOptions{All: true}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, dump(t, dir)); diff != "" {
		t.Errorf("tables differ (-as it came +all):\n%s", diff)
	}
}

// The usual doctor narrows a list, and whether it is one of ours is told.
func TestEventsOfUsualDoctors(t *testing.T) {
	const npi = "1003000126"
	db := threePeople(t)
	visit := eob(claims.V3, "c1", "patient_id=p1", "claim_type=CARRIER", "use=claim", "adjudication=complete", "status=active", "final_action=FinalAction",
		"from_date=2026-04-20", "thru_date=2026-04-20", "claim_control_number=c1")
	visit.children = []made{
		{kind: "claim_lines", columns: map[string]string{"hcpcs_code": "99213", "service_from": "2026-04-20", "rendering_npi": npi}},
		{kind: "care_team", columns: map[string]string{"npi": npi, "name": "PATEL", "role": "performing"}},
	}
	load(t, db, fileAt("2026-06-02"), visit)
	rows, events := eventsAs(t, db, claims.EventFilter{List: claims.ListNoWellness, Doctor: npi}, claims.EventsAsMade, false)
	if len(rows) != 1 || events[0].LastName != "Ash" || events[0].Value("doctor").Text != "PATEL" || events[0].Value("last_visit").Text != "2026-04-20" {
		t.Errorf("the list of the doctor is %+v", events)
	}
	doctors, err := db.EventDoctors(t.Context(), claims.ListED)
	if want := []claims.UsualDoctor{{NPI: npi, Name: "PATEL", People: 1}}; err != nil || !slices.Equal(doctors, want) {
		t.Errorf("usual doctors are %+v, %v", doctors, err)
	}
	noVisit := func() []string {
		rows, _ := eventsAs(t, db, claims.EventFilter{List: claims.ListNoVisit}, claims.EventsByName, false)
		return rows
	}
	if got := noVisit(); len(got) != 1 {
		t.Errorf("no visit was seen of %v, want Birch alone", got)
	}
	if err := db.SaveEventSetting(t.Context(), claims.SettingOursOnly, 1); err != nil {
		t.Fatal(err)
	}
	if got := noVisit(); len(got) != 2 {
		t.Errorf("without providers of ours no visit to them was seen of %v, want both", got)
	}
	if err := errors.Join(db.SaveOwnProviders(t.Context(), []measure.Provider{{NPI: npi}}), db.RenewEvents(t.Context())); err != nil {
		t.Fatal(err)
	}
	if got := noVisit(); len(got) != 1 {
		t.Errorf("no visit to ours was seen of %v, want Birch alone", got)
	}
}

// Two records turn out to be one person: what was done about the events of either stays.
func TestMarksFollowThePerson(t *testing.T) {
	db := threePeople(t)
	load(t, db, fileAt("2026-06-02"), patient(claims.V3, "p9", "last_name=Ash", "first_name=Maria", "birth_date=1941-03-04"), edBill("e9", "p9", "2026-05-12"))
	_, rows := eventsAs(t, db, claims.EventFilter{List: claims.ListED}, claims.EventsByDay, true)
	key := rows[0].Key
	if err := db.SetEventNote(t.Context(), key, "called", "anna"); err != nil {
		t.Fatal(err)
	}
	load(t, db, fileAt("2026-06-03"), patient(claims.V3, "p9", "last_name=Ash", "first_name=Maria", "birth_date=1941-03-04", "mbi=1EG4TE5MK73"))
	_, rows = eventsAs(t, db, claims.EventFilter{List: claims.ListED}, claims.EventsByDay, true)
	if len(rows) != 4 || rows[0].Note != "called" || rows[0].Key == key || rows[0].PersonKey != rows[1].PersonKey || rows[0].Gone {
		t.Errorf("the list is %+v, want the event with its note, of the person with the others", rows)
	}
}
