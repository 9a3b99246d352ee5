package synth

import "slices"

// items writes the claim lines (docs/reference/flattening.md 2.4).
func (x *eob3) items() {
	if x.c.Kind == PDE {
		x.drugItem()
		return
	}
	if len(x.c.Lines) == 0 {
		return // a hospice election notice bills nothing
	}
	x.arr("item")
	for i := range x.c.Lines {
		l := &x.c.Lines[i]
		x.open()
		if x.c.Kind.Professional() {
			x.professionalItem(l)
		} else {
			x.institutionalItem(l)
		}
		x.close('}')
	}
	x.close(']')
}

func (x *eob3) professionalItem(l *Line) {
	shared := !x.adjudicated()
	x.professionalExtensions(l)
	x.int("sequence", l.Seq)
	if !shared || x.c.Kind != Carrier {
		x.ints("careTeamSequence", x.members(l))
	}
	x.ints("diagnosisSequence", l.Dx)
	x.lineReferences(l)
	x.product(l)
	x.modifiers(l.Modifiers)
	x.served(l)
	if l.POS != "" {
		x.concept("locationCodeableConcept", v3Place, l.POS, v3Texts["CLM-POS-CD"][l.POS])
	}
	x.quantity(l.Units)
	x.arr("adjudication")
	x.professionalAmounts(l)
	x.close(']')
	x.detail(l)
}

func (x *eob3) institutionalItem(l *Line) {
	if (x.c.Kind == HHA || x.c.Kind == Outpatient) && x.adjudicated() && !l.Total() {
		x.paymentExtensions(l)
	}
	x.int("sequence", l.Seq)
	x.ints("careTeamSequence", x.members(l))
	x.revenue(l)
	x.product(l)
	x.modifiers(l.Modifiers)
	if x.c.Kind != Inpatient && x.c.Kind != SNF || l.HCPCS != "" {
		x.served(l)
	}
	if !l.Total() {
		x.quantity(l.Units)
	}
	x.arr("adjudication")
	x.institutionalAmounts(l)
	x.close(']')
	x.detail(l)
}

// members returns the care team sequences of a line without those of members v3 does not write.
func (x *eob3) members(l *Line) []int {
	absent := func(n int) bool {
		if n < 1 || n > len(x.c.Team) {
			return true
		}
		_, known := v3Roles[x.c.Team[n-1].Role]
		return !known
	}
	if !slices.ContainsFunc(l.Team, absent) {
		return l.Team
	}
	return slices.DeleteFunc(slices.Clone(l.Team), absent)
}

// lineReferences writes the supportingInfo rows of the line.
func (x *eob3) lineReferences(l *Line) {
	found := false
	for _, r := range x.refs {
		if r.line != l.Seq {
			continue
		}
		if !found {
			x.arr("informationSequence")
			found = true
		}
		x.num(r.info)
	}
	if found {
		x.close(']')
	}
}

// revenue writes the revenue code twice, CMS's own and the public coding, and whether deductible and
// coinsurance apply.
func (x *eob3) revenue(l *Line) {
	if l.Revenue == "" {
		return
	}
	x.obj("revenue")
	x.arr("coding")
	x.cms(x.enc, "CLM-REV-CNTR-CD", l.Revenue)
	x.coding(v3NUBC+"RevenueCodes", l.Revenue, "")
	if x.adjudicated() && !l.Total() {
		code := "3"
		switch {
		case l.Deduct > 0 || x.c.Kind == Inpatient || x.c.Kind == SNF:
			code = "0"
		case l.Coins > 0:
			code = "1"
		case l.Rate == 0 && l.Paid == 0:
			code = "4"
		}
		x.coding(v3CMS+"CLM-DDCTBL-COINSRNC-CD", code, "")
	}
	x.close(']')
	x.close('}')
}

// product writes what was done; a line without a procedure code says so. A payment group (HIPPS) is
// no procedure, also where v2 files it as one.
func (x *eob3) product(l *Line) {
	x.obj("productOrService")
	x.arr("coding")
	if l.HCPCS != "" && l.HCPCS != l.HIPPS {
		x.coding(v3HCPCSSystem(l.HCPCS), l.HCPCS, "")
	} else {
		x.raw(`{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"not-applicable","display":"Not Applicable"}`)
	}
	if l.HIPPS != "" {
		x.coding(v3HIPPS, l.HIPPS, "")
	}
	x.close(']')
	x.close('}')
}

