package app

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// peopleFileTitle names the sheet, and the list in the register.
const peopleFileTitle = "People"

// SavePeople writes the people list as filtered and sorted to a workbook with a Read me, and enters it into the register of exports;
// with ticked only the people of these keys. The file appears whole or not at all.
func (s *Set) SavePeople(ctx context.Context, filter claims.PersonFilter, sort claims.PersonSort, desc bool, ticked []string, out string) (ExportResult, error) {
	rows, wanted := &heldRows{columns: peopleFileColumns(), at: -1}, wantedOf(ticked)
	first, err := s.db.EachPerson(ctx, filter, sort, desc, func(p claims.Person) error {
		if wanted(p.Key) {
			rows.rows = append(rows.rows, personFileCells(&p))
		}
		return nil
	})
	if err != nil {
		return ExportResult{}, err
	}
	status, err := s.Status(ctx)
	if err != nil {
		return ExportResult{}, err
	}
	left, err := s.db.LeftOut(ctx, "")
	if err != nil {
		return ExportResult{}, err
	}
	filters := peopleFilterText(filter) + tickedText(ticked)
	entry := claims.ExportEntry{What: "List " + peopleFileTitle, Filters: filters, People: len(rows.rows), Level: claims.PrivacyFull}
	return s.saveList(ctx, entry, peopleFileTitle, rows, peopleFileFacts(filters, len(rows.rows), first.YearTo, status.Current.DataAsOf, left), out)
}

func peopleFileColumns() []claims.Column {
	text := func(name, label string) claims.Column { return claims.Column{Name: name, Label: label} }
	kind := func(name, label string, k claims.Kind) claims.Column {
		return claims.Column{Name: name, Label: label, Kind: k}
	}
	return append(personFileColumns(),
		text("sex", "Sex"), text("city", "City"), text("state", "State"), text("zip", "ZIP"), text("status", "Status"), kind("death_date", "Died on", claims.Date),
		kind("known_since", "Known since", claims.Date), kind("left_on", "Left on", claims.Date), kind("last_claim", "Last claim", claims.Date),
		kind("ed_visits", "ED visits, 12 months", claims.Int), kind("stays", "Hospital stays, 12 months", claims.Int), kind("paid_12m", "Paid, 12 months", claims.Money),
		kind("claims", "Claims", claims.Int), kind("paid", "Paid in all", claims.Money), kind("last_visit", "Last visit", claims.Date),
		kind("wellness", "Last wellness visit", claims.Date), text("doctor", "Usual doctor"), text("doctor_npi", "Usual doctor's NPI"),
		text("medicaid", "Medicaid too"), text("part_d", "Part D"), text("advantage", "Medicare Advantage"), text("hospice", "In hospice"),
		text("nursing", "In a nursing facility"), text("race", "Race"))
}

func personFileCells(p *claims.Person) []claims.Value {
	return []claims.Value{
		claims.TextValue(p.LastName), claims.TextValue(p.FirstName), claims.DateValue(p.BirthDate), claims.TextValue(p.MBI),
		claims.TextValue(codes.Label(codes.Sex, p.SexCode)), claims.TextValue(p.City), claims.TextValue(p.State), claims.TextValue(p.ZIP5), claims.TextValue(standingText(p)),
		claims.DateValue(p.DeathDate), claims.DateValue(p.KnownSince), claims.DateValue(p.LeftOn), claims.DateValue(p.LastDate),
		claims.IntValue(int64(p.EDVisits)), claims.IntValue(int64(p.Stays)), {Set: true, Int: p.YearCents}, claims.IntValue(int64(p.Claims)), {Set: true, Int: p.PaidCents},
		claims.DateValue(p.LastVisit), claims.DateValue(p.Wellness), claims.TextValue(p.Doctor.Name), claims.TextValue(p.Doctor.NPI),
		answerValue(p.Medicaid), answerValue(p.PartD), answerValue(p.Advantage), yes(p.Hospice), yes(p.Nursing), claims.TextValue(p.Race),
	}
}

