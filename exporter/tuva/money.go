package tuva

import "github.com/claimsdesk/claimsdesk/claims"

// amounts are the amounts of one row of medical_claim.
type amounts struct {
	paid, allowed, charge, coinsurance, deductible claims.Value
}

// amountsOf spreads the money of a claim over its rows so that adding up a column counts nothing twice; each claim has at
// least one row. Whatever was paid for an institutional claim, its rows add up to claims.payment_amount exactly.
func amountsOf(h *header, lines []record) []amounts {
	rows := make([]amounts, max(1, len(lines)))
	for i := range lines {
		rows[i] = amounts{
			paid: lines[i].of(claims.ColClaimLinesPaidAmount), allowed: lines[i].of(claims.ColClaimLinesAllowedAmount),
			coinsurance: lines[i].of(claims.ColClaimLinesCoinsuranceAmount), deductible: lines[i].of(claims.ColClaimLinesDeductibleAmount),
		}
	}
	charge(h, lines, rows)
	owed := amounts{deductible: h.claim.of(claims.ColClaimsDeductibleAmount), coinsurance: h.claim.of(claims.ColClaimsCoinsuranceAmount)}
	paid := h.claim.of(claims.ColClaimsPaymentAmount)
	claimType := h.claim.text(claims.ColClaimsClaimType)
	switch {
	case len(lines) == 0:
		rows[0].paid, rows[0].deductible, rows[0].coinsurance = paid, owed.deductible, owed.coinsurance
		rows[0].allowed = h.claim.of(claims.ColClaimsAllowedAmount)
	case claimType == claims.Inpatient || claimType == claims.SNF:
		// What the person owes is a fact of the stay, whatever the lines say.
		for i := range rows {
			rows[i].deductible, rows[i].coinsurance = claims.Value{}, claims.Value{}
		}
		rows[0].deductible, rows[0].coinsurance = owed.deductible, owed.coinsurance
	}
	if h.kind == institutional {
		payInstitutional(paid, owed, lines, rows)
	}
	return rows
}

// charge leaves out the total line 0001, which repeats the others, unless there are no others.
func charge(h *header, lines []record, rows []amounts) {
	onlyTotals := true
	for _, line := range lines {
		onlyTotals = onlyTotals && isTotal(line)
	}
	for i, line := range lines {
		if !isTotal(line) || onlyTotals && i == 0 {
			rows[i].charge = line.of(claims.ColClaimLinesSubmittedAmount)
		}
	}
	if onlyTotals {
		rows[0].charge = first(rows[0].charge, h.claim.of(claims.ColClaimsSubmittedAmount))
	}
}

// payInstitutional takes what the lines were paid where that adds up to the payment of the claim; else the payment stands on
// row 1 and 0 on the others, as in Tuva's CCLF connector. A claim without a payment has none on its rows.
func payInstitutional(paid claims.Value, owed amounts, lines []record, rows []amounts) {
	var sum int64
	byLine := false
	for i, line := range lines {
		if v := line.of(claims.ColClaimLinesPaidAmount); v.Set && !isTotal(line) {
			sum, byLine = sum+v.Int, true
		} else {
			rows[i].paid = claims.Value{}
		}
	}
	byLine = byLine && paid.Set && sum == paid.Int
	for i := range rows {
		switch {
		case byLine:
			rows[i].allowed = total(rows[i].paid, rows[i].deductible, rows[i].coinsurance)
		case !paid.Set:
			rows[i].paid, rows[i].allowed = claims.Value{}, claims.Value{}
		case i == 0:
			rows[i].paid = paid
			rows[i].allowed = total(paid, owed.deductible, owed.coinsurance)
		default:
			rows[i].paid, rows[i].allowed = claims.Value{Set: true}, claims.Value{}
		}
	}
}

func isTotal(line record) bool { return line.of(claims.ColClaimLinesIsTotalLine).Int != 0 }

// total adds amounts to what was paid; nothing where nothing was paid.
func total(paid claims.Value, others ...claims.Value) claims.Value {
	if !paid.Set {
		return claims.Value{}
	}
	sum := claims.Value{Set: true, Int: paid.Int}
	for _, v := range others {
		sum.Int += v.Int
	}
	return sum
}
