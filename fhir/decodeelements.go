package fhir

// How the decoder reads the elements that claims share.

func (d *decoder) diagnosis(into *diagnosis) {
	*into = diagnosis{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "sequence":
			d.number(&into.Sequence)
		case "diagnosisCodeableConcept":
			d.concept(&into.DiagnosisCodeableConcept)
		case "type":
			list(d, &d.concepts, &into.Type, (*decoder).concept)
		case "onAdmission":
			d.concept(&into.OnAdmission)
		case "packageCode":
			d.concept(&into.PackageCode)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) procedure(into *procedure) {
	*into = procedure{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "sequence":
			d.number(&into.Sequence)
		case "procedureCodeableConcept":
			d.concept(&into.ProcedureCodeableConcept)
		case "type":
			list(d, &d.concepts, &into.Type, (*decoder).concept)
		case "date":
			d.str(&into.Date)
		default:
			d.pass()
		}
	}
}

func (d *decoder) member(into *careTeamMember) {
	*into = careTeamMember{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "sequence":
			d.number(&into.Sequence)
		case "provider":
			d.reference(&into.Provider)
		case "responsible":
			d.flag(&into.Responsible)
		case "role":
			d.concept(&into.Role)
		case "qualification":
			d.concept(&into.Qualification)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) info(into *supportingInfo) {
	*into = supportingInfo{}
	if d.usualInfo(into) {
		return
	}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "sequence":
			d.number(&into.Sequence)
		case "category":
			d.concept(&into.Category)
		case "code":
			d.concept(&into.Code)
		case "timingDate":
			d.str(&into.TimingDate)
		case "timingPeriod":
			optional(d, &d.periods, &into.TimingPeriod, (*decoder).period)
		case "valueString":
			d.str(&into.ValueString)
		case "valueBoolean":
			d.flag(&into.ValueBoolean)
		case "valueQuantity":
			optional(d, &d.quantities, &into.ValueQuantity, (*decoder).quantity)
		case "valueReference":
			optional(d, &d.references, &into.ValueReference, (*decoder).reference)
		default:
			d.pass()
		}
	}
}

func (d *decoder) insurance(into *insurance) {
	*into = insurance{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "coverage":
			d.reference(&into.Coverage)
		default:
			d.pass()
		}
	}
}

func (d *decoder) item(into *item) {
	*into = item{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "sequence":
			d.number(&into.Sequence)
		case "careTeamSequence":
			list(d, &d.numbers, &into.CareTeamSequence, (*decoder).number)
		case "diagnosisSequence":
			list(d, &d.numbers, &into.DiagnosisSequence, (*decoder).number)
		case "informationSequence":
			list(d, &d.numbers, &into.InformationSequence, (*decoder).number)
		case "revenue":
			d.concept(&into.Revenue)
		case "category":
			d.concept(&into.Category)
		case "productOrService":
			d.newNames = true
			d.concept(&into.ProductOrService)
		case "modifier":
			list(d, &d.concepts, &into.Modifier, (*decoder).concept)
		case "servicedDate":
			d.str(&into.ServicedDate)
		case "servicedPeriod":
			d.period(&into.ServicedPeriod)
		case "locationCodeableConcept":
			d.concept(&into.LocationCodeableConcept)
		case "locationAddress":
			d.address(&into.LocationAddress)
		case "quantity":
			d.quantity(&into.Quantity)
		case "adjudication":
			list(d, &d.adjudications, &into.Adjudication, (*decoder).adjudication)
		case "detail":
			list(d, &d.details, &into.Detail, (*decoder).detail)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.lineName()
		}
	}
}

func (d *decoder) responseItem(into *responseItem) {
	*into = responseItem{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "itemSequence":
			d.number(&into.ItemSequence)
		case "adjudication":
			list(d, &d.adjudications, &into.Adjudication, (*decoder).adjudication)
		default:
			d.lineName()
		}
	}
}

func (d *decoder) detail(into *itemDetail) {
	*into = itemDetail{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "sequence":
			d.number(&into.Sequence)
		case "productOrService":
			d.concept(&into.ProductOrService)
		case "quantity":
			d.quantity(&into.Quantity)
		case "programCode":
			list(d, &d.concepts, &into.ProgramCode, (*decoder).concept)
		default:
			d.pass()
		}
	}
}

func (d *decoder) adjudication(into *adjudication) {
	if d.usualAdjudication(into) {
		return
	}
	*into = adjudication{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "category":
			d.concept(&into.Category)
		case "reason":
			d.concept(&into.Reason)
		case "amount":
			d.money(&into.Amount)
		case "value":
			d.number(&into.Value)
		default:
			d.pass()
		}
	}
}

func (d *decoder) relatedClaim(into *relatedClaim) {
	*into = relatedClaim{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "relationship":
			d.concept(&into.Relationship)
		case "reference":
			d.identifier(&into.Reference)
		default:
			d.pass()
		}
	}
}

func (d *decoder) payment(into *payment) {
	*into = payment{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "date":
			d.str(&into.Date)
		case "amount":
			d.money(&into.Amount)
		default:
			d.pass()
		}
	}
}

func (d *decoder) balance(into *benefitBalance) {
	*into = benefitBalance{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "financial":
			list(d, &d.benefitFinancial, &into.Financial, (*decoder).financial)
		default:
			d.pass()
		}
	}
}

func (d *decoder) financial(into *benefitFinancial) {
	*into = benefitFinancial{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "type":
			d.concept(&into.Type)
		case "usedMoney":
			d.money(&into.UsedMoney)
		case "usedUnsignedInt":
			d.number(&into.UsedUnsignedInt)
		default:
			d.pass()
		}
	}
}
