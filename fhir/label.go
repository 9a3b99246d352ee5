package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// labels are what rows say of a concept, found out once for those that are known. Texts are as cells hold them: without blanks
// around them.
type labels struct {
	chosen    [ruleSetCount]chosen // rules that choose it
	amount    amountLabel
	reason    reasonLabel
	category  categoryLabel
	code      codeLabel
	role      string // in a care team
	taxonomy  string
	specialty struct{ v2, v3 string }
	diagnosis diagnosisLabel
	types     []string // kinds of a diagnosis
	ndc       string   // drug code
	bill      string   // type of bill, without its leading zero
	billPart  bool     // it has a coding that is part of a type of bill
}

// amountLabel is the category of an amount: generic is the kind that FHIR and CARIN define, which comes many times on a line,
// named is the name that CMS gives, unique on a line (docs/reference/flattening.md 2.5).
type amountLabel struct{ generic, named string }

// diagnosisLabel is the code of a diagnosis.
type diagnosisLabel struct{ code, norm, icd, display string }

// reasonLabel is the reason of a decision.
type reasonLabel struct{ system, code string }

// categoryLabel is the category of supporting information.
type categoryLabel struct{ system, code string }

// codeLabel is a code as supporting information shows it: all codes that say something and the first of them.
type codeLabel struct{ system, codes, first, display string }

// label finds out what rows say of a concept.
func (c *codeableConcept) label() labels {
	l := labels{amount: readAmountLabel(c), reason: readReasonLabel(c), category: readCategory(c), code: readCodeLabel(c)}
	l.role, l.taxonomy = readRole(c), readTaxonomy(c)
	l.specialty.v2, l.specialty.v3 = readSpecialty(c, claims.V2), readSpecialty(c, claims.V3)
	l.diagnosis, l.types, l.ndc = readDiagnosisLabel(c, nil), appendTypes(nil, c), readNDC(c)
	l.bill, l.billPart = readBill(c), readBillParts(c) != ""
	for i, s := range ruleSets {
		l.chosen[i] = chosen{entry: s.choosingNew(c, s.all()), coded: s.choosingNewCode(c, s.all())}
	}
	return l
}

// label finds out which rules name an extension.
func (x *extension) label() (l labels) {
	for i, s := range ruleSets {
		l.chosen[i].entry = s.choosingNewURL(x.URL, s.all())
	}
	return l
}

func amountLabelOf(c *codeableConcept) amountLabel {
	if c.known != nil {
		return c.known.amount
	}
	return readAmountLabel(c)
}

func reasonLabelOf(c *codeableConcept) reasonLabel {
	if c.known != nil {
		return c.known.reason
	}
	return readReasonLabel(c)
}

func categoryOf(c *codeableConcept) categoryLabel {
	if c.known != nil {
		return c.known.category
	}
	return readCategory(c)
}

func roleOf(c *codeableConcept) string {
	if c.known != nil {
		return c.known.role
	}
	return readRole(c)
}

func taxonomyOf(c *codeableConcept) string {
	if c.known != nil {
		return c.known.taxonomy
	}
	return readTaxonomy(c)
}

func specialtyOf(c *codeableConcept, version string) string {
	switch {
	case c.known == nil:
		return readSpecialty(c, version)
	case version == claims.V2:
		return c.known.specialty.v2
	}
	return c.known.specialty.v3
}

func diagnosisOf(c *codeableConcept, kept *texts) diagnosisLabel {
	if c.known != nil {
		return c.known.diagnosis
	}
	return readDiagnosisLabel(c, kept)
}

func ndcOf(c *codeableConcept) string {
	if c.known != nil {
		return c.known.ndc
	}
	return readNDC(c)
}

func billOf(c *codeableConcept) string {
	if c.known != nil {
		return c.known.bill
	}
	return readBill(c)
}

func billPartsOf(c *codeableConcept) string {
	if c.known != nil && !c.known.billPart {
		return ""
	}
	return readBillParts(c)
}

func supportCodeOf(c *codeableConcept) codeLabel {
	if c.known != nil {
		return c.known.code
	}
	return readCodeLabel(c)
}