// v3HCPCSSystem: codes and modifiers that start with a digit are CPT, the others HCPCS level II.
func v3HCPCSSystem(code string) string {
	if code != "" && code[0] >= '0' && code[0] <= '9' {
		return v3CPT
	}
	return v3HCPCS
}

// modifiers writes one element per modifier, in order.
func (x *eob3) modifiers(codes []string) {
	if len(codes) == 0 {
		return
	}
	x.arr("modifier")
	for _, m := range codes {
		x.open()
		x.arr("coding")
		x.coding(v3HCPCSSystem(m), m, "")
		x.close(']')
		x.close('}')
	}
	x.close(']')
}

// served writes the day or the days of a line.
func (x *eob3) served(l *Line) {
	switch {
	case l.From == NoDay:
	case l.Thru == NoDay || l.Thru == l.From:
		x.date("servicedDate", l.From)
	default:
		x.period("servicedPeriod", l.From, l.Thru)
	}
}

// quantity writes units with at least one decimal, as the server does.
func (x *eob3) quantity(units Milli) {
	x.obj("quantity")
	x.key("value")
	x.buf = appendDecimal(x.buf, int64(units), 3)
	x.close('}')
}

// detail writes the drug given with a line.
func (x *eob3) detail(l *Line) {
	if l.NDC == "" {
		return
	}
	x.arr("detail")
	x.drugDetail(1, l.NDC, l.NDCQty, l.NDCUnit)
	x.close(']')
}

func (x *eob3) drugDetail(sequence int, ndc string, quantity Milli, unit string) {
	x.open()
	x.int("sequence", sequence)
	x.concept("productOrService", v3NDC, ndc, "")
	if quantity != 0 {
		x.drugQuantity(quantity, unit)
	}
	x.close('}')
}

// drugQuantity writes an amount of a drug. UCUM has codes for millilitres and grams, not for pieces.
func (x *eob3) drugQuantity(quantity Milli, unit string) {
	x.obj("quantity")
	x.key("value")
	x.buf = appendDecimal(x.buf, int64(quantity), 3)
	if unit != "" {
		x.str("unit", unit)
	}
	switch unit {
	case "ML":
		x.raw(`"system":"http://unitsofmeasure.org","code":"mL"`)
	case "GR":
		x.raw(`"system":"http://unitsofmeasure.org","code":"g"`)
	case "ME":
		x.raw(`"system":"http://unitsofmeasure.org","code":"mg"`)
	}
	x.close('}')
}

// professionalExtensions writes what carrier and DME lines have beyond FHIR's own elements.
func (x *eob3) professionalExtensions(l *Line) {
	c := x.c
	deductible := "0"
	if l.Deduct == 0 && l.Coins == 0 && l.Paid > 0 {
		deductible = "1" // preventive services: nothing for the person to pay
	}
	x.arr("extension")
	if c.Kind == DME && !x.adjudicated() {
		x.codeExtension(x.enc, "CLM-SRVC-DDCTBL-SW", deductible)
		x.close(']')
		return
	}
	p := x.rendering(l)
	x.renderingExtensions(p)
	if l.Anesth > 0 || x.roll.one(5, uint64(50+l.Seq)) {
		x.decimalExtension("CLM-LINE-ANSTHSA-UNIT-CNT", l.Anesth)
	}
	if c.Kind == Carrier {
		indicator := "3"
		switch {
		case l.Anesth > 0:
			indicator = "2"
		case l.HCPCS == "A0425":
			indicator = "1" // miles
		}
		x.codeExtension(x.enc, "CLM-MTUS-IND-CD", indicator)
		x.decimalExtension("CLM-LINE-PRFNL-MTUS-CNT", l.Units)
		x.codeExtension(x.enc, "CLM-PRCNG-LCLTY-CD", l.Locality)
		x.codeExtension(x.enc, "CLM-FED-TYPE-SRVC-CD", l.TOS)
		x.codeExtension(x.enc, "CLM-PRCSG-IND-CD", l.Process)
	}
	x.codeExtension(x.enc, "CLM-SRVC-DDCTBL-SW", deductible)
	if c.Kind == Carrier {
		x.carrierExtensions(l, p)
	}
	x.textExtension(x.enc, "CLM-LINE-RX-NUM", l.RxNumber)
	x.close(']')
}

