package fhir

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// readAmountLabel splits the category of an amount.
func readAmountLabel(c *codeableConcept) (l amountLabel) {
	other := ""
	for _, one := range c.Coding {
		code := codeOf(one)
		switch {
		case code == "":
		case sameURL(one.System, cmsCodes+"Adjudication"), sameURL(one.System, v2Codes+"adjudication"), sameURL(one.System, v2Codes+"benefit-balance"), strings.Contains(code, "://"):
			if l.named == "" {
				l.named = lastSegment(code)
			}
		case isGenericCategory(one.System):
			if l.generic == "" {
				l.generic = code
			}
		case other == "":
			other = code
		}
	}
	if l.named == "" { // a system that we do not know yet: its code must not be lost
		l.named = other
	}
	l.named = trimmed(l.named)
	return l
}

// isGenericCategory tells the systems of general kinds, of which older data name the value set.
func isGenericCategory(system string) bool {
	name := strings.TrimSuffix(system, "/")
	name = name[strings.LastIndexByte(name, '/')+1:]
	switch name {
	case "adjudication", "C4BBAdjudication", "C4BBAdjudicationDiscriminator", "C4BBPayerAdjudicationStatus":
		return true
	}
	return false
}

// readReasonLabel joins the reasons of a decision: v3 sends a group and a reason code, each in two systems.
func readReasonLabel(c *codeableConcept) reasonLabel {
	if len(c.Coding) == 0 {
		return reasonLabel{}
	}
	var room [usualCodings]coding
	var systemRoom, codeRoom [usualCodings]string
	systems, codes := systemRoom[:0], codeRoom[:0]
	for _, one := range published(c, room[:]) {
		systems = append(systems, one.System)
		codes = append(codes, one.Code)
	}
	return reasonLabel{trimmed(joined(systems)), trimmed(joined(codes))}
}

// lineAdjudicationRows keeps every amount and decision of the lines; ordinals run over the whole claim.
func lineAdjudicationRows(items []item, child func(claims.TableID, int) claims.Row) {
	ordinal := 0
	for i := range items {
		number := wholeNumber(items[i].Sequence)
		for j := range items[i].Adjudication {
			ordinal++
			a, row := &items[i].Adjudication[j], child(claims.LineAdjudications, ordinal)
			category, reason := amountLabelOf(&a.Category), reasonLabelOf(&a.Reason)
			row.Values[claims.ColLineAdjudicationsClaimLineNumber] = number
			row.Values[claims.ColLineAdjudicationsSeq] = claims.IntValue(int64(j + 1))
			row.Values[claims.ColLineAdjudicationsCategoryGeneric] = claims.TextValue(category.generic)
			row.Values[claims.ColLineAdjudicationsCategoryCode] = claims.TextValue(category.named)
			set(row, claims.ColLineAdjudicationsAmount, string(a.Amount.Value))
			set(row, claims.ColLineAdjudicationsValue, string(a.Value))
			row.Values[claims.ColLineAdjudicationsReasonSystem] = claims.TextValue(reason.system)
			row.Values[claims.ColLineAdjudicationsReasonCode] = claims.TextValue(reason.code)
		}
	}
}

// Where claim_amounts rows were found, the values of the column origin.
const (
	originTotal        = "total"
	originAdjudication = "adjudication"
	originBalance      = "benefitBalance"
	originExtension    = "extension"
)

// claimAmountRows keeps every amount, count and decision of the claim as a whole.
func (f *flattener) claimAmountRows() {
	var none codeableConcept
	n := 0
	add := func(origin string, category, reason *codeableConcept, amount, value number) {
		n++
		row := f.child(claims.ClaimAmounts, n)
		label := amountLabelOf(category)
		row.Values[claims.ColClaimAmountsOrigin] = claims.TextValue(origin)
		row.Values[claims.ColClaimAmountsCategoryGeneric] = claims.TextValue(label.generic)
		row.Values[claims.ColClaimAmountsCategoryCode] = claims.TextValue(label.named)
		set(row, claims.ColClaimAmountsAmount, string(amount))
		set(row, claims.ColClaimAmountsValue, string(value))
		row.Values[claims.ColClaimAmountsReasonCode] = claims.TextValue(reasonLabelOf(reason).code)
	}
	for i := range f.e.Total {
		t := &f.e.Total[i]
		add(originTotal, &t.Category, &t.Reason, t.Amount.Value, t.Value)
	}
	for i := range f.e.Adjudication {
		a := &f.e.Adjudication[i]
		add(originAdjudication, &a.Category, &a.Reason, a.Amount.Value, a.Value)
	}
	for i := range f.e.BenefitBalance {
		for j := range f.e.BenefitBalance[i].Financial {
			b := &f.e.BenefitBalance[i].Financial[j]
			add(originBalance, &b.Type, &none, b.UsedMoney.Value, b.UsedUnsignedInt)
		}
	}
	for i := range f.e.Extension {
		x := &f.e.Extension[i]
		if x.ValueMoney != nil {
			category := codeableConcept{Coding: []coding{{Code: strings.TrimSuffix(x.URL, "/")}}}
			add(originExtension, &category, &none, x.ValueMoney.Value, "")
		}
	}
}
