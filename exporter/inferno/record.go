package inferno

import "strings"

// record is the layout of one of the thirteen files: what a row stands for and where each cell comes from
// (docs/reference/tuva-mapping.md 4). The columns of a file are idName, the columns below, filename, processed_datetime.
type record struct {
	// file begins the file's name.
	file string
	// idName is the name of the first column, which holds the resource's id.
	idName string
	// anchor is the path of the array that gives one row for each element; empty for one row per resource.
	anchor string
	// columns are FHIR paths, one to a field of the text, from the resource or, where there is an anchor, from the
	// element. A number in a path is a place in an array: FHIR_inferno selects by place, not by code.
	columns string
}

// paths lists the columns.
func (r record) paths() []string { return strings.Fields(r.columns) }

// header lists the names of the columns. FHIR_inferno writes none into its files; whoever loads them needs the order.
func (r record) header() []string {
	names := []string{r.idName}
	for _, path := range r.paths() {
		names = append(names, strings.ToLower(strings.ReplaceAll(path, ".", "_")))
	}
	return append(names, "filename", "processed_datetime")
}

// patientRecords are the files made of Patient resources.
var patientRecords = []record{
	{
		file: "patient", idName: "id",
		columns: `
			address.0.state
			birthDate
			deceasedBoolean
			extension.0.url
			extension.0.valueCoding.code
			extension.0.valueCoding.display
			extension.0.valueCoding.system
			extension.1.extension.0.url
			extension.1.extension.0.valueCoding.code
			extension.1.extension.0.valueCoding.display
			extension.1.extension.0.valueCoding.system
			extension.1.extension.1.url
			extension.1.extension.1.valueString
			extension.1.url
			extension.2.url
			extension.2.valueDate
			gender
			meta.lastUpdated
			meta.profile.0
			name.0.family
			name.0.given.0
			name.0.use
			resourceType
			address.0.postalCode
			deceasedDateTime`,
	},
	{
		file: "patient_identifier", idName: "patient_id", anchor: "identifier",
		columns: `
			system
			type.coding.0.code
			type.coding.0.display
			type.coding.0.system
			value
			type.coding.0.extension.0.url
			type.coding.0.extension.0.valueCoding.code
			type.coding.0.extension.0.valueCoding.display
			type.coding.0.extension.0.valueCoding.system`,
	},
}

// coverageRecords are the files made of Coverage resources.
var coverageRecords = []record{
	{
		file: "coverage", idName: "id",
		columns: `
			beneficiary.reference
			class.0.type.coding.0.code
			class.0.type.coding.0.display
			class.0.type.coding.0.system
			class.0.value
			class.1.type.coding.0.code
			class.1.type.coding.0.display
			class.1.type.coding.0.system
			class.1.value
			meta.lastUpdated
			meta.profile.0
			payor.0.identifier.value
			relationship.coding.0.code
			relationship.coding.0.display
			relationship.coding.0.system
			resourceType
			status
			subscriberId
			type.coding.0.code
			type.coding.0.system`,
	},
	{
		file: "coverage_extension", idName: "coverage_id", anchor: "extension",
		columns: `
			url
			valueCoding.code
			valueCoding.display
			valueCoding.system
			valueDate`,
	},
}

