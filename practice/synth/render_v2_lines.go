package synth

// items writes the claim lines.
func (x *eob2) items() {
	x.arr("item")
	for i := range x.c.Lines {
		l := &x.c.Lines[i]
		switch {
		case x.c.Pro != nil:
			x.professionalItem(l)
		case x.c.Rx != nil:
			x.drugItem(l)
		default:
			x.institutionalItem(l)
		}
	}
	x.close(']')
}

func (x *eob2) professionalItem(l *Line) {
	x.open()
	x.arr("extension")
	if x.c.Kind == DME {
		x.supplierExtensions(l)
	} else {
		x.mtus(l)
	}
	v2CodeExt(x.enc, "betos_cd", l.BETOS)
	v2CodeExt(x.enc, "line_bene_prmry_pyr_cd", x.c.Primary)
	v2CodeExt(x.enc, "line_prcsg_ind_cd", l.Process)
	subject := "0"
	if l.Deduct == 0 && l.Coins == 0 && l.Paid > 0 {
		subject = "1"
	}
	v2CodeExt(x.enc, "line_service_deductible", subject)
	x.close(']')
	x.int("sequence", l.Seq)
	x.ints("careTeamSequence", l.Team)
	x.ints("diagnosisSequence", l.Dx)
	if n := x.hemo[l.Seq]; n > 0 {
		x.ints("informationSequence", []int{n})
	}
	x.obj("category")
	x.arr("coding")
	v2Coding(x.enc, "line_cms_type_srvc_cd", l.TOS)
	x.close(']')
	x.close('}')
	x.product(l)
	x.modifiers(l, true)
	x.period("servicedPeriod", l.From, l.Thru)
	x.location(l)
	x.quantity(l.Units)
	x.professionalAmounts(l)
	x.close('}')
}

// mtus writes the units count of a carrier line: twice under one url, as a number and as its kind.
func (x *eob2) mtus(l *Line) {
	count, kind := l.Units, "3"
	switch {
	case l.Anesth > 0:
		count, kind = l.Anesth, "2"
	case l.HCPCS == "A0425":
		kind = "1"
	}
	v2QuantityExt(x.enc, "carr_line_mtus_cnt", count)
	v2Name(x.enc, "url", "carr_line_mtus_cnt")
	x.obj("valueCoding")
	v2Field(x.enc, "system", "carr_line_mtus_cnt")
	x.str("code", kind)
	x.close('}')
	x.close('}')
	v2CodeExt(x.enc, "carr_line_mtus_cd", kind)
}

func (x *eob2) supplierExtensions(l *Line) {
	v2IDExt(x.enc, "suplrnum", x.c.Provider.NPI)
	v2Name(x.enc, "url", "dmerc_line_scrn_svgs_amt")
	x.obj("valueQuantity")
	x.key("value")
	x.buf = appendCents(x.buf, l.Screen)
	x.close('}')
	x.close('}')
	v2Name(x.enc, "url", "dmerc_line_mtus_cnt")
	x.obj("valueQuantity")
	x.milli("value", l.Units)
	x.str("unit", "Number of services")
	v2Field(x.enc, "system", "dmerc_line_mtus_cd")
	x.str("code", "3")
	x.close('}')
	x.close('}')
	v2CodeExt(x.enc, "dmerc_line_prcng_state_cd", x.v.person.State)
	v2CodeExt(x.enc, "dmerc_line_supplr_type_cd", "3")
}

// product writes the code of what was done, with the drug given as an extension.
func (x *eob2) product(l *Line) {
	if l.HCPCS == "" && l.NDC == "" {
		return
	}
	x.obj("productOrService")
	if l.NDC != "" {
		x.arr("extension")
		x.open()
		x.str("url", "http://hl7.org/fhir/sid/ndc")
		x.key("valueCoding")
		x.coding("http://hl7.org/fhir/sid/ndc", l.NDC, x.injection(l.HCPCS))
		x.close('}')
		x.close(']')
	}
	if l.HCPCS != "" {
		x.arr("coding")
		if x.c.Kind == Inpatient {
			v2Coding(x.enc, "hcpcs_cd", l.HCPCS)
		}
		x.coding(v2HCPCS, l.HCPCS, "")
		x.close(']')
	}
	x.close('}')
}

// injection is a short name for the drug behind a code.
func (x *eob2) injection(hcpcs string) string {
	if hcpcs == "90662" {
		return "Influenza vaccine, high dose"
	}
	return "Injection " + hcpcs
}

