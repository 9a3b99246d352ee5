package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/story"
	"github.com/claimsdesk/claimsdesk/words"
)

// personView is what Summary and Timeline show of a person, worked out in the background.
type personView struct {
	story    claims.PersonStory
	items    []story.Item // newest first
	lately   []story.Sentence
	contacts []story.Item
	diseases []story.DiagnosisCount
	supplies map[string][]story.Supply
	events   []claims.Event
	notes    []claims.PersonNote
	names    codes.Names
	asOf     string // day of the data, else today
}

// Numbers of lines of Summary (docs/reference/screens.md 5.4).
const (
	contactsShown = 10
	diseasesShown = 5
)

// readPersonView reads and works out what Summary and Timeline show.
func readPersonView(ctx context.Context, read personReader, key, today string) (v personView, err error) {
	if v.story, err = read.PersonStory(ctx, key); err != nil {
		return v, err
	}
	if v.events, err = read.PersonEvents(ctx, key); err != nil {
		return v, err
	}
	if v.notes, err = read.PersonNotes(ctx, key); err != nil {
		return v, err
	}
	v.asOf = v.story.AsOf
	if v.asOf == "" {
		v.asOf, v.story.AsOf = today, today
	}
	v.items = story.Items(&v.story)
	v.contacts = story.Contacts(v.items, contactsShown)
	v.diseases = story.YearsDiagnoses(&v.story, v.asOf, diseasesShown)
	v.supplies = story.Supplies(&v.story)
	if v.names, err = read.CodeNames(ctx, v.codeKeys()); err != nil {
		return v, err
	}
	v.lately = story.Lately(&v.story, v.items, v.namer())
	return v, nil
}

// codeKeys are the codes that imported files may name.
func (v *personView) codeKeys() []codes.Key {
	var keys []codes.Key
	for _, item := range v.items {
		switch item.Kind {
		case story.Medicine:
			keys = append(keys, codes.KeyOf(codes.NDC, item.Words))
		case story.Stay, story.Visit:
			if !strings.Contains(item.Words, " ") {
				keys = append(keys, codes.KeyOf(codes.ICD10CM, item.Words))
			}
		default:
		}
	}
	for _, list := range v.supplies {
		keys = append(keys, codes.KeyOf(codes.NDC, list[len(list)-1].Code))
	}
	for _, dx := range v.diseases {
		keys = append(keys, codes.KeyOf(codes.ICD10CM, dx.Code))
	}
	return keys
}

func (v *personView) namer() story.Namer {
	return story.Namer{
		Provider:  partyText,
		Medicine:  func(ndc string) string { return medicineText(v.names, ndc) },
		Diagnosis: v.diagnosis,
	}
}

// diagnosis words a diagnosis that comes as a code, or as words with the code in brackets.
func (v *personView) diagnosis(text string) string {
	if words, code, ok := strings.Cut(strings.TrimSuffix(text, ")"), " ("); ok && strings.HasSuffix(text, ")") && !strings.Contains(code, " ") {
		return words + " (" + icdText(code) + ")"
	}
	if text == "" || strings.Contains(text, " ") {
		return text
	}
	if words := v.names.Of(codes.ICD10CM, text, ""); words != "" {
		return words + " (" + icdText(text) + ")"
	}
	return icdText(text)
}

// diedInClaim says whether a claim alone says that the person died, noSupply since when CMS could not supply claims; "" for neither.
func (v *personView) diedInClaim() bool {
	for i := range v.events {
		if e := &v.events[i]; e.List == claims.ListDied && e.Value("source").Text == "From a claim" {
			return true
		}
	}
	return false
}

func (v *personView) noSupply() string {
	for i := range v.events {
		if e := &v.events[i]; e.List == claims.ListNoData && !e.Gone {
			return e.Happened
		}
	}
	return ""
}

// itemTitle says what an item is.
func itemTitle(i story.Item) string {
	switch i.Kind {
	case story.Stay:
		if i.Acute {
			return headStay
		}
		return itemOther
	case story.ED:
		if i.Urgent {
			return itemUrgent
		}
		return itemED
	case story.Visit:
		if i.Wellness {
			return itemWellness
		}
		return itemVisit
	case story.Nursing:
		if i.Swing {
			return itemSwing
		}
		return itemNursing
	case story.HomeHealth:
		return itemHome
	case story.Hospice:
		return itemHospice
	case story.Medicine:
		return itemDrug
	default:
		return string(i.Kind)
	}
}

// itemDates prints when an item was.
func itemDates(i story.Item) string {
	switch {
	case i.Open:
		return fmt.Sprintf(itemSince, dateText(i.From))
	case i.Kind == story.Stay:
		return dateRange(i.From, i.To)
	default:
		return dateText(i.From)
	}
}

// itemMore tells more of an item: why, and how it ended.
func (v *personView) itemMore(i story.Item) string {
	switch i.Kind {
	case story.Medicine:
		return medicineText(v.names, i.Words)
	case story.Stay:
		parts := []string{v.diagnosis(i.Words)}
		if i.Open {
			parts = append(parts, fmt.Sprintf(itemStill, dateText(i.To)))
		} else if went := dischargeWords(i.Status); went != "" {
			parts = append(parts, fmt.Sprintf(itemWent, went))
		}
		return joinParts(parts...)
	case story.Nursing, story.HomeHealth, story.Hospice:
		ended := ""
		if i.Status != "" && i.Status != "30" {
			ended = dischargeWords(i.Status)
		}
		return joinParts(fmt.Sprintf(itemBilled, dateText(i.To)), ended)
	case story.Visit:
		return v.diagnosis(i.Words)
	default:
		return i.Words
	}
}

