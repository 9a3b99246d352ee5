package ui

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/story"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// The picture of a person: which time it shows, and what.
const (
	rangeYear = iota
	rangeThree
	rangeAll
)

// pictureKinds are the choices of what the picture shows; the first shows everything.
func pictureKinds() []string {
	return []string{timelineAll, pictureHospitalName, pictureCareName, pictureVisitsName, kindMedicines}
}

const (
	pictureAll = iota
	pictureHospital
	pictureCare
	pictureVisits
	pictureMedicines
)

// lateDays is how long much is still missing: eight weeks (docs/reference/screens.md 5.4).
const lateDays = 56

// personPicture is the lanes of a person with what stands behind each mark.
type personPicture struct {
	lanes          []widgets.Lane
	behind         [][]behindMark
	from, to, late int
	ticks          []widgets.LaneTick
}

// behindMark is where a mark leads: an item of the timeline, a claim, or a month.
type behindMark struct {
	item  *story.Item
	claim claims.ClaimID
	month string
}

// dayNumber counts days; ok is false for text that is no day.
func dayNumber(day string) (n int, ok bool) {
	t, ok := claims.CalendarDate(day)
	const secondsOfDay = 24 * 60 * 60
	return int(t.Unix() / secondsOfDay), ok
}

// pictureOf draws a person's story for a range and a choice of pictureKinds.
func pictureOf(v *personView, span, show int) personPicture {
	end, ok := claims.CalendarDate(v.asOf)
	if !ok {
		return personPicture{}
	}
	start := end.AddDate(0, -36, 1)
	switch span {
	case rangeYear:
		start = end.AddDate(-1, 0, 1)
	case rangeAll:
		if first, ok := claims.CalendarDate(story.FirstDay(v.story.Claims)); ok && first.Before(start) {
			start = first
		}
	}
	start = time.Date(start.Year(), start.Month(), 1, 0, 0, 0, 0, time.UTC)
	p := personPicture{}
	p.from, _ = dayNumber(start.Format(time.DateOnly))
	p.to, _ = dayNumber(v.asOf)
	p.late = p.to - lateDays + 1
	p.ticks = ticksOf(start, end)
	if show == pictureAll || show == pictureHospital {
		p.addItems(kindHospital, ColorHospital, v, story.Stay)
		p.addItems(headED, ColorOutpatient, v, story.ED)
	}
	if show == pictureAll || show == pictureCare {
		p.addCare(v, show == pictureCare)
	}
	if show == pictureAll || show == pictureVisits {
		p.addItems(pictureVisitsName, ColorDoctor, v, story.Visit)
	}
	if show == pictureAll || show == pictureMedicines {
		p.addMedicines(v, show == pictureMedicines)
	}
	if show != pictureMedicines {
		p.addPaid(v, start, end)
	}
	return p
}

// add adds a lane; marks that lie outside of the picture are left out.
func (p *personPicture) add(name string, color fyne.ThemeColorName, tall bool, marks []widgets.LaneMark, behind []behindMark) {
	lane := widgets.Lane{Name: name, Color: color, Tall: tall}
	var kept []behindMark
	for i, m := range marks {
		if m.To >= p.from && m.From <= p.to {
			lane.Marks = append(lane.Marks, m)
			kept = append(kept, behind[i])
		}
	}
	p.lanes = append(p.lanes, lane)
	p.behind = append(p.behind, kept)
}

func (p *personPicture) addItems(name string, color fyne.ThemeColorName, v *personView, kinds ...story.Kind) {
	var marks []widgets.LaneMark
	var behind []behindMark
	for i := len(v.items) - 1; i >= 0; i-- {
		item := &v.items[i]
		from, ok := dayNumber(item.From)
		if !ok || !slices.Contains(kinds, item.Kind) {
			continue
		}
		to, ok := dayNumber(item.To)
		if !ok {
			to = from
		}
		marks = append(marks, widgets.LaneMark{
			From: from, To: max(from, to), Point: item.Kind == story.Visit || item.Kind == story.ED,
			Words: joinParts(itemDates(*item), itemTitle(*item), itemWho(*item), v.itemMore(*item)),
		})
		behind = append(behind, behindMark{item: item})
	}
	p.add(name, color, false, marks, behind)
}

// addCare adds the lanes of care at home and in facilities: those that have anything, or all.
func (p *personPicture) addCare(v *personView, all bool) {
	for _, lane := range []struct {
		name  string
		color fyne.ThemeColorName
		kind  story.Kind
	}{{laneNursing, ColorNursing, story.Nursing}, {kindHomeHealth, ColorHomeHealth, story.HomeHealth}, {kindHospice, ColorHospice, story.Hospice}} {
		if all || slices.ContainsFunc(v.items, func(i story.Item) bool { return i.Kind == lane.kind }) {
			p.addItems(lane.name, lane.color, v, lane.kind)
		}
	}
}

