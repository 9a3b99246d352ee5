package fhir

import (
	"cmp"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// find returns the text of the first entry that is chosen and says something. it is the line of the row; nil for rows of the
// claim.
func (w where) find(e *eob, it *item, kind claims.Kind) string {
	switch w.place {
	case atIdentifier:
		return identifierValue(e.Identifier, w.entry.system)
	case atIdentifierType:
		return identifierOfType(e.Identifier, w.entry)
	case atSource:
		return trimmed(e.Meta.Source)
	case atTag:
		return firstCode(codeableConcept{Coding: e.Meta.Tag}, w.entry)
	case atType:
		return firstCode(e.Type, w.entry)
	case atExtension:
		return extensionText(e.Extension, w.entry.system)
	case atPeriodExtension:
		return extensionText(e.BillablePeriod.Extension, w.entry.system)
	case atCoverageExtension:
		return w.inCoverage(e.Insurance)
	case atSupport, atPointedSupport:
		return w.inSupport(e.SupportingInfo, it, kind)
	case atTotal:
		return w.inAmounts(e.Total)
	case atAdjudication:
		return w.inAmounts(e.Adjudication)
	case atBalance:
		return w.inBalance(e.BenefitBalance)
	}
	return w.findOnLine(it)
}

func (w where) findOnLine(it *item) string {
	switch w.place {
	case atLineAdjudication:
		return w.inAmounts(it.Adjudication)
	case atLineExtension:
		return w.inLineExtensions(it.Extension)
	case atLineRevenue:
		return firstCode(it.Revenue, w.entry)
	case atLineRevenueExtension:
		return extensionText(it.Revenue.Extension, w.entry.system)
	case atLineProduct:
		return firstCode(it.ProductOrService, w.entry)
	case atLineProductExtension:
		return extensionText(it.ProductOrService.Extension, w.entry.system)
	case atLineCategory:
		return firstCode(it.Category, w.entry)
	case atLineLocation:
		return firstCode(it.LocationCodeableConcept, w.entry)
	case atLineLocationExtension:
		return extensionText(it.LocationCodeableConcept.Extension, w.entry.system)
	case atLineQuantity:
		return string(it.Quantity.Value)
	case atLineQuantityExtension:
		return extensionText(it.Quantity.Extension, w.entry.system)
	case atLineState:
		return trimmed(it.LocationAddress.State)
	case atLineProgram:
		return w.inPrograms(it.Detail)
	}
	return ""
}

// inLineExtensions takes the values of one kind where the same url stands on a count and on what it counts.
func (w where) inLineExtensions(extensions []extension) string {
	for i := range extensions {
		x := &extensions[i]
		if !sameURL(x.URL, w.entry.system) {
			continue
		}
		text := x.text()
		switch {
		case w.value == 'c' && x.ValueQuantity != nil:
			text = codeOf(coding{System: x.ValueQuantity.System, Code: x.ValueQuantity.Code})
		case w.value == 'n' && x.ValueCoding != nil:
			text = ""
		}
		if text != "" {
			return text
		}
	}
	return ""
}

func (w where) inPrograms(details []itemDetail) string {
	for i := range details {
		for _, program := range details[i].ProgramCode {
			if code := firstCode(program, w.entry); code != "" {
				return code
			}
		}
	}
	return ""
}

func (w where) inCoverage(insurances []insurance) string {
	for i := range insurances {
		if text := extensionText(insurances[i].Coverage.Extension, w.entry.system); text != "" {
			return text
		}
	}
	return ""
}

// inSupport looks through supportingInfo. Sequences repeat there, so a line's pointer alone does not choose.
func (w where) inSupport(infos []supportingInfo, it *item, kind claims.Kind) string {
	for i := range infos {
		info := &infos[i]
		if !w.choosesSupport(info) || (w.place == atPointedSupport && !slices.Contains(it.InformationSequence, info.Sequence)) {
			continue
		}
		if text := w.valueOfSupport(info, kind); text != "" {
			return text
		}
	}
	return ""
}

func (w where) choosesSupport(info *supportingInfo) bool {
	return w.entry.has(info.Category) || (w.coded != "" && selector{system: w.coded}.has(info.Code))
}

func (w where) valueOfSupport(info *supportingInfo, kind claims.Kind) string {
	switch {
	case w.period != 0 && info.TimingPeriod == nil:
		return ""
	case w.period == 's':
		return info.TimingPeriod.Start
	case w.period == 'e':
		return info.TimingPeriod.End
	case kind == claims.Date:
		return info.TimingDate
	case kind == claims.Int || kind == claims.Decimal:
		if info.ValueQuantity == nil {
			return ""
		}
		return string(info.ValueQuantity.Value)
	case w.code != "":
		return firstCode(info.Code, selector{system: w.code})
	}
	if code := supportCodeOf(&info.Code).first; code != "" {
		return code
	}
	return trimmed(info.ValueString)
}

// inAmounts returns an amount of money, or the bare value of entries that count something.
func (w where) inAmounts(entries []adjudication) string {
	for i := range entries {
		if !w.entry.has(entries[i].Category) {
			continue
		}
		if text := entries[i].text(); text != "" {
			return text
		}
	}
	return ""
}

// text is the amount, else the bare value.
func (a *adjudication) text() string { return string(cmp.Or(a.Amount.Value, a.Value)) }

func (w where) inBalance(balances []benefitBalance) string {
	for i := range balances {
		for j := range balances[i].Financial {
			f := &balances[i].Financial[j]
			if !w.entry.has(f.Type) {
				continue
			}
			if text := f.text(); text != "" {
				return text
			}
		}
	}
	return ""
}

// text is the amount, else the count.
func (f *benefitFinancial) text() string { return string(cmp.Or(f.UsedMoney.Value, f.UsedUnsignedInt)) }
