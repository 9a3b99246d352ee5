package tuva

import (
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// pharmacyColumns are the 25 columns of pharmacy_claim: one row for each drug claim, compounds too.
var pharmacyColumns = []column[pharmacyRow]{
	{"claim_id", "varchar", "E PK", "v3: claims.claim_id; v2, and where two claims share one: claims.fhir_id", func(r *pharmacyRow) claims.Value { return r.id }},
	{"claim_line_number", "integer", "E PK", "always 1", func(*pharmacyRow) claims.Value { return claims.IntValue(1) }},
	{"person_id", "varchar", "W", "claims.person_key, or the MBI if asked for", func(r *pharmacyRow) claims.Value { return r.person }},
	{"member_id", "varchar", "", "beneficiaries.mbi", func(r *pharmacyRow) claims.Value { return r.member }},
	{"payer", "varchar", "", "always medicare", always[pharmacyRow](medicare)},
	{"plan", "varchar", "", "always medicare; the contract is in claims.contract_number", always[pharmacyRow](medicare)},
	{"prescribing_provider_npi", "varchar", "W", "claims.prescribing_npi", drugClaim(claims.ColClaimsPrescribingNPI)},
	{"dispensing_provider_npi", "varchar", "W", "claims.billing_npi, which is set for pharmacies only where CMS sent an NPI", drugClaim(claims.ColClaimsBillingNPI)},
	{"dispensing_date", "date", "W", "claim_lines.service_from, else claims.from_date", func(r *pharmacyRow) claims.Value { return r.dispensed() }},
	{"ndc_code", "varchar", "W", "claim_lines.ndc_code; of a compound its first ingredient", drugLine(claims.ColClaimLinesNDCCode)},
	{"quantity", "integer", "", "claim_lines.service_units, else ndc_quantity of a compound; rounded half up, as Tuva has whole numbers (wholeQuantity)", func(r *pharmacyRow) claims.Value {
		return wholeQuantity(first(r.line.of(claims.ColClaimLinesServiceUnits), r.line.of(claims.ColClaimLinesNDCQuantity)))
	}},
	{"days_supply", "integer", "W", "claim_lines.days_supply", drugLine(claims.ColClaimLinesDaysSupply)},
	{"refills", "integer", "", "claim_lines.fill_number: 0 is the first fill", drugLine(claims.ColClaimLinesFillNumber)},
	{"paid_date", "date", "W", "claims.payment_date, else dispensing_date", func(r *pharmacyRow) claims.Value {
		return first(r.claim.day(claims.ColClaimsPaymentDate), r.dispensed())
	}},
	{"paid_amount", "float", "", "claim_lines.paid_amount: what the plan paid", drugLine(claims.ColClaimLinesPaidAmount)},
	{"allowed_amount", "float", "", "claim_lines.submitted_amount, else claims.submitted_amount: the total drug cost", func(r *pharmacyRow) claims.Value { return r.cost() }},
	{"charge_amount", "float", "", "the same", func(r *pharmacyRow) claims.Value { return r.cost() }},
	{"coinsurance_amount", "float", "", "not apart from the copayment", empty[pharmacyRow]},
	{"copayment_amount", "float", "", "claim_lines.bene_responsibility: what the person paid", drugLine(claims.ColClaimLinesBeneResponsibility)},
	{"deductible_amount", "float", "", "not apart from the copayment", empty[pharmacyRow]},
	{"in_network_flag", "boolean", "", "not sent", empty[pharmacyRow]},
	{"data_source", "varchar", "PK", "always bcda", always[pharmacyRow](bcda)},
	{"file_name", "varchar", "", "claims.file_name", func(r *pharmacyRow) claims.Value { return r.claim.of(claims.ColClaimsFileName) }},
	{"file_date", "date", "", "day of the transaction time of the export", func(r *pharmacyRow) claims.Value { return r.fileDate }},
	{"ingest_datetime", "timestamp", "", "claims.ingested_at", drugClaim(claims.ColClaimsIngestedAt)},
}

// pharmacyRow is one row of pharmacy_claim.
type pharmacyRow struct {
	*header
	line record // the first line; without values on a claim without lines
}

func drugClaim(c claims.Col) func(*pharmacyRow) claims.Value {
	return func(r *pharmacyRow) claims.Value { return r.claim.code(c) }
}

func drugLine(c claims.Col) func(*pharmacyRow) claims.Value {
	return func(r *pharmacyRow) claims.Value { return r.line.code(c) }
}

func (r *pharmacyRow) dispensed() claims.Value {
	return first(r.line.day(claims.ColClaimLinesServiceFrom), r.claim.day(claims.ColClaimsFromDate))
}

func (r *pharmacyRow) cost() claims.Value {
	return first(r.line.of(claims.ColClaimLinesSubmittedAmount), r.claim.of(claims.ColClaimsSubmittedAmount))
}

// wholeQuantity rounds a decimal half up: 2.5 is 3, -2.5 is -2. Quantities beyond what an integer holds are left out.
func wholeQuantity(v claims.Value) claims.Value {
	if !v.Set {
		return claims.Value{}
	}
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(v.Text, "-"), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return claims.Value{}
	}
	half := fraction != "" && fraction[0] == '5' && strings.Trim(fraction[1:], "0") == ""
	if fraction != "" && fraction[0] >= '5' && (!half || v.Text[0] != '-') {
		n++
	}
	if v.Text[0] == '-' {
		n = -n
	}
	return claims.IntValue(n)
}
