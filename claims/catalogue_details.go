package claims

// Where the columns come from: docs/reference/flattening.md 2.5.

var diagnosesSpec = tableSpec{
	name: "diagnoses", label: "Diagnoses", rowIs: "one diagnosis of a claim", claimChild: true,
	columns: []Column{
		{Name: "sequence", Kind: Int, Label: "Sequence", V2: "diagnosis.sequence", V3: "diagnosis.sequence", Meaning: "Number of the diagnosis as sent; lines point at it."},
		{Name: "code", Label: "Diagnosis", CCLF: "CLM_DGNS_CD", V2: "diagnosis.diagnosisCodeableConcept.coding.code", V3: "diagnosis.diagnosisCodeableConcept.coding.code", Meaning: "ICD code as sent: v3 with a dot, v2 without."},
		{Name: "code_norm", Label: "Diagnosis, no dot", CCLF: "CLM_DGNS_CD", V2: "code without dot", V3: "code without dot", Meaning: "ICD code without dot and blanks, upper case; join and filter with this one."},
		{Name: "icd_version", Label: "ICD version", CCLF: "DGNS_PRCDR_ICD_IND", V2: "coding.system", V3: "coding.system", Meaning: "10 or 9."},
		{Name: "display", Label: "Diagnosis in words", V2: "coding.display", V3: "coding.display", Meaning: "Words that CMS sent with the code."},
		{Name: "dx_type", Label: "Kind of diagnosis", CCLF: "CLM_PROD_TYPE_CD", V2: "diagnosis.type.coding.code", V3: "diagnosis.type.coding.code", Meaning: "principal, admitting, secondary, other, externalcauseofinjury or patientreasonforvisit."},
		{Name: "poa", Label: "Present on admission", CCLF: "CLM_POA_IND", V2: "diagnosis.extension[V2:clm_poa_ind_swN]", V3: "diagnosis.onAdmission", Meaning: "Whether the condition was there at admission: Y, N, U, W or 1."},
	},
}

var proceduresSpec = tableSpec{
	name: "procedures", label: "Procedures", rowIs: "one hospital procedure of a claim", claimChild: true,
	columns: []Column{
		{Name: "sequence", Kind: Int, Label: "Sequence", V2: "procedure.sequence", V3: "procedure.sequence", Meaning: "Number of the procedure as sent."},
		{Name: "code", Label: "Procedure", CCLF: "CLM_PRCDR_CD", V2: "procedure.procedureCodeableConcept.coding.code", V3: "procedure.procedureCodeableConcept.coding.code", Meaning: "ICD procedure code as sent."},
		{Name: "icd_version", Label: "ICD version", CCLF: "DGNS_PRCDR_ICD_IND", V2: "coding.system", V3: "coding.system", Meaning: "10 or 9."},
		{Name: "date", Kind: Date, Label: "Date", CCLF: "CLM_PRCDR_PRFRM_DT", V2: "procedure.date", V3: "procedure.date", Meaning: "Day of the procedure.", Privacy: QuasiIdentifier},
		{Name: "px_type", Label: "Kind of procedure", V2: "procedure.type.coding.code", V3: "procedure.type.coding.code", Meaning: "principal or other."},
	},
}

var careTeamSpec = tableSpec{
	name: "care_team", label: "Care team", rowIs: "one provider named on a claim", claimChild: true,
	columns: []Column{
		{Name: "sequence", Kind: Int, Label: "Sequence", V2: "careTeam.sequence", V3: "careTeam.sequence", Meaning: "Number of the provider as sent; lines point at it."},
		{Name: "role", Label: "Role", V2: "careTeam.role.coding.code", V3: "careTeam.role.coding.code", Meaning: "attending, operating, otheroperating, performing (v2) or rendering (v3), referring, supervisor, prescribing, primary."},
		{Name: "npi", Label: "NPI", V2: "careTeam.provider.identifier[npi].value", V3: "contained[careTeam.provider].identifier[us-npi].value", Meaning: "National provider id.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "name", Label: "Name", V2: "careTeam.provider.display", V3: "contained[careTeam.provider].name", Meaning: "Name of the provider where the claim carries it.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "specialty_code", Label: "Specialty", CCLF: "CLM_PRVDR_SPCLTY_CD", V2: "careTeam.qualification.coding[V2:prvdr_spclty]", V3: "careTeam.extension[BBSD:CLM-PRVDR-SPCLTY-CD]", Meaning: "CMS specialty."},
		{Name: "taxonomy", Label: "Taxonomy", V2: "careTeam.qualification.coding[provider-taxonomy]", V3: "careTeam.qualification.coding[provider-taxonomy]", Meaning: "Provider taxonomy code."},
		{Name: "responsible", Kind: Bool, Label: "Responsible", V2: "careTeam.responsible", V3: "careTeam.responsible", Meaning: "True for the provider in charge."},
	},
}

