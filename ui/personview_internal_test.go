package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/story"
)

// most is how many claims the heaviest person has (docs/reference/claims-statistics.md).
const most = 3297

func TestSummaryTellsTheStory(t *testing.T) {
	_, p := showPerson(t, someStory(320), "7", pageWidth)
	got := wordsIn(p.summary.inside)
	for _, want := range []string{
		"In hospital Jul 12 – 18, 2026 (6 days) at Miami Valley Hospital, for Heart failure, unspecified (I50.9). Went to: home with home health.",
		"2 ED visits, the last on Jul 12, 2026 at Miami Valley Hospital: admitted.", "Home health since Jul 20, 2026 from Acme Home Care LLC, billed up to Aug 14.",
		"Follow-up after hospital · Jul 18, 2026 · Miami Valley Hospital · Seen Aug 2 (day 15)", "No wellness visit this year",
		"Jul 12 – 18, 2026 · Hospital stay · Miami Valley Hospital", "E11.9 Type 2 diabetes mellitus without complications", "Patel, Anita · NPI 1003000134",
		"Daughter Elena answers the phone; call after 3 pm.", "ruth · ",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the summary does not say %q:\n%s", want, got)
		}
	}
}

// A line of the summary leads to the claim that says so, in Timeline.
func TestSummaryLeadsToTheClaim(t *testing.T) {
	_, p := showPerson(t, someStory(320), "7", pageWidth)
	line, ok := p.summary.lately.Objects[0].(*tapLine)
	if !ok {
		t.Fatalf("the first sentence is a %T", p.summary.lately.Objects[0])
	}
	line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.tabs.Chosen() != tabTimeline || p.timeline.beside.open != (claimRef{claims.V3, "in-1"}) {
		t.Errorf("tab %d, claim %v", p.tabs.Chosen(), p.timeline.beside.open)
	}
	if got, want := p.timeline.table.Cells(p.timeline.table.Current())[1].Text, "Hospital stay"; got != want {
		t.Errorf("row %q, want %q", got, want)
	}
	if !p.Escape() || p.Escape() {
		t.Error("Esc must close the claim, once")
	}
}