// joinParts puts a dot between what is given.
func joinParts(parts ...string) string {
	var given []string
	for _, part := range parts {
		if part != "" {
			given = append(given, part)
		}
	}
	return strings.Join(given, " · ")
}

// itemWho names who or where.
func itemWho(i story.Item) string {
	if i.Who == (claims.Party{}) && i.CCN == "" {
		if i.Kind == story.ED {
			return itemNoBill
		}
		return wordNotGiven
	}
	return partyText(i.Who, i.CCN)
}

// refOf is a claim as the panel takes it.
func refOf(id claims.ClaimID) claimRef { return claimRef{id.APIVersion, id.FHIRID} }

// eventLine words an event of a work list in a line.
func eventLine(e *claims.Event) string {
	info, _ := claims.EventListOf(e.List)
	day := dateText(e.Happened)
	if e.List == claims.ListNoVisit || e.List == claims.ListNoWellness {
		day = "" // nothing happened: it is the day from which they are looked for
	}
	return joinParts(info.Title, day, eventTells(e))
}

// eventTells is what the list is for.
func eventTells(e *claims.Event) string {
	counted := func(name string, count words.Plural) string {
		if v := e.Value(name); v.Set {
			return count.Of(int(v.Int))
		}
		return ""
	}
	switch e.List {
	case claims.ListFollowUp:
		return joinParts(e.Value("hospital").Text, e.Value("follow_up").Text)
	case claims.ListReadmitted:
		return joinParts(e.Value("second_hospital").Text, counted("days_between", countDaysBetween))
	case claims.ListED:
		return joinParts(e.Value("facility").Text, e.Value("outcome").Text)
	case claims.ListOftenED:
		return counted("visits", countVisitsYear)
	case claims.ListNursing:
		still := e.Value("still_there").Text
		if strings.HasPrefix(still, "Yes") {
			still = personStillThere
		} else {
			still = "" // the stay has ended
		}
		return joinParts(e.Value("facility").Text, still)
	case claims.ListHomeHealth, claims.ListHospice:
		return e.Value("agency").Text
	case claims.ListNoVisit:
		return fmt.Sprintf(tellSeen, orNotGiven(dateText(e.Value("last_visit").Text)))
	case claims.ListNoWellness:
		return fmt.Sprintf(tellBookable, orNotGiven(dateText(e.Value("bookable").Text)))
	case claims.ListNewDrug:
		return e.Value("medicine").Text
	case claims.ListHighCost:
		return fmt.Sprintf(tellPaid, moneyText(e.Value("paid").Int))
	case claims.ListDied:
		return e.Value("source").Text
	default:
		return ""
	}
}

// knownLine is something to know about a person, with the claim that says so.
type knownLine struct {
	text  string
	claim claims.ClaimID
}

// known is what to know about a person: the latest hospital stay, however long ago, and the work lists they are on.
func (v *personView) known() []knownLine {
	var lines []knownLine
	for _, item := range v.items {
		if item.Kind == story.Stay && item.Acute {
			lines = append(lines, knownLine{joinParts(personLastStay, itemDates(item), itemWho(item)), item.Claim})
			break
		}
	}
	for i := range v.events {
		e := &v.events[i]
		lines = append(lines, knownLine{eventLine(e), claims.ClaimID{APIVersion: e.ClaimVersion, FHIRID: e.ClaimID}})
	}
	return lines
}

// personSummaryText is the person's summary as text, for a note elsewhere. It has the short form of the MBI alone.
func personSummaryText(d claims.PersonDetail, v *personView, cover covering, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", cover.name(d.Person), strings.Join(headFacts(d, cover, false, now), " · "))
	if banner := personBanner(d, v); banner.text != "" {
		fmt.Fprintf(&b, "%s\n", banner.text)
	}
	section := func(title string, lines []string) {
		if len(lines) > 0 {
			fmt.Fprintf(&b, "\n%s\n", title)
			for _, line := range lines {
				fmt.Fprintf(&b, "- %s\n", line)
			}
		}
	}
	var lately, known, contacts, diseases, notes []string
	for _, s := range v.lately {
		lately = append(lately, s.Text)
	}
	for _, line := range v.known() {
		known = append(known, line.text)
	}
	for _, item := range v.contacts {
		contacts = append(contacts, joinParts(itemDates(item), itemTitle(item), itemWho(item)))
	}
	for _, dx := range v.diseases {
		diseases = append(diseases, diseaseLine(v.names, dx))
	}
	for _, n := range v.notes {
		notes = append(notes, cover.free(n.Text))
	}
	section(personToKnow, known)
	section(personLately, lately)
	section(personContacts, contacts)
	section(personTopDx, diseases)
	section(personNotes, notes)
	b.WriteString("\n" + fmt.Sprintf(summaryFoot, dateText(v.asOf)) + "\n")
	return b.String()
}

func diseaseLine(names codes.Names, dx story.DiagnosisCount) string {
	return joinParts(dxText(names, dx.Code, dx.Words), countDays.Of(dx.Days))
}