// renderingExtensions: type, tax number and participation of the one who gave the service.
func (x *eob3) renderingExtensions(p *Provider) {
	if p == nil {
		return
	}
	kind := "1"
	if p.Org {
		kind = "8"
	}
	if x.c.Kind == DME {
		kind = "3"
	}
	x.codeExtension(x.enc, "CLM-PRVDR-TYPE-CD", kind)
	if p.TIN != "" {
		x.extension(x.enc, "CLM-PRVDR-TAX-NUM")
		x.obj("valueIdentifier")
		x.raw(v3TypeTax)
		x.str("system", v3TaxNumber)
		x.str("value", p.TIN)
		x.close('}')
		x.close('}')
	}
	participates := "1"
	if x.c.Pro != nil && !x.c.Pro.Assigned {
		participates = "4"
	}
	x.codeExtension(x.enc, "CLM-RNDRG-PRVDR-PRTCPTG-CD", participates)
}

// carrierExtensions writes the rarer extensions of carrier lines.
func (x *eob3) carrierExtensions(l *Line, p *Provider) {
	if p != nil {
		x.codeExtension(x.enc, "CLM-PRVDR-SPCLTY-CD", p.Specialty)
		if p.Specialty == "97" {
			x.codeExtension(x.enc, "CLM-PHYSN-ASTNT-CD", "3")
		}
	}
	if x.roll.one(20, 51) {
		x.codeExtension(x.enc, "CLM-LINE-CARR-HPSA-SCRCTY-CD", "1")
	}
	if l.Prior > 0 {
		x.codeExtension(x.enc, "CLM-PRMRY-PYR-CD", x.c.Primary)
	}
	rate := "0"
	if l.Coins == 0 && l.Paid > 0 {
		rate = "1"
	}
	x.codeExtension(x.enc, "CLM-PMT-80-100-CD", rate)
}

func (x *eob3) decimalExtension(name string, m Milli) {
	x.extension(x.enc, name)
	x.milli("valueDecimal", m)
	x.close('}')
}

// paymentExtensions writes how an outpatient or home health line was priced.
func (x *eob3) paymentExtensions(l *Line) {
	method, packaged := "3", "0"
	switch {
	case l.Status == "N":
		method, packaged = "9", "1"
	case l.Status == "A" || x.c.Kind == HHA:
		method = "2"
	case l.Paid > 0:
		method = "1"
	}
	x.arr("extension")
	x.codeExtension(x.enc, "CLM-REV-DSCNT-IND-CD", "1")
	x.extension(x.enc, "CLM-OTAF-ONE-IND-CD")
	x.raw(`"valueCoding":{"system":"` + v3CMS + `CLM-OTAF-IND-CD","code":"N"}`)
	x.close('}')
	x.codeExtension(x.enc, "CLM-REV-PACKG-IND-CD", packaged)
	x.codeExtension(x.enc, "CLM-REV-PMT-MTHD-CD", method)
	x.codeExtension(x.enc, "CLM-REV-CNTR-STUS-CD", l.Status)
	x.close(']')
}

// drugItem writes the one line of a Part D event. A compound names its ingredients as details.
func (x *eob3) drugItem() {
	rx := x.c.Rx
	x.arr("item")
	x.open()
	x.int("sequence", 1)
	if rx.Compound {
		x.concept("productOrService", v3Carin+"C4BBCompoundLiteral", "compound", "compound")
	} else {
		x.concept("productOrService", v3NDC, rx.NDC, "")
	}
	x.date("servicedDate", x.c.From)
	if rx.Compound {
		x.quantity(rx.Quantity)
	} else {
		x.drugQuantity(rx.Quantity, rx.Unit)
	}
	x.arr("adjudication")
	x.drugAmounts()
	x.close(']')
	if rx.Compound {
		x.ingredients()
	}
	x.close('}')
	x.close(']')
}

func (x *eob3) ingredients() {
	rx := x.c.Rx
	parts := rx.Parts
	if len(parts) == 0 {
		parts = []string{rx.NDC}
	}
	x.arr("detail")
	for i, ndc := range parts {
		x.drugDetail(i+1, ndc, max(1000, rx.Quantity/Milli(len(parts))/1000*1000), rx.Unit)
	}
	x.close(']')
}