var supportingInfoSpec = tableSpec{
	name: "supporting_info", label: "Supporting information", rowIs: "one supporting fact of a claim", claimChild: true,
	columns: []Column{
		{Name: "sequence", Kind: Int, Label: "Sequence", V2: "supportingInfo.sequence", V3: "supportingInfo.sequence", Meaning: "Number of the fact as sent."},
		{Name: "category_system", Label: "Category system", V2: "supportingInfo.category.coding.system", V3: "supportingInfo.category.coding.system", Meaning: "Code system of the category; the BCDA one where there are several."},
		{Name: "category_code", Label: "Category", V2: "supportingInfo.category.coding.code", V3: "supportingInfo.category.coding.code", Meaning: "What kind of fact it is."},
		{Name: "code_system", Label: "Code system", V2: "supportingInfo.code.coding.system", V3: "supportingInfo.code.coding.system", Meaning: "Code system of the value."},
		{Name: "code", Label: "Code", V2: "supportingInfo.code.coding.code", V3: "supportingInfo.code.coding.code", Meaning: "Value, where it is a code."},
		{Name: "display", Label: "In words", V2: "supportingInfo.code.coding.display", V3: "supportingInfo.code.coding.display", Meaning: "Words that CMS sent with the code."},
		{Name: "value_text", Label: "Text", V2: "supportingInfo.valueString", V3: "supportingInfo.valueString", Meaning: "Value, where it is text.", Privacy: DirectIdentifier, Identifier: FreeText},
		{Name: "value_quantity", Kind: Decimal, Label: "Quantity", V2: "supportingInfo.valueQuantity.value", V3: "supportingInfo.valueQuantity.value", Meaning: "Value, where it is a quantity."},
		{Name: "unit", Label: "Unit", V2: "supportingInfo.valueQuantity.unit", V3: "supportingInfo.valueQuantity.unit", Meaning: "Unit of the quantity."},
		{Name: "date", Kind: Date, Label: "Date", V2: "supportingInfo.timingDate", V3: "supportingInfo.timingDate", Meaning: "Day the fact speaks of.", Privacy: QuasiIdentifier},
		{Name: "period_start", Kind: Date, Label: "From", V2: "supportingInfo.timingPeriod.start", V3: "supportingInfo.timingPeriod.start", Meaning: "First day the fact speaks of.", Privacy: QuasiIdentifier},
		{Name: "period_end", Kind: Date, Label: "To", V2: "supportingInfo.timingPeriod.end", V3: "supportingInfo.timingPeriod.end", Meaning: "Last day the fact speaks of.", Privacy: QuasiIdentifier},
		{Name: "reference", Label: "Reference", V2: "supportingInfo.valueReference.reference", V3: "supportingInfo.valueReference.reference", Meaning: "Contained resource that holds the value, such as a blood result.", Privacy: QuasiIdentifier, Identifier: FreeText},
	},
}

var lineAdjudicationsSpec = tableSpec{
	name: "line_adjudications", label: "Line amounts", rowIs: "one amount or decision on a claim line", claimChild: true,
	columns: []Column{
		{Name: "claim_line_number", Kind: Int, Label: "Line number", CCLF: "CLM_LINE_NUM", V2: "item.sequence", V3: "item.sequence", Meaning: "Number of the line as sent."},
		{Name: "seq", Kind: Int, Label: "Place on the line", Meaning: "Place of the amount on its line, from 1."},
		{Name: "category_generic", Label: "Kind", V2: "item.adjudication.category.coding[C4BBAdjudication or adjudication].code", V3: "item.adjudication.category.coding[C4BBAdjudication or adjudication].code", Meaning: "General kind, such as submitted or benefit; the same kind comes many times on a line."},
		{Name: "category_code", Label: "CMS name", V2: "item.adjudication.category.coding[V2].code, last part", V3: "item.adjudication.category.coding[Adjudication].code", Meaning: "CMS name of the amount; unique on a line."},
		{Name: "amount", Kind: Money, Label: "Amount", V2: "item.adjudication.amount.value", V3: "item.adjudication.amount.value", Meaning: "Amount of money."},
		{Name: "value", Kind: Decimal, Label: "Value", V2: "item.adjudication.value", V3: "item.adjudication.value", Meaning: "Count or factor, where it is not money."},
		{Name: "reason_system", Label: "Reason system", V2: "item.adjudication.reason.coding.system", V3: "item.adjudication.reason.coding.system", Meaning: "Code system of the reason."},
		{Name: "reason_code", Label: "Reason", V2: "item.adjudication.reason.coding.code", V3: "item.adjudication.reason.coding.code", Meaning: "Reason of a denial or reduction."},
	},
}

var claimAmountsSpec = tableSpec{
	name: "claim_amounts", label: "Claim amounts", rowIs: "one amount, count or decision on the claim as a whole", claimChild: true,
	columns: []Column{
		{Name: "origin", Label: "Found in", Meaning: "Part of the resource that holds it: total, adjudication, benefitBalance or extension."},
		{Name: "category_generic", Label: "Kind", V2: "total.category.coding.code", V3: "total.category.coding.code", Meaning: "General kind, such as submitted or benefit."},
		{Name: "category_code", Label: "CMS name", V2: "V2 code, last part", V3: "total or adjudication category.coding[Adjudication].code", Meaning: "CMS name of the amount."},
		{Name: "amount", Kind: Money, Label: "Amount", V2: "total.amount.value; benefitBalance.financial.usedMoney.value", V3: "total.amount.value; adjudication.amount.value", Meaning: "Amount of money."},
		{Name: "value", Kind: Decimal, Label: "Value", V2: "benefitBalance.financial.usedUnsignedInt", V3: "adjudication.value", Meaning: "Count or weight, where it is not money."},
		{Name: "reason_code", Label: "Reason", V2: "reason.coding.code", V3: "adjudication.reason.coding.code", Meaning: "Reason code, where the entry is a decision."},
	},
}
