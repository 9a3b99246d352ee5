package ui

import (
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// dataAge is how old and how complete the data are: it stands on every page (docs/reference/screens.md, rule 1).
type dataAge struct {
	text  string
	short string             // where there is little room
	chip  []widgets.ChipSpec // at most one
}

// Ages after which the screen says so, in days: CMS brings new claims every week.
const (
	dueAfter = 10
	oldAfter = 35
)

func ageOf(status app.Status, now time.Time) dataAge {
	asOf := status.All.DataAsOf
	loaded, err := time.Parse(time.RFC3339Nano, asOf)
	switch {
	case asOf == "" && status.All.People == 0 && len(status.All.Claims) == 0:
		return dataAge{text: asOfNone, short: asOfNone}
	case asOf == "" || err != nil:
		return dataAge{text: asOfFiles, short: asOfFiles}
	}
	age := dataAge{text: fmt.Sprintf(asOfText, app.DayText(asOf), app.AgeText(asOf, now)), short: fmt.Sprintf(asOfShort, app.DayText(asOf))}
	const day = 24 * time.Hour
	switch days := int(now.Sub(loaded) / day); {
	case status.LastRefresh != nil && status.LastRefresh.State == claims.RefreshPartly:
		age.chip = warning(asOfPartly)
	case days > oldAfter:
		age.chip = warning(asOfOld)
	case days > dueAfter:
		age.chip = warning(asOfDue)
	}
	return age
}

func warning(word string) []widgets.ChipSpec {
	return []widgets.ChipSpec{{Icon: symbol(assets.Warning), Word: word, Tone: toneWarn()}}
}
