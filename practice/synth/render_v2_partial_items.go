package synth

// itemRows writes the lines of a partially adjudicated claim.
func (x *pre2) itemRows() {
	if len(x.c.Lines) == 0 {
		return // a hospice election notice has none
	}
	x.arr("item")
	for i := range x.c.Lines {
		l := &x.c.Lines[i]
		x.open()
		if x.c.Inst != nil {
			x.revenueItem(l)
		} else {
			x.serviceItem(l)
		}
		x.detail(l)
		x.close('}')
	}
	x.close(']')
}

func (x *pre2) revenueItem(l *Line) {
	x.arr("extension")
	v2QuantityExt(x.enc, "fiss/rev-serv-unit-cnt", l.Units)
	if l.HCPCS != "" {
		x.conceptExt("fiss/hcpc-ind", "A")
	}
	x.close(']')
	x.int("sequence", l.Seq)
	x.obj("revenue")
	if l.NonCov > 0 {
		x.arr("extension")
		x.conceptExt("fiss/non-bill-rev-code", l.Revenue)
		x.close(']')
	}
	x.arr("coding")
	v2Coding(x.enc, "fiss/rev-cd", l.Revenue)
	x.close(']')
	x.close('}')
	if l.HCPCS != "" {
		x.obj("productOrService")
		if l.Status == "J1" || l.Status == "J2" || l.Status == "S" || l.Status == "T" || l.Status == "V" {
			x.arr("extension")
			x.conceptExt("fiss/apc-hcpcs-apc", apcOf(l.HCPCS))
			x.close(']')
		}
		x.arr("coding")
		x.coding("https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", l.HCPCS, "")
		x.close(']')
		x.close('}')
	}
	x.modifierRows(l, v2HCPCS)
	x.date("servicedDate", l.From)
	x.obj("quantity")
	x.milli("value", l.Units)
	x.close('}')
}

// apcOf makes a five-digit payment group from a procedure code.
func apcOf(hcpcs string) string {
	n := 5000
	for _, r := range hcpcs {
		n = (n*7 + int(r)) % 900
	}
	return "05" + string([]byte{byte('0' + n/100), byte('0' + n/10%10), byte('0' + n%10)})
}

// conceptExt writes an extension whose value is a CodeableConcept.
func (x *pre2) conceptExt(name, code string) {
	v2Name(x.enc, "url", name)
	x.obj("valueCodeableConcept")
	x.arr("coding")
	v2Coding(x.enc, name, code)
	x.end(`]}}`)
}

func (x *pre2) serviceItem(l *Line) {
	x.int("sequence", l.Seq)
	if len(l.Dx) > 0 {
		x.arr("diagnosisSequence")
		for _, n := range l.Dx {
			x.num(n)
		}
		x.close(']')
	}
	x.concept("productOrService", "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets", l.HCPCS, "")
	x.modifierRows(l, "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets")
	from := l.From
	if x.v.roll(x.c, 6, 7) {
		from = NoDay // MCS sometimes keeps the last day only
	}
	x.period("servicedPeriod", from, l.Thru)
}

func (x *pre2) modifierRows(l *Line, system string) {
	if len(l.Modifiers) == 0 {
		return
	}
	x.arr("modifier")
	for i, m := range l.Modifiers {
		x.raw(`{"coding":[{"system":"` + system + `","version":"` + digits(i+1) + `","code":"` + m + `"}]}`)
	}
	x.close(']')
}

// detail writes the drug package of a line.
func (x *pre2) detail(l *Line) {
	if l.NDC == "" {
		return
	}
	x.arr("detail")
	x.open()
	x.int("sequence", 1)
	x.concept("productOrService", "http://hl7.org/fhir/sid/ndc", l.NDC, "")
	x.obj("quantity")
	x.milli("value", l.NDCQty)
	if x.c.Inst != nil {
		x.str("unit", l.NDCUnit)
		x.str("system", v2Units)
		x.str("code", map[string]string{"ML": "mL", "GR": "g", "UN": "{Unit}"}[l.NDCUnit])
	}
	x.end(`}}]`)
}
