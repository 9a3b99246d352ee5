package synth

import "fmt"

// patient writes the Patient resource of a person.
func (r v2) patient(e *enc, v *view) {
	p := v.person
	e.open()
	e.str("resourceType", "Patient")
	e.str("id", p.IDV2)
	r.meta(e, v, "C4BB-Patient")
	e.arr("extension")
	r.sex(e, p)
	r.race(e, p)
	r.dualMonths(e, v)
	e.close(']')
	r.numbers(e, v)
	e.arr("name")
	e.open()
	e.str("use", "usual")
	r.names(e, p.Last, p.First, p.Middle)
	e.close('}')
	e.close(']')
	e.str("gender", p.gender())
	e.date("birthDate", p.Birth)
	if v.dead() {
		e.date("deceasedDateTime", p.Death)
	}
	e.arr("address")
	e.open()
	if p.seed%5 != 0 {
		e.arr("line")
		e.text(p.Line1)
		if p.Line2 != "" {
			e.text(p.Line2)
		}
		e.close(']')
		e.str("city", p.City)
	}
	e.str("state", p.State)
	e.str("postalCode", p.Zip)
	e.close('}')
	e.close(']')
	e.close('}')
}

func (v2) names(e *enc, last, first, middle string) {
	e.str("family", last)
	e.arr("given")
	e.text(first)
	if middle != "" {
		e.text(middle)
	}
	e.close(']')
}

// gender is the FHIR administrative gender.
func (p *Person) gender() string {
	if p.Female {
		return "female"
	}
	return "male"
}

func (v2) sex(e *enc, p *Person) {
	code := "248153007"
	if p.Female {
		code = "248152002"
	}
	e.open()
	e.str("url", "http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex")
	e.str("valueCode", code)
	e.close('}')
}

// race writes CMS's race code and the US Core extension, which v2 always fills with "unknown".
func (v2) race(e *enc, p *Person) {
	v2CodeExt(e, "race", string(p.Race))
	e.open()
	e.str("url", "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race")
	e.arr("extension")
	e.raw(`{"url":"ombCategory","valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/v3-NullFlavor","code":"UNK","display":"Unknown"}}`)
	e.raw(`{"url":"text","valueString":"Unknown"}`)
	e.close(']')
	e.close('}')
}

// referenceYear is the one year v2 serves monthly enrollment for.
func (v *view) referenceYear() int { return v.end.Year() }

// dualMonths writes the reference year and the dual status of its twelve months.
func (v2) dualMonths(e *enc, v *view) {
	v2Name(e, "url", "rfrnc_yr")
	e.str("valueDate", digits(v.referenceYear()))
	e.close('}')
	for m := 1; m <= 12; m++ {
		v2CodeExt(e, fmt.Sprintf("dual_%02d", m), v.dualMonth(m))
	}
}

// dualMonth returns the dual status code of a month: NA not dual, ** no Part D data, "" not yet known.
func (v *view) dualMonth(month int) string {
	day := date(v.referenceYear(), month, 1)
	p := v.person
	switch {
	case day > v.end || v.dead() && day > p.Death:
		return ""
	case p.in("A", day) == nil && p.in("B", day) == nil:
		return "00"
	case p.in("DUAL", day) != nil:
		return p.in("DUAL", day).DualCode
	case p.in("D", day) == nil:
		return "**"
	}
	return "NA"
}

// numbers writes the MBIs with their currency, a historic one sometimes repeated without dates as v2
// does, and the beneficiary id.
func (r v2) numbers(e *enc, v *view) {
	p, current := v.person, v.mbi()
	e.arr("identifier")
	for _, m := range p.MBIs {
		if m.Known > v.release || m.Value == current {
			continue
		}
		r.number(e, "historic", "Historic", m, false)
	}
	for _, m := range p.MBIs {
		if m.Value == current {
			r.number(e, "current", "Current", m, true)
		}
	}
	if len(p.MBIs) > 1 && current != p.MBIs[0].Value && p.seed%3 == 0 {
		r.number(e, "historic", "Historic", p.MBIs[0], false)
	}
	e.open()
	e.concept("type", v2Terms+"v2-0203", "MB", "Member Number")
	v2Field(e, "system", "bene_id")
	e.str("value", p.IDV2)
	e.close('}')
	e.close(']')
}

func (v2) number(e *enc, code, display string, m MBI, period bool) {
	e.open()
	e.obj("type")
	e.arr("coding")
	e.open()
	e.arr("extension")
	e.open()
	e.str("url", v2Codes+"identifier-currency")
	e.key("valueCoding")
	e.coding(v2Codes+"identifier-currency", code, display)
	e.close('}')
	e.close(']')
	e.str("system", v2Terms+"v2-0203")
	e.str("code", "MC")
	e.str("display", "Patient's Medicare number")
	e.close('}')
	e.close(']')
	e.close('}')
	e.str("system", v2MBI)
	e.str("value", m.Value)
	if period {
		e.period("period", m.Start, NoDay)
	}
	e.close('}')
}
