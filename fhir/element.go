package fhir

// The elements that claims share: ExplanationOfBenefit, and the v2 Claim and ClaimResponse
// (hl7.org/fhir/R4/explanationofbenefit.html).

type diagnosis struct {
	Sequence                 number            `json:"sequence"`
	DiagnosisCodeableConcept codeableConcept   `json:"diagnosisCodeableConcept"`
	Type                     []codeableConcept `json:"type"`
	OnAdmission              codeableConcept   `json:"onAdmission"`
	PackageCode              codeableConcept   `json:"packageCode"`
	Extension                []extension       `json:"extension"`
}

type procedure struct {
	Sequence                 number            `json:"sequence"`
	ProcedureCodeableConcept codeableConcept   `json:"procedureCodeableConcept"`
	Type                     []codeableConcept `json:"type"`
	Date                     string            `json:"date"`
}

type careTeamMember struct {
	Sequence      number          `json:"sequence"`
	Provider      reference       `json:"provider"`
	Responsible   flag            `json:"responsible"`
	Role          codeableConcept `json:"role"`
	Qualification codeableConcept `json:"qualification"`
	Extension     []extension     `json:"extension"`
}

type supportingInfo struct {
	Sequence       number          `json:"sequence"`
	Category       codeableConcept `json:"category"`
	Code           codeableConcept `json:"code"`
	TimingDate     string          `json:"timingDate"`
	TimingPeriod   *period         `json:"timingPeriod"`
	ValueString    string          `json:"valueString"`
	ValueBoolean   flag            `json:"valueBoolean"`
	ValueQuantity  *quantity       `json:"valueQuantity"`
	ValueReference *reference      `json:"valueReference"`
}

type insurance struct {
	Coverage reference `json:"coverage"`
}

// item is one claim line.
type item struct {
	Sequence                number            `json:"sequence"`
	CareTeamSequence        []number          `json:"careTeamSequence"`
	DiagnosisSequence       []number          `json:"diagnosisSequence"`
	InformationSequence     []number          `json:"informationSequence"`
	Revenue                 codeableConcept   `json:"revenue"`
	Category                codeableConcept   `json:"category"`
	ProductOrService        codeableConcept   `json:"productOrService"`
	Modifier                []codeableConcept `json:"modifier"`
	ServicedDate            string            `json:"servicedDate"`
	ServicedPeriod          period            `json:"servicedPeriod"`
	LocationCodeableConcept codeableConcept   `json:"locationCodeableConcept"`
	LocationAddress         address           `json:"locationAddress"`
	Quantity                quantity          `json:"quantity"`
	Adjudication            []adjudication    `json:"adjudication"`
	Detail                  []itemDetail      `json:"detail"`
	Extension               []extension       `json:"extension"`
}

// itemDetail is a part of a line: the drug of a line, or an ingredient of a compound drug.
type itemDetail struct {
	Sequence         number            `json:"sequence"`
	ProductOrService codeableConcept   `json:"productOrService"`
	Quantity         quantity          `json:"quantity"`
	ProgramCode      []codeableConcept `json:"programCode"`
}

// adjudication is one amount, count or decision, on a line or on the claim. A total has the same shape.
type adjudication struct {
	Category codeableConcept `json:"category"`
	Reason   codeableConcept `json:"reason"`
	Amount   money           `json:"amount"`
	Value    number          `json:"value"`
}
