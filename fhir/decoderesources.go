package fhir

// How the decoder reads the resources.

// eob reads an ExplanationOfBenefit, and a Claim, which has the same elements.
func (d *decoder) eob(into *eob) {
	*into = eob{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "id":
			d.str(&into.ID)
		case "meta":
			d.meta(&into.Meta)
		case "contained":
			list(d, &d.contained, &into.Contained, (*decoder).inside)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		case "identifier":
			list(d, &d.identifiers, &into.Identifier, (*decoder).identifier)
		case "status":
			d.str(&into.Status)
		case "type":
			d.concept(&into.Type)
		case "use":
			d.str(&into.Use)
		case "patient":
			d.reference(&into.Patient)
		case "billablePeriod":
			d.period(&into.BillablePeriod)
		case "created":
			d.str(&into.Created)
		case "provider":
			d.reference(&into.Provider)
		case "facility":
			d.reference(&into.Facility)
		case "referral":
			d.reference(&into.Referral)
		case "related":
			list(d, &d.related, &into.Related, (*decoder).relatedClaim)
		case "outcome":
			d.str(&into.Outcome)
		case "disposition":
			d.str(&into.Disposition)
		case "careTeam":
			list(d, &d.careTeam, &into.CareTeam, (*decoder).member)
		case "supportingInfo":
			d.newNames = true
			list(d, &d.supportingInfo, &into.SupportingInfo, (*decoder).info)
		case "diagnosis":
			list(d, &d.diagnoses, &into.Diagnosis, (*decoder).diagnosis)
		case "procedure":
			list(d, &d.procedures, &into.Procedure, (*decoder).procedure)
		case "insurance":
			list(d, &d.insurances, &into.Insurance, (*decoder).insurance)
		case "item":
			list(d, &d.items, &into.Item, (*decoder).item)
		case "adjudication":
			list(d, &d.adjudications, &into.Adjudication, (*decoder).adjudication)
		case "total":
			d.newNames = true
			d.total(into)
		case "payment":
			d.payment(&into.Payment)
		case "benefitBalance":
			list(d, &d.benefitBalances, &into.BenefitBalance, (*decoder).balance)
		default:
			d.topName()
		}
	}
}

// total reads the totals of an EOB, or the one amount of a Claim.
func (d *decoder) total(of *eob) {
	if d.isClaim {
		d.money(&d.claim.Total)
		return
	}
	list(d, &d.adjudications, &of.Total, (*decoder).adjudication)
}

// coverageResource reads a Coverage.
func (d *decoder) coverageResource(into *coverage) {
	*into = coverage{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "id":
			d.str(&into.ID)
		case "meta":
			d.meta(&into.Meta)
		case "contained":
			list(d, &d.contained, &into.Contained, (*decoder).inside)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		case "identifier":
			list(d, &d.identifiers, &into.Identifier, (*decoder).identifier)
		case "status":
			d.str(&into.Status)
		case "subscriberId":
			d.str(&into.SubscriberID)
		case "beneficiary":
			d.reference(&into.Beneficiary)
		case "period":
			d.period(&into.Period)
		case "class":
			d.newNames = true
			list(d, &d.classes, &into.Class, (*decoder).class)
		default:
			d.topName()
		}
	}
}

// patientResource reads a Patient. One of STU3 cannot be told from one of R4; the rules for R4 apply to it.
func (d *decoder) patientResource(into *patient) {
	*into = patient{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "id":
			d.str(&into.ID)
		case "meta":
			d.meta(&into.Meta)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		case "identifier":
			list(d, &d.identifiers, &into.Identifier, (*decoder).identifier)
		case "name":
			list(d, &d.names, &into.Name, (*decoder).humanName)
		case "gender":
			d.str(&into.Gender)
		case "birthDate":
			d.str(&into.BirthDate)
		case "deceasedDateTime":
			d.str(&into.DeceasedDateTime)
		case "deceasedBoolean":
			d.flag(&into.DeceasedBoolean)
		case "address":
			list(d, &d.addresses, &into.Address, (*decoder).address)
		case "communication":
			list(d, &d.communications, &into.Communication, (*decoder).communication)
		case "link":
			list(d, &d.links, &into.Link, (*decoder).link)
		default:
			d.otherName()
		}
	}
}

// claimResponse reads a ClaimResponse.
func (d *decoder) claimResponse(into *claimResponse) {
	*into = claimResponse{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "id":
			d.str(&into.ID)
		case "meta":
			d.meta(&into.Meta)
		case "contained":
			list(d, &d.contained, &into.Contained, (*decoder).inside)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		case "identifier":
			list(d, &d.identifiers, &into.Identifier, (*decoder).identifier)
		case "status":
			d.str(&into.Status)
		case "type":
			d.concept(&into.Type)
		case "use":
			d.str(&into.Use)
		case "outcome":
			d.str(&into.Outcome)
		case "item":
			list(d, &d.responseItems, &into.Item, (*decoder).responseItem)
		case "adjudication":
			list(d, &d.adjudications, &into.Adjudication, (*decoder).adjudication)
		case "total":
			d.newNames = true
			list(d, &d.adjudications, &into.Total, (*decoder).adjudication)
		default:
			d.topName()
		}
	}
}

func (d *decoder) communication(into *communication) {
	*into = communication{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "language":
			d.concept(&into.Language)
		case "preferred":
			d.flag(&into.Preferred)
		default:
			d.pass()
		}
	}
}

func (d *decoder) link(into *patientLink) {
	*into = patientLink{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "type":
			d.str(&into.Type)
		case "other":
			d.reference(&into.Other)
		default:
			d.pass()
		}
	}
}

func (d *decoder) class(into *coverageClass) {
	*into = coverageClass{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "type":
			d.concept(&into.Type)
		case "value":
			d.str(&into.Value)
		default:
			d.pass()
		}
	}
}