// modifiers writes the modifiers; on institutional lines the unit of a drug is filed among them.
func (x *eob2) modifiers(l *Line, slots bool) {
	unit := l.NDC != "" && !slots
	if len(l.Modifiers) == 0 && !unit {
		return
	}
	x.arr("modifier")
	for i, m := range l.Modifiers {
		x.open()
		x.arr("coding")
		x.open()
		x.str("system", v2HCPCS)
		if slots {
			x.str("version", digits(i+1))
		}
		x.str("code", m)
		x.close('}')
		x.close(']')
		x.close('}')
	}
	if unit {
		x.open()
		x.arr("coding")
		x.coding(v2Units, l.NDCUnit, map[string]string{"ML": "Milliliter", "GR": "Gram", "UN": "Unit"}[l.NDCUnit])
		x.close(']')
		x.close('}')
	}
	x.close(']')
}

func (x *eob2) location(l *Line) {
	x.obj("locationCodeableConcept")
	x.arr("extension")
	state := x.c.Provider.State
	if x.v.person.seed%11 == 0 {
		state = ssaState[state] // older data carry the SSA number
	}
	v2CodeExt(x.enc, "prvdr_state_cd", state)
	if x.c.Kind == Carrier {
		v2CodeExt(x.enc, "prvdr_zip", x.c.Provider.Zip+"0000")
		v2CodeExt(x.enc, "carr_line_prcng_lclty_cd", l.Locality)
		if l.TOS == "5" {
			v2IDExt(x.enc, "carr_line_clia_lab_num", x.clia())
		}
	}
	x.close(']')
	x.arr("coding")
	v2Coding(x.enc, "line_place_of_srvc_cd", l.POS)
	x.close(']')
	x.close('}')
}

// clia is the laboratory number of the billing provider; an office's is made from its NPI.
func (x *eob2) clia() string {
	if n := x.c.Provider.CLIA; n != "" {
		return n
	}
	return "36D8" + x.c.Provider.NPI[4:]
}

func (x *eob2) quantity(m Milli) {
	x.obj("quantity")
	x.milli("value", m)
	x.close('}')
}

func (x *eob2) drugItem(l *Line) {
	rx := x.c.Rx
	x.open()
	x.int("sequence", l.Seq)
	x.ints("careTeamSequence", l.Team)
	word := ""
	if d := x.v.drug(rx.NDC); d != nil {
		word = d.word
	}
	x.concept("productOrService", "http://hl7.org/fhir/sid/ndc", rx.NDC, word)
	x.date("servicedDate", l.From)
	x.obj("quantity")
	x.key("value")
	x.buf = appendDecimal(x.buf, int64(rx.Quantity), 3)
	x.close('}')
	x.drugAmounts(rx)
	x.close('}')
}

func (x *eob2) institutionalItem(l *Line) {
	c := x.c
	x.open()
	if c.Kind == Outpatient || c.Kind == HHA || c.Kind == SNF {
		x.arr("extension")
		v2QuantityExt(x.enc, "rev_cntr_unit_cnt", l.Units)
		x.close(']')
	}
	x.int("sequence", l.Seq)
	x.ints("careTeamSequence", x.performing(l))
	x.revenue(l)
	x.product(l)
	x.modifiers(l, false)
	if c.Kind == Outpatient || c.Kind == HHA || c.Kind == Hospice {
		x.date("servicedDate", l.From)
	}
	x.obj("locationAddress")
	x.str("state", c.Provider.State)
	x.close('}')
	if l.NDC != "" {
		x.quantity(l.NDCQty)
	} else {
		x.quantity(l.Units)
	}
	x.institutionalAmounts(l)
	x.close('}')
}

// performing names who did a line: the team's performing member, where the claim has one.
func (x *eob2) performing(l *Line) []int {
	if len(l.Team) > 0 || l.Total() {
		return l.Team
	}
	for i, m := range x.c.Team {
		if m.Role == Performing {
			return []int{i + 1}
		}
	}
	return nil
}

// revenue writes the revenue centre. Outside of outpatient claims v2 files the deductible code a
// second time under the NUBC revenue code system (docs/reference/flattening.md 2.4).
func (x *eob2) revenue(l *Line) {
	x.obj("revenue")
	if l.Status != "" {
		x.arr("extension")
		v2CodeExt(x.enc, "rev_cntr_stus_ind_cd", l.Status)
		x.close(']')
	}
	x.arr("coding")
	v2Coding(x.enc, "rev_cntr", l.Revenue)
	if x.c.Kind != Outpatient {
		code := "0"
		switch {
		case l.Total(), l.HIPPS != "":
			code = "4"
		case x.c.Kind == HHA, x.c.Kind == Hospice:
			code = "3"
		}
		x.coding("https://www.nubc.org/CodeSystem/RevenueCodes", code, "")
		v2Coding(x.enc, "rev_cntr_ddctbl_coinsrnc_cd", code)
	}
	x.close(']')
	x.close('}')
}