func answerValue(a claims.Answer) claims.Value { return claims.TextValue(AnswerText(a)) }

// AnswerText is an answer in words; empty where CMS said nothing.
func AnswerText(a claims.Answer) string {
	switch a {
	case claims.Yes:
		return "Yes"
	case claims.No:
		return "No"
	default:
		return ""
	}
}

// standingText says where a person stands.
func standingText(p *claims.Person) string {
	switch p.Standing() {
	case claims.StandsDied:
		return "Died"
	case claims.StandsLeft:
		return "Left list"
	case claims.StandsOff:
		return "Not on list"
	case claims.StandsCheck:
		return "Check identity"
	case claims.StandsNew:
		return "New"
	default:
		return "On list"
	}
}

func peopleFileFacts(filters string, rows int, yearTo, asOf string, left claims.LeftOut) []ReadMeLine {
	lines := []ReadMeLine{{"List", peopleFileTitle}, {"Data as of", asOf}, {"Filters", filters}, {"Rows", strconv.Itoa(rows)}}
	if yearTo != "" {
		lines = append(lines, ReadMeLine{"12 months", "The twelve months that end with " + yearTo + ", the last complete month. Paid is Parts A and B."})
	}
	return append(lines,
		ReadMeLine{"Claims", CountingText(left)},
		ReadMeLine{"How late", "Claims usually arrive weeks after the visit."},
		ReadMeLine{"Privacy", privacyText(claims.PrivacyFull)})
}

// peopleFilterText says in one line what was asked for. It names nobody: what was typed into the search stays out.
func peopleFilterText(f claims.PersonFilter) string {
	shown := map[claims.PeopleShown]string{
		claims.PeopleNew: "New since last refresh", claims.PeopleLeft: "Left the list", claims.PeopleDied: "Died", claims.PeopleCheck: "Check identity",
	}[f.Shown]
	switch {
	case f.OnList:
		shown = "On today's list"
	case shown == "":
		shown = "Everyone ever seen"
	}
	parts := []string{shown}
	answer := func(name string, a *claims.Answer) string {
		if a == nil {
			return ""
		}
		if *a == "" {
			return name + ": not known"
		}
		return name + ": " + strings.ToLower(AnswerText(*a))
	}
	list, _ := claims.EventListOf(f.EventList)
	for _, one := range []struct {
		on   bool
		text string
	}{
		{f.Search != "", "Some were searched for"}, {f.BornFrom != "" || f.BornTo != "", "Born: " + dateRange(f.BornFrom, f.BornTo)}, {f.ZIP != "", "ZIP starts with " + f.ZIP},
		{f.SexCode != "", "Sex: " + codes.Label(codes.Sex, f.SexCode)}, {f.PeopleList != "", "People list: " + f.PeopleList}, {f.EventList != "", "On the list: " + list.Title},
		{f.PaidFrom != nil || f.PaidUpTo != nil, "Paid in 12 months: " + centsRange(f.PaidFrom, f.PaidUpTo)}, {f.EDVisits > 0, fmt.Sprintf("ED visits: %d or more", f.EDVisits)},
		{f.Stays > 0, fmt.Sprintf("Hospital stays: %d or more", f.Stays)}, {f.Medicaid != nil, answer("Medicaid too", f.Medicaid)}, {f.PartD != nil, answer("Part D", f.PartD)},
		{f.Advantage != nil, answer("Medicare Advantage", f.Advantage)}, {f.Hospice, "In hospice"}, {f.Nursing, "In a nursing facility"}, {f.Doctor != "", "Usual doctor chosen"},
	} {
		if one.on {
			parts = append(parts, one.text)
		}
	}
	return strings.Join(parts, " · ")
}

func centsRange(from, to *int64) string {
	switch {
	case from == nil && to == nil:
		return "any"
	case to == nil:
		return "at least " + claims.FormatCents(*from)
	case from == nil:
		return "at most " + claims.FormatCents(*to)
	default:
		return claims.FormatCents(*from) + " to " + claims.FormatCents(*to)
	}
}
