package care

import (
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Complete fills the values of a stored event that hang on the day on which the list is read and on settings.
func Complete(e *claims.Event, asOf string, followUpDays int64) {
	switch e.List {
	case claims.ListFollowUp:
		end, visit, kind := e.Value("discharged").Text, e.Value("first_visit").Text, e.Value("follow_up").Text
		set(e, "days_since", daysValue(end, asOf))
		set(e, "follow_up", claims.TextValue(followUpText(end, visit, kind == tcmMark, asOf, int(followUpDays))))
	case claims.ListED:
		set(e, "seen_after", claims.TextValue(edFollowUpText(e.Happened, e.Value("seen_after").Text, asOf)))
	case claims.ListNoVisit:
		set(e, "days_since", daysValue(e.Value("last_visit").Text, asOf))
	case claims.ListNoWellness:
		if !e.Value("bookable").Set {
			set(e, "bookable", claims.DateValue(asOf))
		}
	case claims.ListNursing, claims.ListHomeHealth:
		if !e.Value("hospital").Set {
			set(e, "hospital", claims.TextValue("No stay seen"))
		}
	default:
	}
}

// set puts a value into the column of a name.
func set(e *claims.Event, name string, v claims.Value) {
	for i, c := range claims.EventColumns(e.List) {
		if c.Name == name && i < len(e.Values) {
			e.Values[i] = v
		}
	}
}

// followUpText says what was seen after a stay.
func followUpText(end, visit string, tcm bool, asOf string, due int) string {
	if on, ok := between(end, visit); ok {
		if tcm {
			return "TCM billed, day " + strconv.Itoa(on)
		}
		return "Seen " + shown(visit) + " (day " + strconv.Itoa(on) + ")"
	}
	day, ok := between(end, asOf)
	switch {
	case !ok || day > followUpWithin:
		return "No visit seen within " + strconv.Itoa(followUpWithin) + " days"
	case day > due:
		return "No visit seen within " + strconv.Itoa(due) + " days"
	default:
		return "No visit seen, day " + strconv.Itoa(max(0, day)) + " of " + strconv.Itoa(due)
	}
}

// edFollowUpText says what was seen after an ED visit.
func edFollowUpText(date, visit, asOf string) string {
	if on, ok := between(date, visit); ok {
		return "Seen " + shown(visit) + " (day " + strconv.Itoa(on) + ")"
	}
	if day, ok := between(date, asOf); ok && day <= edSeenWithin {
		return "No visit seen, day " + strconv.Itoa(max(0, day)) + " of " + strconv.Itoa(edSeenWithin)
	}
	return "No visit seen within " + strconv.Itoa(edSeenWithin) + " days"
}
