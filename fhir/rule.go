package fhir

import (
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// rule says where the value of a column stands. Rules of one column are tried in the order of their table; the first
// that finds a value wins.
type rule struct {
	column claims.Col
	from   where
	only   []string            // claim types the rule is for; nil means all
	tidy   func(string) string // brings the code to its usual form; nil leaves it as sent
}

// place is the element that a rule reads.
type place uint8

const (
	atIdentifier            place = iota // identifier, by system
	atIdentifierType                     // identifier, by type
	atSource                             // meta.source
	atTag                                // meta.tag, by system
	atType                               // type.coding, by system
	atExtension                          // extension, by url
	atPeriodExtension                    // billablePeriod.extension
	atCoverageExtension                  // insurance.coverage.extension
	atSupport                            // supportingInfo, by category or by the system of its code
	atPointedSupport                     // the same, only those that the line's informationSequence names
	atTotal                              // total, by category
	atAdjudication                       // adjudication of the claim, by category
	atBalance                            // benefitBalance.financial, by type
	atLineAdjudication                   // item.adjudication, by category
	atLineExtension                      // item.extension, by url
	atLineRevenue                        // item.revenue.coding
	atLineRevenueExtension               // item.revenue.extension
	atLineProduct                        // item.productOrService.coding
	atLineProductExtension               // item.productOrService.extension
	atLineCategory                       // item.category.coding
	atLineLocation                       // item.locationCodeableConcept.coding
	atLineLocationExtension              // item.locationCodeableConcept.extension
	atLineQuantity                       // item.quantity.value
	atLineQuantityExtension              // item.quantity.extension
	atLineState                          // item.locationAddress.state
	atLineProgram                        // item.detail.programCode
)

// where chooses an entry of an element, and what to take of it.
type where struct {
	place  place
	entry  selector // of the category, coding, url or system
	coded  string   // supportingInfo only: an entry whose code is of this system is meant too
	code   string   // supportingInfo only: the code system to take; empty takes the published one before that of CMS
	period byte     // supportingInfo only: 's' start and 'e' end of timingPeriod; 0 takes what fits the column
	value  byte     // item.extension only: 'n' takes numbers, 'c' codes; 0 takes either
}

// The short forms of flattening.md section 0.
func ext(url string) where { return where{place: atExtension, entry: selector{system: url}} }
func v2Ext(x string) where { return ext(variables + x) }
func lineExt(url string) where {
	return where{place: atLineExtension, entry: selector{system: url}}
}
func v2LineExt(x string) where { return lineExt(variables + x) }
func v3LineExt(x string) where { return lineExt(structures + x) }
func ident(system string) where {
	return where{place: atIdentifier, entry: selector{system: system}}
}
func si2(x string) where {
	return where{place: atSupport, entry: selector{code: variables + x}, coded: variables + x}
}
func si3(x string) where {
	return where{place: atSupport, entry: selector{cmsCodes + "Supporting-Information", x}}
}
func sic(x string) where {
	return where{place: atSupport, entry: selector{carinCodes + "C4BBSupportingInfoType", x}}
}
func t2(x string) where { return where{place: atTotal, entry: selector{code: variables + x}} }
func la2(x string) where {
	return where{place: atLineAdjudication, entry: selector{code: variables + x}}
}
func bb2(x string) where { return where{place: atBalance, entry: selector{code: variables + x}} }
func t3(x string) where  { return where{place: atTotal, entry: selector{cmsCodes + "Adjudication", x}} }
func a3(x string) where {
	return where{place: atAdjudication, entry: selector{cmsCodes + "Adjudication", x}}
}
func la3(x string) where {
	return where{place: atLineAdjudication, entry: selector{cmsCodes + "Adjudication", x}}
}

func (w where) numbers() where                 { w.value = 'n'; return w }
func (w where) codes() where                   { w.value = 'c'; return w }
func (w where) pointed() where                 { w.place = atPointedSupport; return w }
func (w where) start() where                   { w.period = 's'; return w }
func (w where) end() where                     { w.period = 'e'; return w }
func (w where) codeSystem(system string) where { w.code = system; return w }

// apply fills the cells of a row that rules find a value for. it is the line of the row; nil for rows of the claim.
func apply(rules []rule, row claims.Row, e *eob, it *item, claimType string) {
	columns := claims.TableOf(row.Table).Columns
	for i := range rules {
		r := &rules[i]
		if row.Value(r.column).Set || (r.only != nil && !slices.Contains(r.only, claimType)) {
			continue
		}
		text := r.from.find(e, it, columns[r.column].Kind)
		if r.tidy != nil {
			text = r.tidy(text)
		}
		set(row, r.column, text)
	}
}

// find returns the text of the first entry that is chosen and says something.
func (w where) find(e *eob, it *item, kind claims.Kind) string {
	switch w.place {
	case atIdentifier:
		return identifierValue(e.Identifier, w.entry.system)
	case atIdentifierType:
		return identifierOfType(e.Identifier, w.entry)
	case atSource:
		return strings.TrimSpace(e.Meta.Source)
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
		return strings.TrimSpace(it.LocationAddress.State)
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
	case w.period == 's':
		return info.TimingPeriod.Start
	case w.period == 'e':
		return info.TimingPeriod.End
	case kind == claims.Date:
		return info.TimingDate
	case kind == claims.Int || kind == claims.Decimal:
		return string(info.ValueQuantity.Value)
	case w.code != "":
		return firstCode(info.Code, selector{system: w.code})
	}
	if codes := published(info.Code); len(codes) > 0 {
		return codes[0].Code
	}
	return strings.TrimSpace(info.ValueString)
}

// inAmounts returns an amount of money, or the bare value of entries that count something.
func (w where) inAmounts(entries []adjudication) string {
	for i := range entries {
		if !w.entry.has(entries[i].Category) {
			continue
		}
		if entries[i].Amount.Value != "" {
			return string(entries[i].Amount.Value)
		}
		if entries[i].Value != "" {
			return string(entries[i].Value)
		}
	}
	return ""
}

func (w where) inBalance(balances []benefitBalance) string {
	for i := range balances {
		for j := range balances[i].Financial {
			f := &balances[i].Financial[j]
			if !w.entry.has(f.Type) {
				continue
			}
			if f.UsedMoney.Value != "" {
				return string(f.UsedMoney.Value)
			}
			if f.UsedUnsignedInt != "" {
				return string(f.UsedUnsignedInt)
			}
		}
	}
	return ""
}
