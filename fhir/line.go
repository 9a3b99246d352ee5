package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// totalRevenueCode marks the line that repeats the claim total (flattening.md 2.4).
const totalRevenueCode = "0001"

// child starts a child row of the claim; ordinal is its place in the claim, from 1.
func (f *flattener) child(table claims.TableID, ordinal int) claims.Row {
	row := f.keyed(table, ordinal)
	f.children = append(f.children, row)
	return row
}

// keyed is an empty row with the key columns, which stand first in every child table of a claim.
func (f *flattener) keyed(table claims.TableID, ordinal int) claims.Row {
	row := f.arena.row(table)
	values := row.Values[:claims.ColClaimLinesOrdinal+1]
	values[claims.ColClaimLinesAPIVersion] = claims.Value{Set: true, Text: f.version}
	values[claims.ColClaimLinesFHIRID] = claims.TextValue(f.id)
	values[claims.ColClaimLinesClaimID] = claims.TextValue(f.claimID)
	values[claims.ColClaimLinesOrdinal] = claims.IntValue(int64(ordinal))
	return row
}

// lines builds the claim_lines rows (flattening.md 2.4).
func (f *flattener) lines(claim claims.Row) []claims.Row {
	rows := f.lineRows[:0]
	f.findForLines()
	for i := range f.e.Item {
		it, row := &f.e.Item[i], f.keyed(claims.ClaimLines, i+1)
		set(row, claims.ColClaimLinesClaimLineNumber, string(it.Sequence))
		f.applyToLine(row, it)
		f.drug(row, it)
		setModifiers(row, modifiers(it.Modifier, f.version))
		if f.version == claims.V2 {
			set(row, claims.ColClaimLinesServiceUnits, unitsV2(it))
		}
		setService(row, it, claim)
		f.lineProvider(row, it)
		set(row, claims.ColClaimLinesLineDx, f.lineDiagnoses(it))
		isTotal := row.Value(claims.ColClaimLinesRevenueCode).Text == totalRevenueCode
		row.Set(claims.ColClaimLinesIsTotalLine, claims.BoolValue(isTotal))
		rows = append(rows, row)
	}
	f.lineRows = rows
	return rows
}

// unitsV2 prefers the units of the revenue centre: item.quantity is the amount of a drug on such lines.
func unitsV2(it *item) string {
	if units := extensionText(it.Extension, variables+"rev_cntr_unit_cnt"); units != "" {
		return units
	}
	return string(it.Quantity.Value)
}

// setService sets the days of a line: servicedPeriod, else servicedDate, else the days of the claim.
func setService(row claims.Row, it *item, claim claims.Row) {
	for _, text := range []string{it.ServicedPeriod.Start, it.ServicedDate, claim.Value(claims.ColClaimsFromDate).Text} {
		if !row.Value(claims.ColClaimLinesServiceFrom).Set {
			set(row, claims.ColClaimLinesServiceFrom, text)
		}
	}
	for _, text := range []string{it.ServicedPeriod.End, it.ServicedDate, claim.Value(claims.ColClaimsThruDate).Text} {
		if !row.Value(claims.ColClaimLinesServiceThru).Set {
			set(row, claims.ColClaimLinesServiceThru, text)
		}
	}
}

// lineProvider sets who gave the service. v3 also says specialty and participation on the line itself, which wins.
func (f *flattener) lineProvider(row claims.Row, it *item) {
	m := f.renderer(it)
	if m == nil {
		return
	}
	set(row, claims.ColClaimLinesRenderingNPI, m.npi)
	if !row.Value(claims.ColClaimLinesSpecialty).Set {
		set(row, claims.ColClaimLinesSpecialty, m.specialty)
	}
	if !row.Value(claims.ColClaimLinesParticipation).Set {
		set(row, claims.ColClaimLinesParticipation, m.participation)
	}
}

// lineDiagnoses are the codes of the diagnoses that a line points at, by sequence.
func (f *flattener) lineDiagnoses(it *item) string {
	var codes []string
	for _, sequence := range it.DiagnosisSequence {
		for i := range f.diagnoses {
			if f.diagnoses[i].sequence == sequence {
				codes = append(codes, f.diagnoses[i].norm)
			}
		}
	}
	return joined(codes)
}

// sumLines fills the charged and allowed amounts of v2 carrier and equipment claims that carry no total (flattening.md
// 2.3). Total lines are left out; a sum is only made of lines that have the amount.
func (f *flattener) sumLines(claim claims.Row, lines []claims.Row) {
	if f.version != claims.V2 || (f.claimType != claims.Carrier && f.claimType != claims.DME) {
		return
	}
	for _, s := range []struct{ of, into claims.Col }{
		{claims.ColClaimLinesSubmittedAmount, claims.ColClaimsSubmittedAmount},
		{claims.ColClaimLinesAllowedAmount, claims.ColClaimsAllowedAmount},
	} {
		if claim.Value(s.into).Set {
			continue
		}
		var sum int64
		found := false
		for _, line := range lines {
			amount := line.Value(s.of)
			if amount.Set && line.Value(claims.ColClaimLinesIsTotalLine).Int == 0 {
				sum, found = sum+amount.Int, true
			}
		}
		if found {
			set(claim, s.into, claims.FormatCents(sum))
		}
	}
}
