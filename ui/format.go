package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/claimsdesk/claimsdesk/claims"
)

func thousands(digits string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(digits, "-"); ok {
		sign, digits = "-", rest
	}
	var b strings.Builder
	for i, c := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	return sign + b.String()
}

// moneyText prints an amount to the cent: $1,234.56, -$80.50.
func moneyText(cents int64) string {
	text := claims.FormatCents(cents)
	sign := ""
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", rest
	}
	whole, fraction, _ := strings.Cut(text, ".")
	return sign + "$" + thousands(whole) + "." + fraction
}

// moneyWhole prints an amount in whole dollars, rounded half away from zero: $1,235.
func moneyWhole(cents int64) string {
	const dollar, half = 100, 50
	sign, whole, rest := "", cents/dollar, cents%dollar
	if cents < 0 {
		whole, rest = -whole, -rest
	}
	if rest >= half {
		whole++
	}
	if cents < 0 && whole != 0 {
		sign = "-"
	}
	return sign + "$" + thousands(strconv.FormatInt(whole, 10))
}

// moneyOr prints an amount to the cent, or other words where CMS sent none: an unknown amount is never 0.
func moneyOr(cents *int64, none string) string {
	if cents == nil {
		return none
	}
	return moneyText(*cents)
}

// dayWords is how people write a day.
const dayWords = "Jan 2, 2006"

// dateText prints YYYY-MM-DD as Mar 4, 2026. Text that is no day comes back as it is; CMS's stand-ins for an unknown day
// count as none.
func dateText(day string) string {
	t, ok := claims.CalendarDate(day)
	switch {
	case claims.IsDefaultDate(day):
		return ""
	case !ok:
		return day
	}
	return t.Format(dayWords)
}

// dateRange prints two days as people do: Mar 4, 2026; Mar 4 – 9, 2026; Mar 28 – Apr 2, 2026. A period that
// CMS sent the wrong way round stays so; text that is no day is printed as it is.
func dateRange(from, thru string) string {
	a, okA := claims.CalendarDate(from)
	b, okB := claims.CalendarDate(thru)
	switch {
	case thru == "" || from == thru:
		return dateText(from)
	case from == "":
		return dateText(thru)
	case !okA || !okB || a.Year() != b.Year():
		return dateText(from) + " – " + dateText(thru)
	case a.Month() == b.Month() && a.Before(b):
		return a.Format("Jan 2") + " – " + b.Format("2, 2006")
	default:
		return a.Format("Jan 2") + " – " + b.Format(dayWords)
	}
}

// yearsOld is the age in whole years on a day; false for a birth date that is none or lies later.
func yearsOld(birth string, on time.Time) (int, bool) {
	born, ok := claims.CalendarDate(birth)
	if !ok || claims.IsDefaultDate(birth) || on.Before(born) {
		return 0, false
	}
	years := on.Year() - born.Year()
	if on.Month() < born.Month() || on.Month() == born.Month() && on.Day() < born.Day() {
		years--
	}
	return years, true
}

// bornText prints birth date and age: Mar 4, 1941 (85). For a person who died the age is that on the day of death, where
// it is known.
func bornText(p claims.Person, now time.Time) string {
	text := dateText(p.BirthDate)
	if text == "" {
		return wordNotGiven
	}
	on := now
	if p.Died {
		death, ok := claims.CalendarDate(p.DeathDate)
		if !ok {
			return text
		}
		on = death
	}
	if years, ok := yearsOld(p.BirthDate, on); ok {
		return fmt.Sprintf("%s (%d)", text, years)
	}
	return text
}

// personName prints a name as lists show it: Rivera, Maria.
func personName(p claims.Person) string {
	last, first := nameText(p.LastName), nameText(p.FirstName)
	switch {
	case last == "" && first == "":
		return wordNoName
	case first == "":
		return last
	case last == "":
		return first
	}
	return last + ", " + first
}

// nameText prints text that CMS sends in capitals, such as names and places, as people write it. Mixed case stays as it
// was sent. Only what is shown changes, never what is stored or saved to files.
func nameText(sent string) string {
	if sent != strings.ToUpper(sent) {
		return sent
	}
	runes := []rune(strings.ToLower(strings.Join(strings.Fields(sent), " ")))
	start := true
	for i, c := range runes {
		if start {
			runes[i] = unicode.ToUpper(c)
		}
		isMc := i > 1 && (i == 2 || !unicode.IsLetter(runes[i-3])) && runes[i-2] == 'M' && runes[i-1] == 'c'
		if isMc {
			runes[i] = unicode.ToUpper(c)
		}
		start = !unicode.IsLetter(c) && !unicode.IsDigit(c) && !possessive(runes, i)
	}
	return string(runes)
}

// orgText prints the name of an organization: like nameText, with small words and legal forms as people write them.
func orgText(sent string) string {
	name := nameText(sent)
	if name == sent {
		return sent
	}
	words := strings.Fields(name)
	for i, word := range words {
		switch upper := strings.ToUpper(word); upper {
		case "LLC", "LLP", "MD", "PA", "PC", "PLLC", "USA":
			words[i] = upper
		case "AND", "OF", "THE", "FOR", "AT", "IN":
			if i > 0 {
				words[i] = strings.ToLower(word)
			}
		}
	}
	return strings.Join(words, " ")
}

// possessive tells the s of ST. MARY'S from the name behind an apostrophe, as in O'NEIL.
func possessive(runes []rune, i int) bool {
	return runes[i] == '\'' && i+1 < len(runes) && runes[i+1] == 's' && (i+2 == len(runes) || runes[i+2] == ' ')
}

// mbiTail shows the last four characters of an MBI; the whole one is shown on request only.
func mbiTail(mbi string) string {
	const shown = 4
	if len(mbi) <= shown {
		return mbi
	}
	return "…" + mbi[len(mbi)-shown:]
}

// mbiText prints a whole MBI as on the Medicare card: 1EG4-TE5-MK73.
func mbiText(mbi string) string {
	const whole = 11
	if len(mbi) != whole {
		return mbi
	}
	return mbi[:4] + "-" + mbi[4:7] + "-" + mbi[7:]
}

// cityText prints city, state and ZIP as far as they are given.
func cityText(p claims.Person) string {
	town := nameText(p.City)
	rest := strings.TrimSpace(p.State + " " + p.ZIP5)
	switch {
	case town == "":
		return rest
	case rest == "":
		return town
	}
	return town + ", " + rest
}

// icdText prints an ICD-10 diagnosis code with its dot: I509 is I50.9.
func icdText(code string) string {
	const category = 3
	if len(code) <= category || strings.Contains(code, ".") || !unicode.IsLetter(rune(code[0])) {
		return code
	}
	return code[:category] + "." + code[category:]
}

// ndcText prints an 11-digit drug code in the 5-4-2 form.
func ndcText(code string) string {
	const whole = 11
	if len(code) != whole {
		return code
	}
	return code[:5] + "-" + code[5:9] + "-" + code[9:]
}