// By keyboard from the picture to Timeline; + and - change the time shown.
func TestPictureByKeyboard(t *testing.T) {
	s, p := showPerson(t, someStory(320), "7", pageWidth)
	if s.window.Canvas().Focused() != fyne.Focusable(p.summary.picture) {
		t.Fatalf("the keyboard is on %T", s.window.Canvas().Focused())
	}
	p.summary.picture.TypedRune('+')
	if p.summary.span.Chosen() != rangeYear {
		t.Errorf("range %d after +", p.summary.span.Chosen())
	}
	p.summary.picture.TypedRune('-')
	p.summary.picture.TypedRune('-')
	p.summary.picture.TypedRune('-')
	if p.summary.span.Chosen() != rangeAll {
		t.Errorf("range %d after - - -", p.summary.span.Chosen())
	}
	for _, key := range []fyne.KeyName{fyne.KeyDown, fyne.KeyLeft} {
		p.summary.picture.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if got, want := p.summary.picked.Text, "Nov 2 – 9, 2024 · Hospital stay · Kettering Health Main Campus · Pneumonia, unspecified organism (J18.9) · Went to: Nursing facility"; got != want {
		t.Errorf("picked %q, want %q", got, want)
	}
	p.summary.picture.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.tabs.Chosen() != tabTimeline || p.timeline.beside.open.FHIRID != "in-0" {
		t.Errorf("tab %d, claim %v", p.tabs.Chosen(), p.timeline.beside.open)
	}
}

func TestPictureShowsWhatIsAsked(t *testing.T) {
	_, p := showPerson(t, someStory(320), "7", pageWidth)
	names := func() (list []string) {
		for _, lane := range p.summary.picture.Content() {
			list = append(list, lane.Name)
		}
		return list
	}
	want := map[int][]string{
		pictureAll:       {"Hospital", "ED", "Nursing", "Home health", "Visits", "Medicines", personPaidLane},
		pictureHospital:  {"Hospital", "ED", personPaidLane},
		pictureCare:      {"Nursing", "Home health", "Hospice", personPaidLane},
		pictureVisits:    {"Visits", personPaidLane},
		pictureMedicines: {"NDC 68180-0518-01", "NDC 55111-0158-10", "Eliquis (apixaban) 5 mg…", "Metformin hydrochloride…"},
	}
	for kind, lanes := range want {
		p.summary.kinds.SetSelectedIndex(kind)
		if diff := cmp.Diff(lanes, names()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", pictureKinds()[kind], diff)
		}
	}
	p.summary.kinds.SetSelectedIndex(pictureVisits)
	months := p.summary.drawn.behind[1]
	p.openItem(months[len(months)-1])
	if got, want := p.timeline.table.Cells(p.timeline.table.Current())[0].Text, "July 2026"; got != want { // August has bills, but no entry
		t.Errorf("month %q, want %q", got, want)
	}
}

// The figures of the picture are those of the base claims.
func TestPicturePaysWhatClaimsSay(t *testing.T) {
	reader := someStory(most)
	_, p := showPerson(t, reader, "7", pageWidth)
	p.summary.span.Choose(rangeAll)
	months := story.Paid(&reader.person.story, "2026-08", 72)
	total, want := int64(0), int64(0)
	for _, m := range months {
		total += m.Cents
	}
	for _, c := range reader.person.story.Claims {
		if c.Base && c.ClaimType != claims.PDE {
			want += *c.PaidCents
		}
	}
	if total != want {
		t.Errorf("months add up to %d cents, claims to %d", total, want)
	}
	lanes := p.summary.picture.Content()
	if got := len(lanes[len(lanes)-1].Marks); got != 72 {
		t.Errorf("%d months with claims, want 72", got)
	}
}

func TestTimelineOfTheHeaviestPerson(t *testing.T) {
	_, p := showPerson(t, someStory(most), "7", pageWidth)
	p.tabs.Choose(tabTimeline)
	items := len(p.view.items)
	if items < 800 {
		t.Fatalf("%d items", items)
	}
	if got, want := p.tabs.Titles()[tabClaims], "Claims 3,297"; got != want {
		t.Errorf("tab %q, want %q", got, want)
	}
	months := map[string]bool{}
	for _, item := range p.view.items {
		months[item.Months] = true
	}
	if got := p.timeline.table.Total(); got != items+len(months) {
		t.Errorf("%d rows for %d items in %d months", got, items, len(months))
	}
	last := p.timeline.table.Total() - 1
	p.timeline.table.Fetch(last / 200)
	if p.timeline.table.Cells(last) == nil {
		t.Error("the oldest entry cannot be seen")
	}
	p.timeline.kind.SetSelected("Hospice")
	if !p.timeline.empty.Visible() || p.timeline.empty.Title() != timelineNoKind {
		t.Errorf("no hospice says %q", p.timeline.empty.Title())
	}
	test.Tap(p.timeline.empty.Button())
	if p.timeline.table.Total() != items+len(months) {
		t.Error("not everything is shown again")
	}
}

func TestTabsAreReadWhenOpened(t *testing.T) {
	_, p := showPerson(t, someStory(20), "7", pageWidth)
	if p.medicines.table.Total() != 0 {
		t.Error("medicines are read before their tab is opened")
	}
	for tab, want := range map[int]string{tabPersonMedicines: "Medicines 4", tabDx: "Diagnoses 6", tabProviders: "Providers 3"} {
		p.tabs.Choose(tab)
		if got := p.tabs.Titles()[tab]; got != want {
			t.Errorf("tab %q, want %q", got, want)
		}
	}
	p.tabs.Choose(tabPersonMedicines)
	cells := p.medicines.table.Cells(1)
	if got, want := cells[0].Text, "Eliquis (apixaban) 5 mg, tablet, film coated"; got != want {
		t.Errorf("medicine %q, want %q", got, want)
	}
	p.medicines.table.Select(2)
	p.medicines.table.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got, want := p.medicines.beside.panel.title.Text, "Medicines claim · final"; got != want {
		t.Errorf("claim %q, want %q", got, want)
	}
}

func TestPersonTabsThatCannotBeRead(t *testing.T) {
	s, p := showPerson(t, someStory(20), "7", pageWidth)
	s.reader.err = test.NewApp().Storage().Remove("nothing that is there")
	if s.reader.err == nil {
		t.Fatal("no error to work with")
	}
	for tab, problem := range map[int]*problemPanel{tabPersonMedicines: p.medicines.problem, tabCoverage: p.coverage.problem} {
		p.tabs.Choose(tab)
		if !problem.Content().Visible() {
			t.Errorf("tab %d does not tell the problem", tab)
		}
	}
	p.readStory()
	if !p.summary.problem.Content().Visible() || p.summary.inside.Visible() {
		t.Error("the summary does not tell the problem")
	}
	s.reader.err = nil
	test.Tap(p.summary.problem.step)
	if p.summary.problem.Content().Visible() || !p.summary.inside.Visible() {
		t.Error("trying again did not bring the summary")
	}
}

func TestNotesOnAPerson(t *testing.T) {
	s, p := showPerson(t, someStory(20), "7", pageWidth)
	p.askNote()
	note := s.window.Canvas().Focused().(*entry)
	note.SetText(strings.Repeat("é", claims.NoteLetters+1))
	note.OnSubmitted(note.Text)
	if len(s.reader.person.notes) != 1 {
		t.Error("a note of 201 letters was kept")
	}
	note.SetText("Prefers mornings")
	note.OnSubmitted(note.Text)
	if got := wordsIn(p.summary.notes); !strings.Contains(got, "Prefers mornings") || s.window.Canvas().Overlays().Top() != nil {
		t.Errorf("notes\n%s", got)
	}
	p.removeNote(s.reader.person.notes[0])
	if got := wordsIn(p.summary.notes); strings.Contains(got, "Prefers mornings") || p.summary.word.label.Text != personNoteGone {
		t.Errorf("after removing it: %q\n%s", p.summary.word.label.Text, got)
	}
}

// The summary as text has no whole MBI, and says how old the data are.
func TestSummaryAsText(t *testing.T) {
	s, p := showPerson(t, someStory(320), "7", pageWidth)
	test.Tap(p.head.button) // the MBI is on the screen
	for _, item := range p.menu() {
		if item.Label == personCopySum {
			item.Action()
		}
	}
	for _, want := range []string{"Rivera, Maria\n", "What happened lately\n- In hospital Jul 12", "Things to know\n- Last hospital stay · Jul 12", "- Daughter Elena", "data as of Aug 20, 2026", "Known since before Aug 3, 2026"} {
		if !strings.Contains(s.copied, want) {
			t.Errorf("the text lacks %q:\n%s", want, s.copied)
		}
	}
	if strings.Contains(s.copied, "1EG4") {
		t.Errorf("the text has a whole MBI:\n%s", s.copied)
	}
}

func TestReviewAndExportLeadOn(t *testing.T) {
	reader := someStory(20)
	d := reader.details["7"]
	d.Review = true
	reader.details["7"] = d
	s, p := showPerson(t, reader, "7", pageWidth)
	if !p.head.review.Visible() || p.head.banner.Text != personReview {
		t.Fatalf("banner %q", p.head.banner.Text)
	}
	test.Tap(p.head.review)
	if diff := cmp.Diff([]string{"checks"}, s.nav.went); diff != "" {
		t.Error(diff)
	}
	test.Tap(p.head.export)
	popup, ok := s.window.Canvas().Overlays().Top().(*widget.PopUp)
	if !ok || !strings.Contains(wordsIn(popup.Content), "Rivera, Maria") {
		t.Error("no sheet that saves this person's workbook")
	}
}

// Names of any length and script stay beside the chips and the buttons, which nothing covers.
func TestLongAndForeignNames(t *testing.T) {
	for _, name := range [][2]string{
		{strings.Repeat("WOLFESCHLEGEL", 4) + "MONTGOMERY", "MAXIMILIANA"}, {"الحسيني", "فاطمة"}, {"Nguyễn", "Thị Ánh Tuyết"}, {"O", ""},
	} {
		for _, width := range []float32{pageWidth, 952} {
			_, p := showPerson(t, named(someStory(20), name[0], name[1]), "7", width)
			at := func(o fyne.CanvasObject) float32 { return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).X }
			nameEnd, chips, buttons := at(p.head.name)+p.head.name.Size().Width, at(p.head.chips), at(p.head.button)
			if nameEnd > chips+1 || chips+p.head.chips.Size().Width > buttons+1 {
				t.Errorf("%s at %v: name to %v, chips from %v to %v, buttons from %v", name[0], width, nameEnd, chips, chips+p.head.chips.Size().Width, buttons)
			}
			if p.head.name.Size().Width < 40 {
				t.Errorf("%s at %v: the name has no room", name[0], width)
			}
		}
	}
}

