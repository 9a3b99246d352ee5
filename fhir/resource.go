package fhir

import (
	"encoding/json"
	"errors"
	"strings"
)

// The FHIR R4 data types (hl7.org/fhir/R4/datatypes.html) as far as a rule reads them. Everything is optional: a
// missing element is the zero value, and an element of an unexpected JSON type is left at zero by decode.

// number is a JSON number as it was written, so that decimals keep their digits; empty where there is none.
type number string

// UnmarshalJSON keeps the text of a number. Numbers in quotes are taken too; anything else is no number.
func (n *number) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	if s == "" || (s[0] != '-' && (s[0] < '0' || s[0] > '9')) {
		*n = ""
		return nil
	}
	*n = number(s)
	return nil
}

type coding struct {
	System    string      `json:"system"`
	Version   string      `json:"version"`
	Code      string      `json:"code"`
	Display   string      `json:"display"`
	Extension []extension `json:"extension"`
}

type codeableConcept struct {
	Coding    []coding    `json:"coding"`
	Text      string      `json:"text"`
	Extension []extension `json:"extension"`
}

type identifier struct {
	System    string          `json:"system"`
	Value     string          `json:"value"`
	Type      codeableConcept `json:"type"`
	Period    period          `json:"period"`
	Extension []extension     `json:"extension"`
}

type period struct {
	Start     string      `json:"start"`
	End       string      `json:"end"`
	Extension []extension `json:"extension"`
}

type quantity struct {
	Value     number      `json:"value"`
	Unit      string      `json:"unit"`
	System    string      `json:"system"`
	Code      string      `json:"code"`
	Extension []extension `json:"extension"`
}

type money struct {
	Value    number `json:"value"`
	Currency string `json:"currency"`
}

type reference struct {
	Reference  string      `json:"reference"`
	Display    string      `json:"display"`
	Identifier identifier  `json:"identifier"`
	Extension  []extension `json:"extension"`
}

type humanName struct {
	Family string   `json:"family"`
	Given  []string `json:"given"`
	Text   string   `json:"text"`
}

type address struct {
	Line       []string `json:"line"`
	City       string   `json:"city"`
	State      string   `json:"state"`
	PostalCode string   `json:"postalCode"`
}

// extension is one FHIR extension; at most one of the values is there.
type extension struct {
	URL                  string           `json:"url"`
	Extension            []extension      `json:"extension"`
	ValueCoding          *coding          `json:"valueCoding"`
	ValueCodeableConcept *codeableConcept `json:"valueCodeableConcept"`
	ValueIdentifier      *identifier      `json:"valueIdentifier"`
	ValueMoney           *money           `json:"valueMoney"`
	ValueQuantity        *quantity        `json:"valueQuantity"`
	ValuePeriod          *period          `json:"valuePeriod"`
	ValueReference       *reference       `json:"valueReference"`
	ValueCode            string           `json:"valueCode"`
	ValueString          string           `json:"valueString"`
	ValueDate            string           `json:"valueDate"`
	ValueDateTime        string           `json:"valueDateTime"`
	ValueDecimal         number           `json:"valueDecimal"`
	ValueInteger         number           `json:"valueInteger"`
	ValueUnsignedInt     number           `json:"valueUnsignedInt"`
	ValuePositiveInt     number           `json:"valuePositiveInt"`
	ValueBoolean         *bool            `json:"valueBoolean"`
}

type meta struct {
	LastUpdated string   `json:"lastUpdated"`
	Profile     []string `json:"profile"`
	Source      string   `json:"source"`
	Tag         []coding `json:"tag"`
}

// contained is a resource inside a resource: an Organization, Practitioner, Patient or Observation.
type contained struct {
	ResourceType  string          `json:"resourceType"`
	ID            string          `json:"id"`
	Identifier    []identifier    `json:"identifier"`
	Name          json.RawMessage `json:"name"` // text for an Organization, a list of humanName for people
	BirthDate     string          `json:"birthDate"`
	Gender        string          `json:"gender"`
	Code          codeableConcept `json:"code"`
	ValueQuantity *quantity       `json:"valueQuantity"`
	ValueString   string          `json:"valueString"`
	Extension     []extension     `json:"extension"`
}

// organizationName is the name of a contained Organization; empty for people.
func (c *contained) organizationName() string {
	var name string
	if len(c.Name) == 0 || c.Name[0] != '"' || json.Unmarshal(c.Name, &name) != nil {
		return ""
	}
	return name
}

// humanNames are the names of a contained Practitioner or Patient; empty for an Organization.
func (c *contained) humanNames() []humanName {
	var names []humanName
	if len(c.Name) == 0 || c.Name[0] != '[' || decode(c.Name, &names) != nil {
		return nil
	}
	return names
}

// decode reads JSON into the structs of this package. A value whose type does not fit its field is skipped and the
// rest is read: a wrong optional element must not lose a resource (docs/reference/flattening.md section 0, rule 3).
// What it still returns is a syntax error.
func decode(b []byte, into any) error {
	err := json.Unmarshal(b, into)
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return nil
	}
	return err
}