// explanationRecords are the files made of ExplanationOfBenefit resources.
var explanationRecords = []record{
	{
		file: "explanation", idName: "id",
		columns: `
			benefitBalance.0.category.coding.0.code
			benefitBalance.0.category.coding.0.display
			benefitBalance.0.category.coding.0.system
			billablePeriod.end
			billablePeriod.extension.0.url
			billablePeriod.extension.0.valueCoding.code
			billablePeriod.extension.0.valueCoding.display
			billablePeriod.extension.0.valueCoding.system
			billablePeriod.start
			contained.0.active
			contained.0.id
			contained.0.identifier.0.type.coding.0.code
			contained.0.identifier.0.type.coding.0.system
			contained.0.identifier.0.value
			contained.0.identifier.1.system
			contained.0.identifier.1.type.coding.0.code
			contained.0.identifier.1.type.coding.0.system
			contained.0.identifier.1.value
			contained.0.meta.profile.0
			contained.0.name
			contained.0.resourceType
			created
			facility.extension.0.url
			facility.extension.0.valueCoding.code
			facility.extension.0.valueCoding.display
			facility.extension.0.valueCoding.system
			identifier.0.system
			identifier.0.type.coding.0.code
			identifier.0.type.coding.0.display
			identifier.0.type.coding.0.system
			identifier.0.value
			identifier.1.system
			identifier.1.type.coding.0.code
			identifier.1.type.coding.0.display
			identifier.1.type.coding.0.system
			identifier.1.value
			insurance.0.coverage.reference
			insurance.0.focal
			insurer.identifier.value
			item.0.locationAddress.state
			item.0.productOrService.coding.0.code
			item.0.productOrService.coding.0.system
			item.0.productOrService.extension.0.url
			item.0.productOrService.extension.0.valueCoding.code
			item.0.productOrService.extension.0.valueCoding.display
			item.0.productOrService.extension.0.valueCoding.system
			item.0.quantity.value
			item.0.revenue.coding.0.code
			item.0.revenue.coding.0.display
			item.0.revenue.coding.0.system
			item.0.sequence
			meta.lastUpdated
			meta.profile.0
			outcome
			patient.reference
			payment.amount.currency
			payment.amount.value
			provider.reference
			resourceType
			status
			subType.coding.0.code
			subType.coding.0.system
			subType.text
			total.0.amount.currency
			total.0.amount.value
			total.0.category.coding.0.code
			total.0.category.coding.0.display
			total.0.category.coding.0.system
			total.0.category.coding.1.code
			total.0.category.coding.1.display
			total.0.category.coding.1.system
			type.coding.0.code
			type.coding.0.display
			type.coding.0.system
			type.coding.1.code
			type.coding.1.system
			type.coding.2.code
			type.coding.2.display
			type.coding.2.system
			use
			disposition
			item.0.category.coding.0.code
			item.0.category.coding.0.display
			item.0.category.coding.0.system
			item.0.locationCodeableConcept.coding.0.code
			item.0.locationCodeableConcept.coding.0.display
			item.0.locationCodeableConcept.coding.0.system
			item.0.locationCodeableConcept.extension.0.url
			item.0.locationCodeableConcept.extension.0.valueCoding.code
			item.0.locationCodeableConcept.extension.0.valueCoding.display
			item.0.locationCodeableConcept.extension.0.valueCoding.system
			item.0.servicedPeriod.end
			item.0.servicedPeriod.start
			provider.identifier.system
			provider.identifier.value
			item.0.diagnosisSequence.0
			facility.identifier.type.coding.0.code
			facility.identifier.type.coding.0.system
			facility.identifier.value
			identifier.2.system
			identifier.2.type.coding.0.code
			identifier.2.type.coding.0.display
			identifier.2.type.coding.0.system
			identifier.2.value
			insurance.0.coverage.extension.0.url
			insurance.0.coverage.extension.0.valueIdentifier.system
			insurance.0.coverage.extension.0.valueIdentifier.value
			insurance.0.coverage.extension.1.url
			insurance.0.coverage.extension.1.valueIdentifier.system
			insurance.0.coverage.extension.1.valueIdentifier.value
			item.0.careTeamSequence.0
			item.0.servicedDate
			payment.date
			total.1.amount.currency
			total.1.amount.value
			total.1.category.coding.0.code
			total.1.category.coding.0.display
			total.1.category.coding.0.system
			type.coding.1.display
			item.0.productOrService.coding.0.display
			item.0.revenue.extension.0.url
			item.0.revenue.extension.0.valueCoding.code
			item.0.revenue.extension.0.valueCoding.system`,
	},
	{
		file: "explanation_benefitBalance.0.financial", idName: "eob_id", anchor: "benefitBalance.0.financial",
		columns: `
			type.coding.0.code
			type.coding.0.display
			type.coding.0.system
			usedMoney.currency
			usedMoney.value
			usedUnsignedInt`,
	},
	{
		file: "explanation_careTeam", idName: "eob_id", anchor: "careTeam",
		columns: `
			provider.identifier.type.coding.0.code
			provider.identifier.type.coding.0.display
			provider.identifier.type.coding.0.system
			provider.identifier.value
			role.coding.0.code
			role.coding.0.display
			role.coding.0.system
			sequence`,
	},
	{
		file: "explanation_diagnosis", idName: "eob_id", anchor: "diagnosis",
		columns: `
			diagnosisCodeableConcept.coding.0.code
			diagnosisCodeableConcept.coding.0.display
			diagnosisCodeableConcept.coding.0.system
			diagnosisCodeableConcept.coding.1.code
			diagnosisCodeableConcept.coding.1.display
			diagnosisCodeableConcept.coding.1.system
			sequence
			type.0.coding.0.code
			type.0.coding.0.display
			type.0.coding.0.system`,
	},
	{
		file: "explanation_extension", idName: "eob_id", anchor: "extension",
		columns: `
			url
			valueCoding.code
			valueCoding.display
			valueCoding.system
			valueIdentifier.system
			valueIdentifier.value
			valueMoney.currency
			valueMoney.value`,
	},
	{
		file: "explanation_item.0.adjudication", idName: "eob_id", anchor: "item.0.adjudication",
		columns: `
			amount.currency
			amount.value
			category.coding.0.code
			category.coding.0.display
			category.coding.0.system
			category.coding.1.code
			category.coding.1.display
			category.coding.1.system
			reason.coding.0.code
			reason.coding.0.display
			reason.coding.0.system`,
	},
	{
		file: "explanation_item.0.extension", idName: "eob_id", anchor: "item.0.extension",
		columns: `
			url
			valueCoding.code
			valueCoding.system
			valueQuantity.value
			valueCoding.display
			valueQuantity.code
			valueQuantity.system
			valueQuantity.unit`,
	},
	{
		file: "explanation_procedure", idName: "eob_id", anchor: "procedure",
		columns: `
			date
			procedureCodeableConcept.coding.0.code
			procedureCodeableConcept.coding.0.display
			procedureCodeableConcept.coding.0.system
			procedureCodeableConcept.coding.1.code
			procedureCodeableConcept.coding.1.display
			procedureCodeableConcept.coding.1.system
			sequence`,
	},
	{
		file: "explanation_supportingInfo", idName: "eob_id", anchor: "supportingInfo",
		columns: `
			category.coding.0.code
			category.coding.0.display
			category.coding.0.system
			category.coding.1.code
			category.coding.1.display
			category.coding.1.system
			sequence
			timingDate
			code.coding.0.code
			code.coding.0.display
			code.coding.0.system
			valueQuantity.value
			timingPeriod.end
			timingPeriod.start
			valueQuantity.code
			valueQuantity.system
			valueQuantity.unit`,
	},
}
