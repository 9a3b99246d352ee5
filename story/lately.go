package story

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// Namer words what claims give as numbers and codes. All functions are required and never return empty text.
type Namer struct {
	// Provider names a person or place; the CCN may be empty.
	Provider func(who claims.Party, ccn string) string
	// Medicine names a drug code.
	Medicine func(ndc string) string
	// Diagnosis words the diagnosis of a stay, which comes as code, or as words and code in brackets.
	Diagnosis func(text string) string
}

// Sentence is one thing to know, with the claim that says so; the claim is empty for what no single claim says.
type Sentence struct {
	Kind  Kind // empty for what is of no kind
	Text  string
	Claim claims.ClaimID
}

// latelyDays is how far back "lately" goes.
const latelyDays = 90

// lately is what one run of Lately looks at.
type lately struct {
	story       *claims.PersonStory
	items       []Item // newest first
	asOf, since string
	name        Namer
	list        []Sentence
}

// Lately tells what happened in the 90 days up to the day of the data in a few plain sentences, the weightiest first. items are those
// of the story.
func Lately(p *claims.PersonStory, items []Item, name Namer) []Sentence {
	if known(p.AsOf) == "" {
		return nil
	}
	l := &lately{story: p, items: items, asOf: p.AsOf, since: addDays(p.AsOf, -latelyDays), name: name}
	l.stays()
	l.emergencies()
	l.care()
	l.lastVisit()
	l.medicines()
	l.lapsed()
	if len(l.list) == 0 {
		l.say("", claims.ClaimID{}, latelyNothing, latelyDays, DayYear(l.asOf))
	}
	return l.list
}

func (l *lately) say(kind Kind, claim claims.ClaimID, format string, args ...any) {
	l.list = append(l.list, Sentence{kind, fmt.Sprintf(format, args...), claim})
}

// of lists the items of a kind that ended lately, newest first.
func (l *lately) of(kind Kind) (list []Item) {
	for _, item := range l.items {
		if item.Kind == kind && cmp.Or(item.To, item.From) > l.since && item.From <= l.asOf {
			list = append(list, item)
		}
	}
	return list
}

// stays tells of hospital stays, and of the first visit after the latest of them.
func (l *lately) stays() {
	const most = 3
	stays := l.of(Stay)
	for i, s := range stays {
		if i == most {
			l.list = append(l.list, Sentence{Kind: Stay, Text: stayMore.Of(len(stays)-most, latelyDays)})
			break
		}
		where, why := l.name.Provider(s.Who, s.CCN), ""
		if s.Words != "" {
			why = fmt.Sprintf(stayFor, l.name.Diagnosis(s.Words))
		}
		if s.Open {
			l.say(Stay, s.Claim, stayOpen, DayYear(s.From), where, why, Day(s.To))
			continue
		}
		l.say(Stay, s.Claim, stayOver, Span(s.From, s.To), where, why, went(s.Status))
		if i == 0 && s.Acute && goesHome(s.Status) {
			l.followUp(s)
		}
	}
}

// went says where somebody went, as a sentence with a blank before it; empty where the claim does not say.
func went(status string) string {
	label := codes.Label(codes.Discharge, status)
	switch {
	case label == "":
		return ""
	case strings.HasPrefix(label, "Died"), strings.HasPrefix(label, "Left"):
		return " " + label + "."
	default:
		return fmt.Sprintf(wentTo, strings.ToLower(label[:1])+label[1:])
	}
}

// goesHome says whether a discharge status is one of "home again" (docs/reference/screens.md 6).
func goesHome(status string) bool {
	return strings.Contains(" 01 06 07 81 86 ", " "+status+" ") && status != ""
}

// followUpDays is how long a visit after a stay is looked for.
const followUpDays = 30

func (l *lately) followUp(stay Item) {
	for i := len(l.items) - 1; i >= 0; i-- {
		v := l.items[i]
		if days := daysBetween(stay.To, v.From); v.Kind == Visit && v.From > stay.To && days <= followUpDays {
			l.say(Visit, v.Claim, visitAfter, Day(v.From), l.name.Provider(v.Who, v.CCN), countDays.Of(days))
			return
		}
	}
	days := daysBetween(stay.To, l.asOf)
	if days <= 0 {
		return
	}
	if days > followUpDays {
		l.say(Visit, claims.ClaimID{}, visitNone, followUpDays)
		return
	}
	l.say(Visit, claims.ClaimID{}, visitNotYet, countDays.Of(days), Day(l.asOf))
}

func (l *lately) emergencies() {
	visits := l.of(ED)
	if len(visits) == 0 {
		return
	}
	last := visits[0]
	where := l.name.Provider(last.Who, last.CCN)
	outcome := ""
	if last.Words != "" {
		outcome = ": " + strings.ToLower(last.Words[:1]) + last.Words[1:]
	}
	if len(visits) == 1 {
		l.say(ED, last.Claim, edOne, DayYear(last.From), where, outcome)
		return
	}
	l.say(ED, last.Claim, edMany, len(visits), DayYear(last.From), where, outcome)
}

// care tells of nursing facilities, home health and hospice.
func (l *lately) care() {
	for _, kind := range []Kind{Nursing, HomeHealth, Hospice} {
		for _, s := range l.of(kind) {
			name := map[Kind]string{Nursing: careNursing, HomeHealth: careHome, Hospice: careHospice}[kind]
			if s.Swing {
				name = careSwing
			}
			if label := codes.Label(codes.Discharge, s.Status); label != "" && s.Status != "30" {
				l.say(kind, s.Claim, careOver, name, Span(s.From, s.To), l.name.Provider(s.Who, s.CCN), went(s.Status))
				continue
			}
			l.say(kind, s.Claim, careOpen, name, DayYear(s.From), l.name.Provider(s.Who, s.CCN), Day(s.To))
		}
	}
}

// lastVisit tells the latest visit, unless it was told as the one after the hospital.
func (l *lately) lastVisit() {
	visits := l.of(Visit)
	if len(visits) == 0 {
		return
	}
	last := visits[0]
	for _, s := range l.list {
		if s.Claim == last.Claim {
			return
		}
	}
	seen := visitLast
	if last.Wellness {
		seen = visitWellness
	}
	l.say(Visit, last.Claim, seen, DayYear(last.From), l.name.Provider(last.Who, last.CCN))
}

func (l *lately) medicines() {
	const most = 3
	list := l.of(Medicine)
	for i, m := range list {
		if i == most {
			l.list = append(l.list, Sentence{Kind: Medicine, Text: drugMore.Of(len(list)-most, latelyDays)})
			return
		}
		l.say(Medicine, m.Claim, drugNew, Day(m.From), l.name.Medicine(m.Words))
	}
}

// lapsed tells medicines that were filled again and again and then no more, though later claims have arrived.
func (l *lately) lapsed() {
	const (
		steady = 3  // fills that make a habit
		wait   = 30 // days after the supply before anything is said
		most   = 2
	)
	var found []Supply
	for _, list := range Supplies(l.story) {
		s := list[len(list)-1]
		if s.Fills >= steady && s.To > l.since && daysBetween(s.To, l.asOf) > wait {
			found = append(found, s)
		}
	}
	sortSupplies(found)
	for _, s := range found[:min(most, len(found))] {
		l.say(Medicine, s.Claim, drugOut, l.name.Medicine(s.Code), Day(s.To))
	}
}
