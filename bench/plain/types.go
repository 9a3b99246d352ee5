package plain

import (
	"cmp"
	"encoding/json"
)

// Elements of FHIR R4 that several resources share, each with the fields that become columns.
type (
	coding struct {
		System string `json:"system"`
		Code   string `json:"code"`
	}
	concept struct {
		Coding []coding `json:"coding"`
		Text   string   `json:"text"`
	}
	period struct {
		Start string `json:"start"`
		End   string `json:"end"`
	}
	identifier struct {
		System string  `json:"system"`
		Value  string  `json:"value"`
		Type   concept `json:"type"`
	}
	reference struct {
		Reference  string     `json:"reference"`
		Identifier identifier `json:"identifier"`
		Display    string     `json:"display"`
	}
	amount struct {
		Value json.Number `json:"value"`
	}
	extension struct {
		URL             string     `json:"url"`
		ValueCoding     coding     `json:"valueCoding"`
		ValueIdentifier identifier `json:"valueIdentifier"`
		ValueDate       string     `json:"valueDate"`
		ValueString     string     `json:"valueString"`
		ValueQuantity   amount     `json:"valueQuantity"`
		ValueMoney      amount     `json:"valueMoney"`
	}
	meta struct {
		LastUpdated string `json:"lastUpdated"`
	}
	adjudication struct {
		Category concept     `json:"category"`
		Reason   concept     `json:"reason"`
		Amount   amount      `json:"amount"`
		Value    json.Number `json:"value"`
	}
)

// EOB is an ExplanationOfBenefit.
type EOB struct {
	ID             string       `json:"id"`
	Meta           meta         `json:"meta"`
	Extension      []extension  `json:"extension"`
	Identifier     []identifier `json:"identifier"`
	Status         string       `json:"status"`
	Type           concept      `json:"type"`
	Use            string       `json:"use"`
	Patient        reference    `json:"patient"`
	BillablePeriod period       `json:"billablePeriod"`
	Created        string       `json:"created"`
	Provider       reference    `json:"provider"`
	Outcome        string       `json:"outcome"`
	CareTeam       []struct {
		Sequence int       `json:"sequence"`
		Provider reference `json:"provider"`
		Role     concept   `json:"role"`
	} `json:"careTeam"`
	SupportingInfo []struct {
		Sequence      int     `json:"sequence"`
		Category      concept `json:"category"`
		Code          concept `json:"code"`
		TimingDate    string  `json:"timingDate"`
		TimingPeriod  period  `json:"timingPeriod"`
		ValueQuantity amount  `json:"valueQuantity"`
		ValueString   string  `json:"valueString"`
	} `json:"supportingInfo"`
	Diagnosis []struct {
		Sequence    int       `json:"sequence"`
		Diagnosis   concept   `json:"diagnosisCodeableConcept"`
		Type        []concept `json:"type"`
		OnAdmission concept   `json:"onAdmission"`
	} `json:"diagnosis"`
	Procedure []struct {
		Sequence  int     `json:"sequence"`
		Date      string  `json:"date"`
		Procedure concept `json:"procedureCodeableConcept"`
	} `json:"procedure"`
	Item           []item         `json:"item"`
	Adjudication   []adjudication `json:"adjudication"`
	Total          []adjudication `json:"total"`
	BenefitBalance []struct {
		Financial []struct {
			Type      concept     `json:"type"`
			UsedMoney amount      `json:"usedMoney"`
			Used      json.Number `json:"usedUnsignedInt"`
		} `json:"financial"`
	} `json:"benefitBalance"`
	Payment struct {
		Amount amount `json:"amount"`
	} `json:"payment"`
}

type item struct {
	Sequence         int            `json:"sequence"`
	Revenue          concept        `json:"revenue"`
	ProductOrService concept        `json:"productOrService"`
	Modifier         []concept      `json:"modifier"`
	ServicedDate     string         `json:"servicedDate"`
	ServicedPeriod   period         `json:"servicedPeriod"`
	Quantity         amount         `json:"quantity"`
	Net              amount         `json:"net"`
	Adjudication     []adjudication `json:"adjudication"`
}

type patient struct {
	ID         string       `json:"id"`
	Meta       meta         `json:"meta"`
	Identifier []identifier `json:"identifier"`
	Name       []struct {
		Family string   `json:"family"`
		Given  []string `json:"given"`
	} `json:"name"`
	BirthDate string `json:"birthDate"`
	Gender    string `json:"gender"`
}

type coverage struct {
	ID          string    `json:"id"`
	Meta        meta      `json:"meta"`
	Status      string    `json:"status"`
	Type        concept   `json:"type"`
	Beneficiary reference `json:"beneficiary"`
	Period      period    `json:"period"`
}

// first is the code of a concept's first coding, or its text.
func (c concept) first() string {
	if len(c.Coding) > 0 {
		return c.Coding[0].Code
	}
	return c.Text
}

func (c concept) coding() coding {
	if len(c.Coding) > 0 {
		return c.Coding[0]
	}
	return coding{}
}

// name is what a reference says of its target.
func (r reference) name() string { return cmp.Or(r.Reference, r.Identifier.Value, r.Display) }

func (e extension) value() string {
	return cmp.Or(e.ValueCoding.Code, e.ValueIdentifier.Value, e.ValueDate, e.ValueString, string(e.ValueQuantity.Value), string(e.ValueMoney.Value))
}
