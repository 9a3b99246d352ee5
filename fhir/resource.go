package fhir

// The FHIR R4 data types (hl7.org/fhir/R4/datatypes.html) as far as a rule reads them. Everything is optional: a
// missing element is the zero value, and an element of an unexpected JSON type is left at zero by the decoder. The json tags
// are the names of the elements.

// number is a JSON number as it was written, so that decimals keep their digits; empty where there is none.
type number string

type coding struct {
	System    string      `json:"system"`
	Version   string      `json:"version"`
	Code      string      `json:"code"`
	Display   string      `json:"display"`
	Extension []extension `json:"extension"`
}

type codeableConcept struct {
	Coding    []coding    `json:"coding"`
	Extension []extension `json:"extension"`
	known     *known      // what was found out before from the same bytes; nil for nothing
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
	Value number `json:"value"`
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
	ValueCode            string           `json:"valueCode"`
	ValueString          string           `json:"valueString"`
	ValueDate            string           `json:"valueDate"`
	ValueDateTime        string           `json:"valueDateTime"`
	ValueDecimal         number           `json:"valueDecimal"`
	ValueInteger         number           `json:"valueInteger"`
	ValueUnsignedInt     number           `json:"valueUnsignedInt"`
	ValuePositiveInt     number           `json:"valuePositiveInt"`
	known                *known           // what was found out before from the same bytes; nil for nothing
}

type meta struct {
	LastUpdated string   `json:"lastUpdated"`
	Source      string   `json:"source"`
	Tag         []coding `json:"tag"`
}

// contained is a resource inside a resource: an Organization, Practitioner, Patient or Observation.
type contained struct {
	ResourceType  string        `json:"resourceType"`
	ID            string        `json:"id"`
	Identifier    []identifier  `json:"identifier"`
	Name          containedName `json:"name"`
	ValueQuantity *quantity     `json:"valueQuantity"`
	ValueString   string        `json:"valueString"`
}

// containedName is a text for an Organization and a list for people.
type containedName struct {
	organization string
	people       []humanName
}

// flag is a yes/no element; unsaid where there is none.
type flag uint8

const (
	unsaid flag = iota
	no
	yes
)
