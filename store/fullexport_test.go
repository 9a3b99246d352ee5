package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Times of the exports below, in their order.
const (
	inMarch = "2026-03-01T00:00:00Z"
	inApril = "2026-04-01T00:00:00.5Z"
	inMay   = "2026-05-01T00:00:00-04:00"
)

// said is one export as it arrives: its file, and whether it is told to be a whole full export.
type said struct {
	file      claims.SourceFile
	full      bool
	gaps      bool
	rejected  []string // lines that cannot be read
	resources []made
}

// ofAll is an export of the group all in version 3.
func ofAll(time string, resources ...made) said {
	return said{
		file: claims.SourceFile{
			Name: "ExplanationOfBenefit.ndjson", APIVersion: claims.V3, ExportID: "job " + time, Group: "all", TransactionTime: time,
			Types: allTypes, ResourceType: claims.TypeEOB,
		},
		resources: resources,
	}
}

// fullOfAll is a full one.
func fullOfAll(time string, resources ...made) said {
	s := ofAll(time, resources...)
	s.file.Full, s.full = true, true
	return s
}

// with changes what an export was asked for.
func (s said) with(change func(*said)) said {
	change(&s)
	return s
}

func (s said) scope() store.Scope {
	return store.Scope{APIVersion: s.file.APIVersion, Group: s.file.Group, TypeFilter: s.file.TypeFilter, Types: s.file.Types}
}

