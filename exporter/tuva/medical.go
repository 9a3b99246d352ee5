package tuva

import (
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// medicalColumns are the 148 columns of medical_claim: one row for each line of a claim that is no drug claim; a claim
// without lines has one row.
var medicalColumns = slices.Concat(
	[]column[medicalRow]{
		{"claim_id", "varchar", "E PK", "v3: claims.claim_id; v2, and where two claims share one: claims.fhir_id", func(r *medicalRow) claims.Value { return r.id }},
		{"claim_line_number", "integer", "E PK", "1 to n in the order of claim_lines.claim_line_number", func(r *medicalRow) claims.Value { return claims.IntValue(r.number) }},
		{"claim_type", "varchar", "W", "claims.claim_type: institutional, professional, else undetermined", func(r *medicalRow) claims.Value { return claims.TextValue(r.kind) }},
		{"person_id", "varchar", "W", "claims.person_key, or the MBI if asked for", func(r *medicalRow) claims.Value { return r.person }},
		{"member_id", "varchar", "", "beneficiaries.mbi", func(r *medicalRow) claims.Value { return r.member }},
		{"payer", "varchar", "", "always medicare", always[medicalRow](medicare)},
		{"plan", "varchar", "", "always medicare", always[medicalRow](medicare)},
		{"claim_start_date", "date", "W", "claims.from_date", claimDay(claims.ColClaimsFromDate)},
		{"claim_end_date", "date", "W", "claims.thru_date", claimDay(claims.ColClaimsThruDate)},
		{"claim_line_start_date", "date", "W", "claim_lines.service_from, else claims.from_date", lineDay(claims.ColClaimLinesServiceFrom, claims.ColClaimsFromDate)},
		{"claim_line_end_date", "date", "W", "claim_lines.service_thru, else claims.thru_date", lineDay(claims.ColClaimLinesServiceThru, claims.ColClaimsThruDate)},
		{"admission_date", "date", "W*", "claims.admission_date; on a stay without one claims.from_date (admitted)", func(r *medicalRow) claims.Value { return r.admitted() }},
		{"discharge_date", "date", "W*", "claims.discharge_date; on a stay without one claims.thru_date, unless still a patient (discharged)", func(r *medicalRow) claims.Value { return r.discharged() }},
		{"admit_source_code", "varchar", "", "claims.admit_source", claimCode(claims.ColClaimsAdmitSource)},
		{"admit_type_code", "varchar", "", "claims.admit_type", claimCode(claims.ColClaimsAdmitType)},
		{"discharge_disposition_code", "varchar", "", "claims.discharge_status, two digits", func(r *medicalRow) claims.Value { return padded(r.claim.code(claims.ColClaimsDischargeStatus), 2) }},
		{"place_of_service_code", "varchar", "W* professional", "claim_lines.place_of_service, two digits", func(r *medicalRow) claims.Value { return padded(r.line.code(claims.ColClaimLinesPlaceOfService), 2) }},
		{"bill_type_code", "varchar", "W* institutional", "claims.bill_type of institutional claims", institutionalOnly(claims.ColClaimsBillType)},
		{"drg_code_type", "varchar", "W* if drg_code", "ms-drg where there is a drg_code", func(r *medicalRow) claims.Value {
			return when(r.claim.of(claims.ColClaimsDRGCode).Set, "ms-drg")
		}},
		{"drg_code", "varchar", "W* 11x 12x", "claims.drg_code, three digits", func(r *medicalRow) claims.Value { return padded(r.claim.code(claims.ColClaimsDRGCode), 3) }},
		{"revenue_center_code", "varchar", "W* institutional", "claim_lines.revenue_code", lineValue(claims.ColClaimLinesRevenueCode)},
		{"service_unit_quantity", "number", "", "claim_lines.service_units", lineValue(claims.ColClaimLinesServiceUnits)},
		{"hcpcs_code", "varchar", "W* professional", "claim_lines.hcpcs_code", lineValue(claims.ColClaimLinesHCPCSCode)},
		{"hcpcs_modifier_1", "varchar", "", "claim_lines.modifier_1", lineValue(claims.ColClaimLinesModifier1)},
		{"hcpcs_modifier_2", "varchar", "", "claim_lines.modifier_2", lineValue(claims.ColClaimLinesModifier2)},
		{"hcpcs_modifier_3", "varchar", "", "claim_lines.modifier_3", lineValue(claims.ColClaimLinesModifier3)},
		{"hcpcs_modifier_4", "varchar", "", "claim_lines.modifier_4", lineValue(claims.ColClaimLinesModifier4)},
		{"hcpcs_modifier_5", "varchar", "", "claim_lines.modifier_5", lineValue(claims.ColClaimLinesModifier5)},
		{"rendering_npi", "varchar", "", "professional: claim_lines.rendering_npi, else claims.rendering_npi; institutional: claims.attending_npi", func(r *medicalRow) claims.Value { return r.renderer() }},
		{"rendering_tin", "varchar", "", "professional: claims.provider_tax_id, which is that of the lines", func(r *medicalRow) claims.Value {
			if r.kind != professional {
				return claims.Value{}
			}
			return r.claim.code(claims.ColClaimsProviderTaxID)
		}},
		{"billing_npi", "varchar", "", "claims.billing_npi", claimCode(claims.ColClaimsBillingNPI)},
		{"billing_tin", "varchar", "", "claims.provider_tax_id", claimCode(claims.ColClaimsProviderTaxID)},
		{"facility_npi", "varchar", "W* inpatient-like bill types", "claims.facility_npi of institutional claims", institutionalOnly(claims.ColClaimsFacilityNPI)},
		{"paid_date", "date", "", "claims.weekly_process_date, else claims.effective_date", func(r *medicalRow) claims.Value {
			return first(r.claim.day(claims.ColClaimsWeeklyProcessDate), r.claim.day(claims.ColClaimsEffectiveDate))
		}},
		{"paid_amount", "float", "", "claim_lines.paid_amount; institutional claims that pay at the header: claims.payment_amount on row 1, 0 on the others (amountsOf)", func(r *medicalRow) claims.Value { return r.money.paid }},
		{"allowed_amount", "float", "", "professional: claim_lines.allowed_amount; institutional: paid + deductible + coinsurance on the row that carries the payment (amountsOf)", func(r *medicalRow) claims.Value { return r.money.allowed }},
		{"charge_amount", "float", "", "claim_lines.submitted_amount; not on the total line 0001, unless it is the only line (amountsOf)", func(r *medicalRow) claims.Value { return r.money.charge }},
		{"coinsurance_amount", "float", "", "claim_lines.coinsurance_amount; inpatient and SNF: claims.coinsurance_amount on row 1 (amountsOf)", func(r *medicalRow) claims.Value { return r.money.coinsurance }},
		{"copayment_amount", "float", "", "not in Parts A and B", empty[medicalRow]},
		{"deductible_amount", "float", "", "claim_lines.deductible_amount; inpatient and SNF: claims.deductible_amount on row 1 (amountsOf)", func(r *medicalRow) claims.Value { return r.money.deductible }},
		{"total_cost_amount", "float", "", "not sent", empty[medicalRow]},
		{"diagnosis_code_type", "varchar", "", "diagnoses.icd_version: icd-10-cm or icd-9-cm", func(r *medicalRow) claims.Value { return claims.TextValue(codeType(r.diagnoses, "cm")) }},
	},
	numbered("diagnosis_code", "varchar", "diagnoses.code_norm: principal first, then by sequence, without admitting and external cause (diagnosesInOrder)", func(r *medicalRow, n int) claims.Value { return at(r.diagnoses, n).code }),
	numbered("diagnosis_poa", "varchar", "diagnoses.poa of the same diagnosis", func(r *medicalRow, n int) claims.Value { return at(r.diagnoses, n).poa }),
	[]column[medicalRow]{
		{"procedure_code_type", "varchar", "", "procedures.icd_version: icd-10-pcs or icd-9-pcs", func(r *medicalRow) claims.Value { return claims.TextValue(codeType(r.procedures, "pcs")) }},
	},
	numbered("procedure_code", "varchar", "procedures.code by sequence, without dot", func(r *medicalRow, n int) claims.Value { return at(r.procedures, n).code }),
	numbered("procedure_date", "date", "procedures.date of the same procedure", func(r *medicalRow, n int) claims.Value { return at(r.procedures, n).day }),
	[]column[medicalRow]{
		{"in_network_flag", "boolean", "", "Medicare has no networks", empty[medicalRow]},
		{"data_source", "varchar", "PK", "always bcda", always[medicalRow](bcda)},
		{"file_name", "varchar", "", "claims.file_name", func(r *medicalRow) claims.Value { return r.claim.of(claims.ColClaimsFileName) }},
		{"file_date", "date", "", "day of the transaction time of the export", func(r *medicalRow) claims.Value { return r.fileDate }},
		{"ingest_datetime", "timestamp", "", "claims.ingested_at", claimCode(claims.ColClaimsIngestedAt)},
	},
)

// perClaim is how many diagnoses and procedures Tuva has room for.
const perClaim = 25

// numbered are the columns name_1 to name_25.
func numbered(name, typ, from string, value func(*medicalRow, int) claims.Value) []column[medicalRow] {
	list := make([]column[medicalRow], perClaim)
	for i := range list {
		list[i] = column[medicalRow]{fmt.Sprintf("%s_%d", name, i+1), typ, "", from, func(r *medicalRow) claims.Value { return value(r, i) }}
	}
	return list
}

func claimCode(c claims.Col) func(*medicalRow) claims.Value {
	return func(r *medicalRow) claims.Value { return r.claim.code(c) }
}

func claimDay(c claims.Col) func(*medicalRow) claims.Value {
	return func(r *medicalRow) claims.Value { return r.claim.day(c) }
}

func institutionalOnly(c claims.Col) func(*medicalRow) claims.Value {
	return func(r *medicalRow) claims.Value {
		if r.kind != institutional {
			return claims.Value{}
		}
		return r.claim.code(c)
	}
}

func lineValue(c claims.Col) func(*medicalRow) claims.Value {
	return func(r *medicalRow) claims.Value { return r.line.code(c) }
}

func lineDay(line, claim claims.Col) func(*medicalRow) claims.Value {
	return func(r *medicalRow) claims.Value { return first(r.line.day(line), r.claim.day(claim)) }
}

func when(yes bool, text string) claims.Value {
	if !yes {
		return claims.Value{}
	}
	return claims.TextValue(text)
}
