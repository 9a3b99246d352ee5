package fhir

import (
	"cmp"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// identifierCurrency is the v2 extension that tells the MBI in use from historic ones.
const identifierCurrency = v2Codes + "identifier-currency"

// patient is a Patient of BCDA v2 or v3 (docs/reference/flattening.md 2.1).
type patient struct {
	ID               string          `json:"id"`
	Meta             meta            `json:"meta"`
	Extension        []extension     `json:"extension"`
	Identifier       []identifier    `json:"identifier"`
	Name             []humanName     `json:"name"`
	Gender           string          `json:"gender"`
	BirthDate        string          `json:"birthDate"`
	DeceasedDateTime string          `json:"deceasedDateTime"`
	DeceasedBoolean  flag            `json:"deceasedBoolean"`
	Address          []address       `json:"address"`
	Communication    []communication `json:"communication"`
	Link             []patientLink   `json:"link"`
}

type communication struct {
	Language  codeableConcept `json:"language"`
	Preferred flag            `json:"preferred"`
}

// patientLink names another Patient that is the same person.
type patientLink struct {
	Type  string    `json:"type"`
	Other reference `json:"other"`
}

// patientRows reads a Patient: the beneficiaries row and one beneficiary_mbis row per MBI. A merged Patient says nothing
// but by whom it was replaced, and its patch keeps the row from blanking what is known about the person.
func patientRows(p *patient, in scope) content {
	row := claims.NewRow(claims.Beneficiaries)
	set(row, claims.ColBeneficiariesAPIVersion, in.version)
	set(row, claims.ColBeneficiariesFHIRID, p.ID)
	set(row, claims.ColBeneficiariesPatientID, p.ID)
	set(row, claims.ColBeneficiariesReplacedBy, p.replacedBy())
	set(row, claims.ColBeneficiariesLastUpdated, p.Meta.LastUpdated)
	c := content{id: p.ID, lastUpdated: p.Meta.LastUpdated, rows: []claims.Row{row}}
	if p.isMerged() {
		c.patch = []claims.Col{claims.ColBeneficiariesPatientID, claims.ColBeneficiariesReplacedBy, claims.ColBeneficiariesLastUpdated}
		return c
	}
	mbis := p.mbis()
	current := currentMBI(mbis)
	if current >= 0 {
		set(row, claims.ColBeneficiariesMBI, mbis[current].Value)
	}
	set(row, claims.ColBeneficiariesBeneID, identifierValue(p.Identifier, variables+"bene_id"))
	p.setName(row)
	p.setLife(row)
	p.setRace(row)
	p.setAddress(row)
	set(row, claims.ColBeneficiariesLanguage, p.language())
	p.setDualStatus(row)
	c.rows = append(c.rows, mbiRows(p.ID, in.version, mbis, current)...)
	return c
}

// replacedBy is the patient id that the person's data moved to; empty for people who were not merged.
func (p *patient) replacedBy() string {
	var ids []string
	for _, link := range p.Link {
		if link.Type == "replaced-by" {
			ids = append(ids, referenceID(link.Other.Reference, claims.TypePatient))
		}
	}
	return joined(ids)
}

// isMerged tells a Patient that has nothing but its id and the link to the one that replaced it.
func (p *patient) isMerged() bool {
	return p.replacedBy() != "" && len(p.Name) == 0 && p.BirthDate == "" && len(p.mbis()) == 0
}

// mbis are the identifiers that hold an MBI, as sent: v2 repeats an MBI and leaves out periods, v3 periods can be
// reversed.
func (p *patient) mbis() []identifier {
	var mbis []identifier
	for _, id := range p.Identifier {
		if sameURL(id.System, mbiSystem) && trimmed(id.Value) != "" {
			mbis = append(mbis, id)
		}
	}
	return mbis
}

// currentMBI is the index of the MBI in use, or -1 where none is. v2 says so with the extension identifier-currency,
// on the type's coding or in older data on the identifier. v3 does not: there it is the one without an end, else the
// one that started last; of two that both have no end, the one that started last (flattening.md 2.1).
func currentMBI(mbis []identifier) int {
	current := -1
	for i, id := range mbis {
		if currency(id) == "historic" {
			continue
		}
		if current < 0 || compareCurrency(id, mbis[current]) > 0 {
			current = i
		}
	}
	return current
}

// compareCurrency orders two MBIs by how likely they are the one in use. The text of the MBI comes last, so that the
// answer does not depend on the order in the array.
func compareCurrency(a, b identifier) int {
	return cmp.Or(
		compareBool(currency(a) == "current", currency(b) == "current"),
		compareBool(isOpen(a.Period), isOpen(b.Period)),
		cmp.Compare(a.Period.Start, b.Period.Start),
		cmp.Compare(a.Value, b.Value),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}

// isOpen tells a period without an end; 9999-12-31 stands for none.
func isOpen(p period) bool {
	end, ok := claims.DateText(p.End)
	return !ok || claims.IsDefaultDate(end)
}

// currency is what v2 says about an MBI: current, historic, or empty where it says nothing.
func currency(id identifier) string {
	for _, c := range id.Type.Coding {
		if said := extensionText(c.Extension, identifierCurrency); said != "" {
			return said
		}
	}
	return extensionText(id.Extension, identifierCurrency)
}

func mbiRows(patientID, version string, mbis []identifier, current int) []claims.Row {
	rows := make([]claims.Row, len(mbis))
	for i, id := range mbis {
		row := claims.NewRow(claims.BeneficiaryMBIs)
		set(row, claims.ColBeneficiaryMBIsAPIVersion, version)
		set(row, claims.ColBeneficiaryMBIsFHIRID, patientID)
		set(row, claims.ColBeneficiaryMBIsPatientID, patientID)
		set(row, claims.ColBeneficiaryMBIsMBI, id.Value)
		row.Set(claims.ColBeneficiaryMBIsIsCurrent, claims.BoolValue(i == current))
		set(row, claims.ColBeneficiaryMBIsEffectiveDate, id.Period.Start)
		set(row, claims.ColBeneficiaryMBIsObsoleteDate, id.Period.End)
		row.Set(claims.ColBeneficiaryMBIsSourceOrder, claims.IntValue(int64(i+1)))
		rows[i] = row
	}
	return rows
}

func (p *patient) setName(row claims.Row) {
	if len(p.Name) == 0 {
		return
	}
	name := p.Name[0]
	set(row, claims.ColBeneficiariesLastName, name.Family)
	if len(name.Given) > 0 {
		set(row, claims.ColBeneficiariesFirstName, name.Given[0])
	}
	if len(name.Given) > 1 {
		set(row, claims.ColBeneficiariesMiddleName, name.Given[1])
	}
}

// setAddress sets the mailing address: the first one. Lines beyond the sixth join the sixth.
func (p *patient) setAddress(row claims.Row) {
	if len(p.Address) == 0 {
		return
	}
	a := p.Address[0]
	const lines = int(claims.ColBeneficiariesAddressLine6-claims.ColBeneficiariesAddressLine1) + 1
	for i := range min(len(a.Line), lines) {
		text := a.Line[i]
		if i == lines-1 {
			text = strings.Join(a.Line[i:], ";")
		}
		set(row, claims.ColBeneficiariesAddressLine1+claims.Col(i), text)
	}
	set(row, claims.ColBeneficiariesCity, a.City)
	set(row, claims.ColBeneficiariesState, a.State)
	set(row, claims.ColBeneficiariesZip5, zip5(a.PostalCode))
}

// zip5 cuts ZIP+4, with or without its dash, to the ZIP; other postal codes stay as sent.
func zip5(code string) string {
	if len(code) < 5 || strings.Trim(code, "0123456789-") != "" || strings.Contains(code[:5], "-") {
		return code
	}
	return code[:5]
}

// language is the preferred language, else the first one.
func (p *patient) language() string {
	languageTag, language := selector{system: "urn:ietf:bcp:47"}, ""
	for _, c := range p.Communication {
		tag := languageTag.codeIn(c.Language)
		if tag != "" && c.Preferred == yes {
			return tag
		}
		language = cmp.Or(language, tag)
	}
	return language
}
