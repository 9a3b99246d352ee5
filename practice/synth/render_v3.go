package synth

import "time"

// v3 writes resources in the shape of BCDA v3: FHIR R4, CARIN BB 2.2.0, from CMS's Integrated Data
// Repository (docs/reference/flattening.md 0). It has no state and may be shared by goroutines.
type v3 struct{}

var _ renderer = v3{}

// Systems and urls of v3. A name of CMS's own is appended to the first two.
const (
	v3CMS       = "https://bluebutton.cms.gov/fhir/CodeSystem/"
	v3Extension = "https://bluebutton.cms.gov/fhir/StructureDefinition/"
	v3Terms     = "http://terminology.hl7.org/CodeSystem/"
	v3Carin     = "http://hl7.org/fhir/us/carin-bb/CodeSystem/"
	v3MBI       = "http://hl7.org/fhir/sid/us-mbi"
	v3USPS      = "https://www.usps.com"
	v3Control   = "https://bluebutton.cms.gov/identifiers/CLM-CNTL-NUM"
	v3CPT       = "http://www.ama-assn.org/go/cpt"
	v3HCPCS     = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
	v3HIPPS     = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/ProspMedicareFeeSvcPmtGen/HIPPSCodes"
	v3NDC       = "http://hl7.org/fhir/sid/ndc"
	v3ICD       = "http://hl7.org/fhir/sid/icd-10-cm"
	v3PCS       = "http://www.cms.gov/Medicare/Coding/ICD10"
	v3POA       = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/HospitalAcqCond/Coding"
	v3DRG       = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/MS-DRG-Classifications-and-Software"
	v3Place     = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
	v3Taxonomy  = "http://nucc.org/provider-taxonomy"
	v3Qualifier = "http://bluebutton.cms.gov/fhir/CodeSystem/PRVDR-ID-QLFYR-CD" // http, as the server writes it
	v3NUBC      = "https://www.nubc.org/CodeSystem/"
	v3TaxNumber = "urn:oid:2.16.840.1.113883.4.4"
)

// v3TypeMB and v3TypeNPI are the identifier types of an MBI and an NPI.
const (
	v3TypeMB  = `"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MB"}]}`
	v3CodeNPI = `{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"NPI","display":"National provider identifier"}`
	v3TypeNPI = `"type":{"coding":[` + v3CodeNPI + `]}`
	v3TypeTax = `"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"TAX","display":"Tax ID number"}]}`
)

// v3CMSName is the name CMS goes by in contained organisations.
const v3CMSName = "Centers for Medicare & Medicaid Services"

// meta writes lastUpdated and profiles; more may follow before it is closed.
func (v3) meta(e *enc, updated time.Time, source string, profiles ...string) {
	e.obj("meta")
	e.key("lastUpdated")
	e.buf = append(e.buf, '"')
	e.buf = updated.UTC().AppendFormat(e.buf, "2006-01-02T15:04:05.000+00:00")
	e.buf = append(e.buf, '"')
	if source != "" {
		e.str("source", source)
	}
	e.arr("profile")
	for _, p := range profiles {
		e.text(p)
	}
	e.close(']')
}

// cms writes a Coding of one of CMS's own code systems with its display where one is known.
func (v3) cms(e *enc, system, code string) {
	e.sep()
	e.buf = append(e.buf, `{"system":"`+v3CMS...)
	e.buf = append(e.buf, system...)
	e.buf = append(e.buf, `","code":`...)
	e.buf = appendString(e.buf, code)
	if text := v3Texts[system][code]; text != "" {
		e.buf = append(e.buf, `,"display":`...)
		e.buf = appendString(e.buf, text)
	}
	e.buf = append(e.buf, '}')
}

// codeExtension writes an extension with a Coding of the CMS code system of the same name.
func (r v3) codeExtension(e *enc, name, code string) {
	if code == "" {
		return
	}
	r.extension(e, name)
	e.key("valueCoding")
	r.cms(e, name, code)
	e.close('}')
}

// textExtension writes an extension with a string.
func (r v3) textExtension(e *enc, name, value string) {
	if value == "" {
		return
	}
	r.extension(e, name)
	e.str("valueString", value)
	e.close('}')
}

// extension opens an extension of CMS's own; the value and the closing brace must follow.
func (v3) extension(e *enc, name string) {
	e.sep()
	e.buf = append(e.buf, `{"url":"`+v3Extension...)
	e.buf = append(e.buf, name...)
	e.buf = append(e.buf, '"')
}

// v3Chance is a source of small, stable variation for one resource: FNV-1a over its id.
type v3Chance uint64

func newV3Chance(id string) v3Chance {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return v3Chance(h)
}

// one says yes for one resource in n; different salts are independent.
func (c v3Chance) one(n, salt uint64) bool { return c.below(n, salt) == 0 }

// below returns a number in [0,n).
func (c v3Chance) below(n, salt uint64) uint64 {
	x := uint64(c) ^ salt*0x9e3779b97f4a7c15
	x = (x ^ x>>31) * 0xbf58476d1ce4e5b9
	return (x ^ x>>29) % n
}
