package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// howLine is a part of how a chart is counted: numerator, denominator, what is left out, and more.
type howLine struct{ name, text string }

// howOf begins with what every chart says.
func howOf(counts, divided, left string, more ...howLine) []howLine {
	return append([]howLine{{howCounts, counts}, {howDivided, divided}, {howLeftOut, left}}, more...)
}

// spendingHow is that of Spending, total or per head; list are its months.
func spendingHow(a *measure.Analysis, list []measure.SpendingMonth, perHead bool) []howLine {
	divided, left := howTotals, howUnder
	if perHead {
		divided, left = howPersonMonths, joinedWith(" ", howOthersOut, howUnder)
		if n := len(list); n > 0 && list[n-1].Unknown > 0 {
			divided = joinedWith(" ", divided, fmt.Sprintf(spendingUnknown, percentText(list[n-1].Unknown, 0)))
		}
	}
	return append(howOf(spendingHowAll, divided, left), completenessHow(a)...)
}

func compareSpendingHow(a *measure.Analysis, perHead bool) []howLine {
	how := spendingHow(a, nil, perHead)
	how[0].text = compareSpendingCounts
	return how
}

// useHow is that of rates per 1,000 people a year.
func useHow(a *measure.Analysis, counts string, rolling bool) []howLine {
	divided := howThousand
	if rolling {
		divided = joinedWith(" ", divided, howRolling)
	}
	return append(howOf(counts, divided, joinedWith(" ", useLeftOut, howUnder)), completenessHow(a)...)
}

func readmittedHow(a *measure.Analysis) []howLine {
	return append(howOf(readmittedCounts, joinedWith(" ", readmittedDivided, howRolling), readmittedLeft, howLine{howNote, readmittedNote}), completenessHow(a)...)
}

func followUpHow(a *measure.Analysis) []howLine {
	return append(howOf(followUpCounts, followUpDivided, followUpLeft, howLine{howNote, followUpNote}), completenessHow(a)...)
}

// careHow is that of doctors' lines inside and outside the group.
func careHow(w window, switches measure.Switches, divided string, more ...howLine) []howLine {
	left := []string{careLeft}
	for _, s := range []struct {
		on   bool
		what string
	}{{switches.NoAnaesthesia, careAnesthesia}, {switches.NoImaging, careImaging}, {switches.NoPathology, carePathology}} {
		if s.on {
			left = append(left, s.what)
		}
	}
	more = append([]howLine{{analysisOurs, careOurs}}, more...)
	return append(howOf(fmt.Sprintf(careCounts, w), divided, fmt.Sprintf(careLeftOut, strings.Join(left, ", ")), more...), howLine{howNote, careNames})
}

func placesHow(w window) []howLine {
	return howOf(fmt.Sprintf(placesCounts, w), placesDivided, placesLeft, howLine{analysisOurs, placesOurs}, howLine{howNote, careNames})
}

func topHow(w window) []howLine {
	return howOf(fmt.Sprintf(topCounts, w), topDivided, topLeft, howLine{howNote, topLine})
}

func medicinesHow(a *measure.Analysis) []howLine {
	how := howOf(drugsCounts, drugsDivided, drugsLeft, howLine{howNote, drugsTable})
	if a.Complete.Typical(claims.PDE) {
		how = append(how, howLine{howComplete, drugsTypical})
	}
	return how
}

// completenessHow says where "in so far" comes from.
func completenessHow(a *measure.Analysis) []howLine {
	var typical []string
	for _, t := range measure.SpendingTypes() {
		if a.Complete.Typical(t) {
			typical = append(typical, claimTypeName(t))
		}
	}
	text := completeHow
	if typical != nil {
		text = joinedWith(" ", text, fmt.Sprintf(completeTypical, strings.Join(typical, ", ")))
	}
	if last := a.Complete.LastComplete(); last != "" {
		text = joinedWith(" ", text, fmt.Sprintf(completeLast, monthName(last)))
	}
	return []howLine{{howComplete, text}}
}

// groupHow says whose claims are counted.
func groupHow(f claims.AnalysisFilter) howLine {
	switch f.Group {
	case claims.GroupThen:
		return howLine{analysisPeople, groupThenHow}
	case claims.GroupList:
		return howLine{analysisPeople, fmt.Sprintf(groupListHow, f.List)}
	case claims.GroupListed:
	}
	return howLine{analysisPeople, groupListedHow + analysisStanding}
}

// tellHow says how the chart is counted.
func (p *analysisPage) tellHow() {
	words := stacked()
	for _, line := range p.view.how {
		text := widget.NewRichText(
			&widget.TextSegment{Text: line.name, Style: widget.RichTextStyle{ColorName: theme.ColorNameForeground, TextStyle: fyne.TextStyle{Bold: true}}},
			&widget.TextSegment{Text: line.text, Style: widget.RichTextStyleParagraph},
		)
		text.Wrapping = fyne.TextWrapWord
		words.Add(text)
	}
	var s *sheet
	closing := func() { s.close() }
	const wide = 640
	shut := newMainButton(analysisClose, closing, closing)
	end := container.New(layout.NewBorderLayout(nil, nil, nil, shut), shut)
	s = openSheetOver(p.doors.files.window, wide, stacked(heading(analysisHow), words), inset(gapSmall, 0, 0, 0, end), closing)
	p.s.focus(shut)
}
