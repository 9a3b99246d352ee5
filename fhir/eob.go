package fhir

// eob is an ExplanationOfBenefit of BCDA v2 or v3.
type eob struct {
	ID             string           `json:"id"`
	Meta           meta             `json:"meta"`
	Contained      []contained      `json:"contained"`
	Extension      []extension      `json:"extension"`
	Identifier     []identifier     `json:"identifier"`
	Status         string           `json:"status"`
	Type           codeableConcept  `json:"type"`
	Use            string           `json:"use"`
	Patient        reference        `json:"patient"`
	BillablePeriod period           `json:"billablePeriod"`
	Created        string           `json:"created"`
	Provider       reference        `json:"provider"`
	Facility       reference        `json:"facility"`
	Referral       reference        `json:"referral"`
	Related        []relatedClaim   `json:"related"`
	Outcome        string           `json:"outcome"`
	Disposition    string           `json:"disposition"`
	CareTeam       []careTeamMember `json:"careTeam"`
	SupportingInfo []supportingInfo `json:"supportingInfo"`
	Diagnosis      []diagnosis      `json:"diagnosis"`
	Procedure      []procedure      `json:"procedure"`
	Insurance      []insurance      `json:"insurance"`
	Item           []item           `json:"item"`
	Adjudication   []adjudication   `json:"adjudication"`
	Total          []adjudication   `json:"total"`
	Payment        payment          `json:"payment"`
	BenefitBalance []benefitBalance `json:"benefitBalance"`
}

// relatedClaim names another claim; its reference is an identifier in FHIR R4.
type relatedClaim struct {
	Relationship codeableConcept `json:"relationship"`
	Reference    identifier      `json:"reference"`
}

type payment struct {
	Date   string `json:"date"`
	Amount money  `json:"amount"`
}

type benefitBalance struct {
	Financial []benefitFinancial `json:"financial"`
}

type benefitFinancial struct {
	Type            codeableConcept `json:"type"`
	UsedMoney       money           `json:"usedMoney"`
	UsedUnsignedInt number          `json:"usedUnsignedInt"`
}