func TestDiagnosisWords(t *testing.T) {
	v := &personView{names: codes.Names{codes.KeyOf(codes.ICD10CM, "J189"): "Pneumonia"}}
	for text, want := range map[string]string{
		"": "", "Heart failure, unspecified (I509)": "Heart failure, unspecified (I50.9)", "I509": "I50.9", "J189": "Pneumonia (J18.9)", "Words without code": "Words without code",
		"Words (in two parts)": "Words (in two parts)",
	} {
		if got := v.diagnosis(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Each line of medicines, diagnoses and providers leads to the claims that it is made of, and from there back to all.
func TestLinesLeadToTheirClaims(t *testing.T) {
	reader := someStory(20)
	_, p := showPerson(t, reader, "7", pageWidth)
	for tab, tt := range map[int]struct {
		all  *keyButton
		want claims.ClaimsBehind
		says string
	}{
		tabPersonMedicines: {p.medicines.all, claims.ClaimsBehind{NDC: reader.person.medicines[0].NDC}, "Claims of "},
		tabDx:              {p.diagnoses.all, claims.ClaimsBehind{Diagnosis: reader.person.diagnoses[0].Code}, "Claims with "},
		tabProviders:       {p.providers.all, claims.ClaimsBehind{Provider: reader.person.providers[0].NPI}, "Claims by "},
	} {
		p.tabs.Choose(tab)
		p.parts[tab].focus()
		test.Tap(tt.all)
		asked := reader.claimFilters[len(reader.claimFilters)-1]
		if p.tabs.Chosen() != tabClaims || asked.Behind != tt.want || !strings.HasPrefix(p.claims.behindOf.Text, tt.says) || !p.claims.behind.Visible() {
			t.Errorf("tab %d: asked %+v, says %q", tab, asked, p.claims.behindOf.Text)
		}
		if !p.claims.status.Disabled() || p.claims.switches.line.change.Visible() {
			t.Errorf("tab %d: the claims of a line have no status to choose", tab)
		}
		p.claims.clear()
		if asked = reader.claimFilters[len(reader.claimFilters)-1]; asked.Behind != (claims.ClaimsBehind{}) || p.claims.behind.Visible() || p.claims.status.Disabled() {
			t.Errorf("tab %d: not all claims again: %+v", tab, asked)
		}
	}
}

// A person is put on a list of the user from their own page; from the people list their claims and a workbook of them are one step away.
func TestPersonGoesOnAList(t *testing.T) {
	reader := someStory(20)
	reader.lists = someLists()
	s, p := showPerson(t, reader, "7", pageWidth)
	itemOf(t, p.menu(), eventsAddToList).Action()
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("nothing asks for the list")
	}
	s = newStage(t, &fakeReaders{people: town(3)})
	people := newPeoplePage(s.surroundings, s.peopleDoors(t))
	s.show(t, people, pageWidth, pageHeight)
	people.doors.files.window = s.window
	key := s.reader.people[0].Key
	itemOf(t, people.menu(0), menuOpenClaims).Action()
	if diff := cmp.Diff([]string{"claims of " + key}, s.nav.went); diff != "" {
		t.Error(diff)
	}
	itemOf(t, people.menu(0), personExport).Action()
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("nothing asks where to save the person")
	}
}
