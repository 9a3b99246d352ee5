package fhir

import (
	"slices"

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

// isFor says that the rule holds for a type of claim.
func (r *rule) isFor(claimType string) bool {
	return r.only == nil || slices.Contains(r.only, claimType)
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
	placeCount
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

// in chooses the entries of a code system, url or identifier system.
func in(p place, system string) where { return where{place: p, entry: selector{system: system}} }

// The short forms of flattening.md section 0.
func v2Ext(x string) where      { return in(atExtension, variables+x) }
func v2LineExt(x string) where  { return in(atLineExtension, variables+x) }
func v3LineExt(x string) where  { return in(atLineExtension, structures+x) }
func ident(system string) where { return in(atIdentifier, system) }
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

// orCoded takes entries too whose code is of the system: so the dictionary of v3 names a few fields.
func (w where) orCoded(system string) where { w.coded = system; return w }
