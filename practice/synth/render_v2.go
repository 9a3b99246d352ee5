package synth

import "time"

// v2 writes resources in the shape of BCDA v2 (docs/reference/flattening.md 0): FHIR R4, CARIN BB 1.x,
// from CMS's Chronic Condition Warehouse. It has no state.
type v2 struct{}

var _ renderer = v2{}

// Systems and urls of v2. V2 codes are often urls themselves.
const (
	v2Var     = "https://bluebutton.cms.gov/resources/variables/"
	v2Codes   = "https://bluebutton.cms.gov/resources/codesystem/"
	v2Group   = "https://bluebutton.cms.gov/resources/identifier/claim-group"
	v2Carin   = "http://hl7.org/fhir/us/carin-bb/CodeSystem/"
	v2Terms   = "http://terminology.hl7.org/CodeSystem/"
	v2Profile = "http://hl7.org/fhir/us/carin-bb/StructureDefinition/"
	v2NPI     = "http://hl7.org/fhir/sid/us-npi"
	v2NUCC    = "http://nucc.org/provider-taxonomy"
	v2HCPCS   = v2Codes + "hcpcs"
	v2Units   = "http://unitsofmeasure.org"
	v2MBI     = "http://hl7.org/fhir/sid/us-mbi"
)

// Identifier types.
const (
	v2TypeUC  = `"type":{"coding":[{"system":"` + v2Carin + `C4BBIdentifierType","code":"uc","display":"Unique Claim ID"}]}`
	v2TypeNPI = `"type":{"coding":[{"system":"` + v2Carin + `C4BBIdentifierType","code":"npi","display":"National Provider Identifier"}]}`
)

// v2Time writes an instant as v2 does.
func v2Time(e *enc, name string, t time.Time) {
	e.key(name)
	e.buf = append(e.buf, '"')
	e.buf = t.UTC().AppendFormat(e.buf, "2006-01-02T15:04:05.000+00:00")
	e.buf = append(e.buf, '"')
}

// meta writes lastUpdated and, if there is one, the CARIN profile.
func (v2) meta(e *enc, v *view, profile string) {
	e.obj("meta")
	v2Time(e, "lastUpdated", v.updated)
	if profile != "" {
		e.arr("profile")
		e.text(v2Profile + profile)
		e.close(']')
	}
	e.close('}')
}

// v2Name opens an object with url or system of a CMS variable: {"url":"...variables/name".
func v2Name(e *enc, key, name string) {
	e.open()
	v2Field(e, key, name)
}

// v2Field writes "key":"...variables/name".
func v2Field(e *enc, key, name string) {
	e.key(key)
	e.buf = append(e.buf, `"`+v2Var...)
	e.buf = append(e.buf, name...)
	e.buf = append(e.buf, '"')
}

// v2Coding writes a Coding of a CMS variable as a value, with the words for its code if known.
func v2Coding(e *enc, name, code string) {
	v2Name(e, "system", name)
	e.str("code", code)
	if text := v2Text(name, code); text != "" {
		e.str("display", text)
	}
	e.close('}')
}

// v2Text returns the words for a code; monthly variables share those of their series.
func v2Text(name, code string) string {
	if words, ok := v2Texts[name]; ok {
		return words[code]
	}
	if n := len(name) - 2; n > 0 && name[n] >= '0' && name[n] <= '9' {
		return v2Texts[name[:n]][code]
	}
	return ""
}

// v2CodeExt writes an extension with a Coding; nothing for an empty code.
func v2CodeExt(e *enc, name, code string) {
	if code == "" {
		return
	}
	v2Name(e, "url", name)
	e.key("valueCoding")
	v2Coding(e, name, code)
	e.close('}')
}

// v2IDExt writes an extension with an Identifier.
func v2IDExt(e *enc, name, value string) {
	if value == "" {
		return
	}
	v2Name(e, "url", name)
	e.obj("valueIdentifier")
	v2Field(e, "system", name)
	e.str("value", value)
	e.close('}')
	e.close('}')
}

// v2DateExt writes an extension with a date.
func v2DateExt(e *enc, name string, d Day) {
	v2Name(e, "url", name)
	e.date("valueDate", d)
	e.close('}')
}

// v2MoneyExt writes an extension with an amount; nothing for zero.
func v2MoneyExt(e *enc, name string, c Cents) {
	if c == 0 {
		return
	}
	v2Name(e, "url", name)
	e.usd("valueMoney", c)
	e.close('}')
}

// v2QuantityExt writes an extension with a bare quantity.
func v2QuantityExt(e *enc, name string, m Milli) {
	v2Name(e, "url", name)
	e.obj("valueQuantity")
	e.milli("value", m)
	e.close('}')
	e.close('}')
}

// v2Identifier writes {type uc, system, value} as a value; system is a whole url.
func v2Identifier(e *enc, system, value string) {
	e.open()
	e.raw(v2TypeUC)
	e.str("system", system)
	e.str("value", value)
	e.close('}')
}

// v2PairConcept writes "name":{"coding":[generic, specific]} where the specific code is the url of a
// CMS variable.
func v2PairConcept(e *enc, name, system, code, display, group, variable string) {
	e.obj(name)
	e.arr("coding")
	e.coding(system, code, display)
	v2Variable(e, group, variable)
	e.close(']')
	e.close('}')
}

// v2Variable writes the Coding whose code is the url of a variable and whose display is its title.
func v2Variable(e *enc, group, variable string) {
	e.open()
	e.str("system", v2Codes+group)
	v2Field(e, "code", variable)
	if title := v2Titles[variable]; title != "" {
		e.str("display", title)
	}
	e.close('}')
}

// roll says yes for one claim in n; different salts are independent. The answer is the same at each
// writing of the claim.
func (v *view) roll(c *Claim, n, salt uint64) bool {
	return mix(v.person.seed^uint64(c.Serial)<<20^salt*0x9e3779b9)%n == 0
}
