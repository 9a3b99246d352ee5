package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// dataNotes are the oddities of the dates of a claim, its lines and its procedures, which are kept as sent (flattening.md
// section 0, rule 6): a period that ends before it starts, a day after now, a stand-in for an unknown day.
func dataNotes(rows []claims.Row, today string) string {
	var found oddities
	for _, row := range rows {
		switch row.Table {
		case claims.Claims:
			found.period(row, claims.ColClaimsFromDate, claims.ColClaimsThruDate)
			found.period(row, claims.ColClaimsAdmissionDate, claims.ColClaimsDischargeDate)
		case claims.ClaimLines:
			found.period(row, claims.ColClaimLinesServiceFrom, claims.ColClaimLinesServiceThru)
		case claims.Procedures:
		default:
			continue
		}
		found.days(row, today)
	}
	return found.String()
}

// oddities are what was found.
type oddities struct{ reversed, standIn, future bool }

// String lists the flags in their order, which is that of the alphabet.
func (o *oddities) String() string {
	flags := make([]string, 0, 3)
	for _, f := range []struct {
		found bool
		flag  string
	}{{o.standIn, claims.FlagDefaultDate}, {o.future, claims.FlagFutureDate}, {o.reversed, claims.FlagReversedPeriod}} {
		if f.found {
			flags = append(flags, f.flag)
		}
	}
	return joined(flags)
}

func (o *oddities) period(row claims.Row, start, end claims.Col) {
	from, thru := row.Value(start), row.Value(end)
	if from.Set && thru.Set && thru.Text < from.Text {
		o.reversed = true
	}
}

func (o *oddities) days(row claims.Row, today string) {
	for _, col := range dateColumns[row.Table] {
		v := &row.Values[col]
		switch {
		case !v.Set:
		case claims.IsDefaultDate(v.Text):
			o.standIn = true
		case v.Text > today:
			o.future = true
		}
	}
}

// dateColumns are the places of the dates of each table.
var dateColumns = placesOf(claims.Date)

func placesOf(kind claims.Kind) (places [claims.TableCount][]int) {
	for _, t := range claims.Catalogue() {
		for i, c := range t.Columns {
			if c.Kind == kind {
				places[t.ID] = append(places[t.ID], i)
			}
		}
	}
	return places
}