// medicineLanes is how many medicines have a lane of their own.
const medicineLanes = 8

// addMedicines adds one lane of all medicines, or one for each of those taken longest.
func (p *personPicture) addMedicines(v *personView, each bool) {
	products := slices.Collect(maps.Keys(v.supplies))
	taken := func(product string) (days int) {
		for _, s := range v.supplies[product] {
			from, _ := dayNumber(s.From)
			to, _ := dayNumber(s.To)
			days += max(0, min(to, p.to)-max(from, p.from))
		}
		return days
	}
	slices.SortFunc(products, func(a, b string) int { return cmp.Or(cmp.Compare(taken(b), taken(a)), cmp.Compare(a, b)) })
	if !each {
		var marks []widgets.LaneMark
		var behind []behindMark
		for _, product := range products {
			m, b := p.supplyMarks(v, product)
			marks, behind = append(marks, m...), append(behind, b...)
		}
		order := make([]int, len(marks))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(marks[a].From, marks[b].From) })
		sorted, sortedBehind := make([]widgets.LaneMark, len(marks)), make([]behindMark, len(marks))
		for i, at := range order {
			sorted[i], sortedBehind[i] = marks[at], behind[at]
			sorted[i].Faint = true // they lie over each other: where it is darker there were more
		}
		p.add(kindMedicines, ColorMedicines, false, sorted, sortedBehind)
		return
	}
	for i, product := range products {
		if i == medicineLanes || taken(product) == 0 {
			break
		}
		marks, behind := p.supplyMarks(v, product)
		list := v.supplies[product]
		p.add(shortened(medicineText(v.names, list[len(list)-1].Code), laneName), ColorMedicines, false, marks, behind)
	}
}

// laneName is how many letters the name of a lane may have.
const laneName = 24

// shortened cuts text to so many letters.
func shortened(text string, letters int) string {
	runes := []rune(text)
	if len(runes) <= letters {
		return text
	}
	return string(runes[:letters-1]) + "…"
}

func (p *personPicture) supplyMarks(v *personView, product string) (marks []widgets.LaneMark, behind []behindMark) {
	for _, s := range v.supplies[product] {
		from, okFrom := dayNumber(s.From)
		to, okTo := dayNumber(s.To)
		if !okFrom || !okTo {
			continue
		}
		marks = append(marks, widgets.LaneMark{
			From: from, To: max(from, to-1),
			Words: joinParts(medicineText(v.names, s.Code), dateRange(s.From, s.To), countFills.Of(s.Fills)),
		})
		behind = append(behind, behindMark{claim: s.Claim})
	}
	return marks, behind
}

// addPaid adds what Medicare paid a month.
func (p *personPicture) addPaid(v *personView, start, end time.Time) {
	months := (end.Year()-start.Year())*12 + int(end.Month()-start.Month()) + 1
	paid := story.Paid(&v.story, end.Format("2006-01"), months)
	most := int64(1)
	for _, m := range paid {
		most = max(most, m.Cents)
	}
	var marks []widgets.LaneMark
	var behind []behindMark
	for _, m := range paid {
		from, _ := dayNumber(m.Month + "-01")
		first, _ := claims.CalendarDate(m.Month + "-01")
		if m.Claims == 0 {
			continue
		}
		marks = append(marks, widgets.LaneMark{
			From: from, To: from + first.AddDate(0, 1, -1).Day() - 1, Level: max(0, float32(m.Cents)/float32(most)),
			Words: fmt.Sprintf(personMonthPaid, first.Format("January 2006"), moneyText(m.Cents), countClaims.Of(m.Claims)),
		})
		behind = append(behind, behindMark{month: m.Month})
	}
	p.add(personPaidLane, ColorHospital, true, marks, behind)
}

// ticksOf names years, and months where the time is short.
func ticksOf(start, end time.Time) []widgets.LaneTick {
	const shortTime = 14 // months
	monthsShown := (end.Year()-start.Year())*12 + int(end.Month()-start.Month())
	var ticks []widgets.LaneTick
	for m := start; !m.After(end); m = m.AddDate(0, 1, 0) {
		at, _ := dayNumber(m.Format(time.DateOnly))
		switch {
		case m.Month() == time.January || len(ticks) == 0:
			ticks = append(ticks, widgets.LaneTick{At: at, Name: m.Format("Jan 2006")})
		case monthsShown <= shortTime:
			ticks = append(ticks, widgets.LaneTick{At: at, Name: m.Format("Jan")})
		case m.Month() == time.July && monthsShown <= 48:
			ticks = append(ticks, widgets.LaneTick{At: at, Name: m.Format("Jul")})
		}
	}
	return ticks
}
