package ui

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// What stands in place of what tells who somebody is, while names are hidden (hidenames.go): initials, an age, a state, and dots.
// Cells of tables carry both, so that a table needs no reading when names are hidden or shown again; other texts are made anew.

// covering is what the screen shows of people. It knows what may be seen now.
type covering struct {
	// hidden says whether names are hidden; nil for never.
	hidden func() bool
}

func (c covering) on() bool { return c.hidden != nil && c.hidden() }

// either is a text, or what stands in its place while names are hidden.
func (c covering) either(text, cover string) string {
	if text != "" && c.on() {
		return cover
	}
	return text
}

func (c covering) name(p claims.Person) string { return c.either(personName(p), initialsOf(p)) }

// born is the birth date with the age, or the age alone.
func (c covering) born(p claims.Person, now time.Time) string {
	return c.either(bornText(p, now), ageText(p.BirthDate, ageDay(p, now)))
}

// mbi is the short form of an MBI, or dots.
func (c covering) mbi(mbi string) string { return c.either(mbiTail(mbi), coverDots) }

// place is city, state and ZIP, or the state alone.
func (c covering) place(p claims.Person) string { return c.either(cityText(p), p.State) }

// free is text that people wrote, which may name somebody.
func (c covering) free(text string) string { return c.either(text, coverText) }

// initialsOf are the first letters of a name, in the order in which lists show it: R. M. for Rivera, Maria.
func initialsOf(p claims.Person) string {
	var letters []string
	for _, name := range []string{p.LastName, p.FirstName} {
		if at := strings.IndexFunc(name, unicode.IsLetter); at >= 0 {
			letters = append(letters, strings.ToUpper(string([]rune(name[at:])[:1]))+".")
		}
	}
	if len(letters) == 0 {
		return wordNoName
	}
	return strings.Join(letters, " ")
}

// ageText is an age in words; dots where it cannot be told.
func ageText(birth string, on time.Time) string {
	if years, ok := yearsOld(birth, on); ok {
		return fmt.Sprintf(coverAge, years)
	}
	return coverDots
}

// ageDay is the day on which an age is told: that of death for people who died.
func ageDay(p claims.Person, now time.Time) time.Time {
	if day, ok := claims.CalendarDate(p.DeathDate); ok && p.Died {
		return day
	}
	return now
}

// Cells that tell who somebody is.

func nameCell(p claims.Person) widgets.Cell {
	return widgets.Cell{Text: personName(p), Cover: initialsOf(p)}
}

func bornCell(p claims.Person, now time.Time) widgets.Cell {
	return widgets.Cell{Text: bornText(p, now), Cover: ageText(p.BirthDate, ageDay(p, now))}
}

// birthDayCell is the birth date without the age.
func birthDayCell(birth string, now time.Time) widgets.Cell {
	cell := dayCell(birth)
	if birth != "" {
		cell.Cover = ageText(birth, now)
	}
	return cell
}

func mbiCell(mbi string) widgets.Cell {
	return widgets.Cell{Text: mbiTail(mbi), Cover: coverDots, Mono: true}
}

func placeCell(p claims.Person) widgets.Cell {
	cover := p.State
	if cover == "" {
		cover = dash
	}
	return widgets.Cell{Text: cityText(p), Cover: cover}
}

func freeCell(text string) widgets.Cell {
	cell := widgets.Cell{Text: text}
	if text != "" {
		cell.Cover = coverText
	}
	return cell
}

// fieldCovered says whether a field of a claim tells who somebody is: it is among what a limited data set leaves out.
func fieldCovered(c claims.Column) bool { return c.Privacy == claims.DirectIdentifier }