// arrive imports an export and settles.
func (s said) arrive(t *testing.T, db *store.DB) {
	t.Helper()
	mark, err := db.LedgerMark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f, err := db.BeginFile(t.Context(), s.file)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range s.resources {
		r := m.resource()
		if err := f.Add(t.Context(), &r); err != nil {
			t.Fatal(err)
		}
	}
	for i, line := range s.rejected {
		if err := f.Reject(t.Context(), claims.Rejected{File: s.file.Name, Line: i + 1, Reason: "not JSON", Bytes: len(line)}, []byte(line)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
	for range 2 { // saying it again changes nothing
		if !s.full {
			break
		}
		e := store.FullExport{Scope: s.scope(), ExportIDs: []string{s.file.ExportID}, After: mark, Gaps: s.gaps}
		if err := db.CompleteFull(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	settle(t, db)
}

// standing prints which claims stand, as id=1, what replaced them and their flags.
func standing(t *testing.T, dir string) string {
	t.Helper()
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	text := query(t, raw, `SELECT fhir_id || '=' || is_current || coalesce('>' || superseded_by, '') || coalesce('!' || dq_flags, '') AS v FROM claims ORDER BY fhir_id`)
	text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "v=", "")
	return strings.ReplaceAll(text, claims.FlagNotInLatestFull, "lacking")
}

// of is a claim of version 3 with a control number of its own, about person p1 unless changed.
func of(id, day string, changes ...string) made {
	return eob(claims.V3, id, append([]string{
		"patient_id=p1", "claim_type=CARRIER", "use=claim", "adjudication=complete", "source_system=NCH", "final_action=FinalAction",
		"claim_control_number=c" + id, "from_date=" + day, "thru_date=" + day,
	}, changes...)...)
}

func TestClaimsThatAFullExportLacks(t *testing.T) {
	p1, p2 := patient(claims.V3, "p1", "mbi=1A"), patient(claims.V3, "p2", "mbi=2B")
	a, b, c := of("a", "2026-01-10"), of("b", "2026-02-10"), of("c", "2026-02-20")
	whole := fullOfAll(inMarch, p1, a, b, c)
	early := of("d", "2026-03-10", "claim_type_code=1700", "source_system=FISS", "final_action=NotFinalAction", "adjudication=partial")
	void := of("x", "2026-02-10", "adjustment_type=1")
	file := func(change func(*claims.SourceFile)) func(*said) { return func(s *said) { change(&s.file) } }
	cases := map[string]struct {
		exports []said
		want    string
	}{
		"present":            {[]said{whole, fullOfAll(inApril, p1, a, b, c)}, "a=1 b=1 c=1"},
		"lacking":            {[]said{whole, fullOfAll(inApril, p1, a, c)}, "a=1 b=0!lacking c=1"},
		"the full one first": {[]said{fullOfAll(inApril, p1, a, c), whole}, "a=1 b=0!lacking c=1"},
		"lacking in a full one that came with a delta": {
			[]said{ofAll(inMarch, p1, a, b, c), fullOfAll(inApril, p1, a, c)}, "a=1 b=0!lacking c=1"},
		"a delta lacks nothing":             {[]said{whole, ofAll(inApril, p1, a)}, "a=1 b=1 c=1"},
		"not said to be in":                 {[]said{whole, fullOfAll(inApril, p1, a, c).with(func(s *said) { s.full = false })}, "a=1 b=1 c=1"},
		"comes back":                        {[]said{whole, fullOfAll(inApril, p1, a, c), ofAll(inMay, b)}, "a=1 b=1 c=1"},
		"comes back in a full one":          {[]said{whole, fullOfAll(inApril, p1, a, c), fullOfAll(inMay, p1, a, b, c)}, "a=1 b=1 c=1"},
		"came before the full one, again":   {[]said{whole, fullOfAll(inApril, p1, a, c), whole}, "a=1 b=0!lacking c=1"},
		"goes away again":                   {[]said{whole, fullOfAll(inApril, p1, a, c), ofAll("2026-04-02T00:00:00Z", b), fullOfAll(inMay, p1, a, c)}, "a=1 b=0!lacking c=1"},
		"before the days that it holds":     {[]said{whole, fullOfAll(inApril, p1, b, c)}, "a=1 b=1 c=1"},
		"after the last day that it holds":  {[]said{whole, fullOfAll(inApril, p1, a, b)}, "a=1 b=1 c=0!lacking"},
		"after the export":                  {[]said{whole, ofAll(inMarch, of("x", "2026-04-02")), fullOfAll(inApril, p1, a, b, c)}, "a=1 b=1 c=1 x=1"},
		"on its day":                        {[]said{whole, ofAll(inMarch, of("x", "2026-04-01")), fullOfAll(inApril, p1, a, b, c)}, "a=1 b=1 c=1 x=0!lacking"},
		"without a day":                     {[]said{whole, ofAll(inMarch, of("x", "")), fullOfAll(inApril, p1, a, b, c)}, "a=1 b=1 c=1 x=1"},
		"a stand-in for a day":              {[]said{whole, ofAll(inMarch, of("x", "1000-01-01")), fullOfAll(inApril, p1, a, b, c, of("y", "0001-01-01"))}, "a=1 b=1 c=1 x=1 y=1"},
		"another group":                     {[]said{whole, fullOfAll(inApril, p1, a, c).with(file(func(f *claims.SourceFile) { f.Group = "runout" }))}, "a=1 b=1 c=1"},
		"another filter":                    {[]said{whole, fullOfAll(inApril, p1, a, c).with(file(func(f *claims.SourceFile) { f.TypeFilter = "ExplanationOfBenefit?_tag=x" }))}, "a=1 b=1 c=1"},
		"the same filter":                   {[]said{whole.with(file(func(f *claims.SourceFile) { f.TypeFilter = "f" })), fullOfAll(inApril, p1, a, c).with(file(func(f *claims.SourceFile) { f.TypeFilter = "f" }))}, "a=1 b=0!lacking c=1"},
		"other types":                       {[]said{whole, fullOfAll(inApril, p1).with(file(func(f *claims.SourceFile) { f.Types = []string{claims.TypePatient, claims.TypeCoverage} }))}, "a=1 b=1 c=1"},
		"claims alone were asked for":       {[]said{whole, fullOfAll(inApril, a, c).with(file(func(f *claims.SourceFile) { f.Types = []string{claims.TypeEOB} }))}, "a=1 b=0!lacking c=1"},
		"another version":                   {[]said{whole, fullOfAll(inApril, eob(claims.V2, "z", "patient_id=p1", "thru_date=2026-01-01", "status=active"), patient(claims.V2, "p1", "mbi=1A")).with(file(func(f *claims.SourceFile) { f.APIVersion = claims.V2 }))}, "a=1 b=1 c=1 z=1"},
		"a person who is not in it":         {[]said{whole, fullOfAll(inApril, p2, of("o", "2026-01-01", "patient_id=p2"))}, "a=1 b=1 c=1 o=1"},
		"a person of whom there is a claim": {[]said{whole, fullOfAll(inApril, a, c)}, "a=1 b=0!lacking c=1"},
		"a person on the list alone":        {[]said{whole, fullOfAll(inApril, p1, p2, of("o", "2026-01-01", "patient_id=p2"))}, "a=0!lacking b=0!lacking c=0!lacking o=1"},
		"a list alone where some data could not be given": {
			[]said{whole, fullOfAll(inApril, p1, p2, of("o", "2026-01-01", "patient_id=p2")).with(func(s *said) { s.gaps = true })}, "a=1 b=1 c=1 o=1"},
		"claims where some data could not be given": {[]said{whole, fullOfAll(inApril, p1, a, c).with(func(s *said) { s.gaps = true })}, "a=1 b=0!lacking c=1"},
		"a person under another id": {
			[]said{whole, fullOfAll(inApril, patient(claims.V3, "p9", "mbi=1A"), of("o", "2026-01-01", "patient_id=p9"))}, "a=0!lacking b=0!lacking c=0!lacking o=1"},
		"nobody's claims":        {[]said{fullOfAll(inMarch, of("a", "2026-01-10", "patient_id="), of("b", "2026-02-10", "patient_id=")), fullOfAll(inApril, of("a", "2026-01-10", "patient_id="))}, "a=1 b=1"},
		"later in another group": {[]said{whole, fullOfAll(inApril, p1, a, c), ofAll(inMay, b).with(file(func(f *claims.SourceFile) { f.Group = "runout" }))}, "a=1 b=1 c=1"},
		"before in another group, then in this one": {
			[]said{ofAll(inMarch, b).with(file(func(f *claims.SourceFile) { f.Group = "patient" })), fullOfAll(inApril, p1, a, c), ofAll(inMarch, b)}, "a=1 b=0!lacking c=1"},
		"runout ends with the year before": {
			[]said{
				ofAll(inMarch, of("x", "2025-12-31"), of("y", "2026-01-01")).with(file(func(f *claims.SourceFile) { f.Group = "runout" })),
				fullOfAll(inApril, p1, of("o", "2025-11-01")).with(file(func(f *claims.SourceFile) { f.Group = "runout" })),
			}, "o=1 x=0!lacking y=1"},
		"a version that was replaced": {
			[]said{whole, fullOfAll(inApril, p1, a, c, of("n", "2026-02-10", "claim_control_number=cb"))}, "a=1 b=0>n!lacking c=1 n=1"},
		"the version in rank before": {
			[]said{ofAll(inMarch, of("n", "2026-02-10", "claim_control_number=cb", "effective_date=2026-03-01")), whole, fullOfAll(inApril, p1, a, b, c)},
			"a=1 b=1 c=1 n=0>b!lacking"},
		"all versions": {
			[]said{ofAll(inMarch, of("n", "2026-02-10", "claim_control_number=cb", "effective_date=2026-03-01")), whole, fullOfAll(inApril, p1, a, c)},
			"a=1 b=0>n!lacking c=1 n=0!lacking"},
		"an early claim that is young":               {[]said{whole, ofAll(inMarch, early), fullOfAll(inApril, p1, a, b, c)}, "a=1 b=1 c=1 d=0!lacking"},
		"an early claim that the server has dropped": {[]said{whole, ofAll(inMarch, early), fullOfAll("2026-06-01T00:00:00Z", p1, a, b, c)}, "a=1 b=1 c=1 d=1!stale"},
		"a void": {[]said{whole, ofAll(inMarch, void), fullOfAll(inApril, p1, a, b, c)}, "a=1 b=1 c=1 x=0!lacking"},
		"a line that names the claim": {
			[]said{whole, fullOfAll(inApril, p1, a, c).with(func(s *said) {
				s.rejected = []string{`{"resourceType":"ExplanationOfBenefit", "id" : "b", "item":oops`}
			})}, "a=1 b=1 c=1"},
		"a line that names another": {
			[]said{whole, fullOfAll(inApril, p1, a, c).with(func(s *said) { s.rejected = []string{`{"resourceType":"ExplanationOfBenefit","id":"q",oops`} })}, "a=1 b=0!lacking c=1"},
		"a line that tells nothing":           {[]said{whole, fullOfAll(inApril, p1, a, c).with(func(s *said) { s.rejected = []string{`oops`} })}, "a=1 b=1 c=1"},
		"the same export, read again":         {[]said{whole, fullOfAll(inApril, p1, a, c), fullOfAll(inApril, p1, a, c)}, "a=1 b=0!lacking c=1"},
		"the same export with other contents": {[]said{whole, fullOfAll(inMarch, p1, a, c)}, "a=1 b=0!lacking c=1"},
		"files without a time go by the import": {
			[]said{fullOfAll("", p1, a, b, c), fullOfAll("", p1, a, c)}, "a=1 b=0!lacking c=1"},
		"without a time the days end with those held": {
			[]said{fullOfAll("", p1, a, b, c), fullOfAll("", p1, a, b)}, "a=1 b=1 c=1"},
		"files without a time are before all others": {[]said{whole, fullOfAll("", p1, a, c)}, "a=1 b=1 c=1"},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			for _, e := range tt.exports {
				e.arrive(t, db)
			}
			got := standing(t, dir)
			if got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
			if err := db.Settle(t.Context(), store.SettleOptions{All: true}); err != nil {
				t.Fatal(err)
			}
			if again := standing(t, dir); again != got {
				t.Errorf("settled for all: got %s, before %s", again, got)
			}
		})
	}
}

// Early claims of v2 reach back 60 days, by themselves or as a pair.
func TestEarlyClaimsThatAFullExportLacks(t *testing.T) {
	early := func(kind, id, day string) made {
		m := made{version: claims.V2, kind: kind, id: id, columns: map[string]string{
			"mbi": "1A", "claim_type": "CARRIER", "use": "claim", "status": "active", "adjudication": "partial", "thru_date": day,
		}, patch: []string{"mbi", "claim_type", "use", "status", "thru_date"}}
		if kind == claims.TypeClaimResponse {
			m.patch = []string{"adjudication"}
		}
		return m
	}
	export := func(time string, types []string, resources ...made) said {
		s := fullOfAll(time, resources...)
		s.file.APIVersion, s.file.Types, s.file.ResourceType, s.file.Name = claims.V2, types, "", "early.ndjson"
		return s
	}
	both := []string{claims.TypeClaim, claims.TypeClaimResponse}
	p1 := patient(claims.V2, "7", "mbi=1A")
	first := export(inMarch, both, p1, early(claims.TypeClaim, "f-1", "2026-02-20"), early(claims.TypeClaimResponse, "f-1", "2026-02-20"),
		early(claims.TypeClaim, "f-2", "2026-01-20"), early(claims.TypeClaim, "f-3", "2026-02-21"))
	cases := map[string]struct {
		second said
		want   string
	}{
		"lacking from 60 days back": {export(inApril, both, p1, early(claims.TypeClaim, "f-3", "2026-02-21")), "f-1=0!lacking f-2=1 f-3=1"},
		"its response is there":     {export(inApril, both, p1, early(claims.TypeClaimResponse, "f-1", ""), early(claims.TypeClaim, "f-3", "2026-02-21")), "f-1=1 f-2=1 f-3=1"},
		"no longer any":             {export(inApril, both, p1), "f-1=0!lacking f-2=1 f-3=0!lacking"},
		"not asked for":             {export(inApril, allTypes, p1, v2("1", "patient_id=7")), "1=1 f-1=1 f-2=1 f-3=1"},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, store.Options{Dir: dir, Now: clock})
			defer closeOrFail(t, db)
			first.arrive(t, db)
			tt.second.arrive(t, db)
			if got := standing(t, dir); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// What a full export of v2 lacks of one claim group gives its place to the newest version that is left.
func TestVersionsOfV2ThatAFullExportLacks(t *testing.T) {
	p1 := patient(claims.V2, "1", "mbi=1A")
	export := func(time string, resources ...made) said {
		s := fullOfAll(time, resources...)
		s.file.APIVersion = claims.V2
		return s
	}
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	newer := v2("2", "weekly_process_date=2026-01-17")
	export(inMarch, p1, v2("1"), newer).arrive(t, db)
	if got, want := standing(t, dir), "1=0>2 2=1"; got != want {
		t.Errorf("before: got %s, want %s", got, want)
	}
	export(inApril, p1, v2("1")).arrive(t, db)
	if got, want := standing(t, dir), "1=1 2=0>1!lacking"; got != want {
		t.Errorf("after: got %s, want %s", got, want)
	}
}

// A claim that a full export lacks is not counted and shows with the versions that do not stand, a void among them too.
func TestLackingClaimsAreLeftOutAndAskedFor(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	p1, a, paid := patient(claims.V3, "p1", "mbi=1A"), of("a", "2026-01-10", "payment_amount=5.00"), of("b", "2026-02-10", "payment_amount=7.00")
	void := of("x", "2026-02-11", "adjustment_type=1")
	fullOfAll(inMarch, p1, a, paid, void).arrive(t, db)
	count := func(include ...claims.Include) int {
		t.Helper()
		return len(ids(t, db, store.RowQuery{Table: claims.Claims, Include: include}))
	}
	if got := [2]int{count(), count(claims.IncludeCredit)}; got != [2]int{2, 3} {
		t.Errorf("before: got %v rows by default and with credits, want 2 and 3", got)
	}
	fullOfAll(inApril, p1, a).arrive(t, db)
	got := [4]int{count(), count(claims.IncludeCredit), count(claims.IncludeSuperseded), count(claims.IncludeSuperseded, claims.IncludeCredit)}
	if want := [4]int{1, 1, 2, 3}; got != want {
		t.Errorf("after: got %v rows by default, with credits, with superseded, with both; want %v", got, want)
	}
	all, err := db.Summary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	current, err := db.CurrentSummary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if current.PaymentCents != 500 || all.PaymentCents != 1200 {
		t.Errorf("paid: got %d of %d cents, want 500 of 1200", current.PaymentCents, all.PaymentCents)
	}
}

// A full refresh is two jobs: the people of the roster's job are those of the export too, and a roster that comes with a
// delta is no export of claims.
func TestFullExportOfTwoJobs(t *testing.T) {
	roster := func(time string, types []string) said {
		s := fullOfAll(time, patient(claims.V3, "p1", "mbi=1A"), patient(claims.V3, "p2", "mbi=2B"))
		s.file.ExportID, s.file.ResourceType, s.file.Types, s.full = "roster "+time, claims.TypePatient, types, false
		return s
	}
	a, b := of("a", "2026-01-10"), of("b", "2026-02-10", "patient_id=p2")
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	ofAll(inMarch, a, b).arrive(t, db)
	roster(inMarch, []string{claims.TypePatient}).arrive(t, db)
	raw := peek(t, dir)
	defer closeOrFail(t, raw)
	if got := strings.TrimSpace(query(t, raw, `SELECT count(*) AS n FROM file_people`)); got != "n=0" {
		t.Errorf("people kept of a delta and its roster: got %s, want none", got)
	}
	roster("2026-03-31T23:00:00Z", allTypes).arrive(t, db)
	second := fullOfAll(inApril, a)
	second.full = false
	second.arrive(t, db)
	if got, want := standing(t, dir), "a=1 b=1"; got != want {
		t.Errorf("before it is in: got %s, want %s", got, want)
	}
	e := store.FullExport{Scope: second.scope(), ExportIDs: []string{"roster 2026-03-31T23:00:00Z", second.file.ExportID}}
	for range 2 {
		if err := db.CompleteFull(t.Context(), e); err != nil {
			t.Fatal(err)
		}
		settle(t, db)
		if got, want := standing(t, dir), "a=1 b=0!lacking"; got != want {
			t.Errorf("with the roster: got %s, want %s", got, want)
		}
	}
}

func TestCompleteFullWithoutFilesSaysNothing(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	ofAll(inMarch, of("a", "2026-01-10")).arrive(t, db)
	if err := db.CompleteFull(t.Context(), store.FullExport{Scope: ofAll(inApril).scope(), ExportIDs: []string{"unheard of", ""}}); err != nil {
		t.Fatal(err)
	}
	settle(t, db)
	if got, want := standing(t, dir), "a=1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	closeOrFail(t, db)
	reader := open(t, store.Options{Dir: dir, ReadOnly: true})
	defer closeOrFail(t, reader)
	if err := reader.CompleteFull(t.Context(), store.FullExport{}); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("opened for reading: got %v, want ErrReadOnly", err)
	}
}
