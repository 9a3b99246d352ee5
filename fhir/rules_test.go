package fhir_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ruleCase is one rule of docs/reference/flattening.md on a resource that holds nothing but what the rule is about.
type ruleCase struct {
	name  string // section and rule
	kind  string // v2, v3: an ExplanationOfBenefit; patient, coverage
	json  string // elements of the resource; V2:, BBSD:, BBCS: and C4: stand for the urls of section 0
	table claims.TableID
	row   int
	cells string // column=value, separated by a blank; an empty value is null
}

// shortURLs are the abbreviations of flattening.md section 0.
var shortURLs = strings.NewReplacer(
	"V2:", "https://bluebutton.cms.gov/resources/variables/", "BBSD:", "https://bluebutton.cms.gov/fhir/StructureDefinition/",
	"BBCS:", "https://bluebutton.cms.gov/fhir/CodeSystem/", "C4:", "http://hl7.org/fhir/us/carin-bb/CodeSystem/",
)

func (c ruleCase) line() string {
	const (
		v2Type = `"type":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"%s"}]}`
		v3Type = `"type":{"coding":[{"system":"BBCS:EOB-TYPE","code":"%s"}]}`
	)
	version, claimType, _ := strings.Cut(c.kind, " ")
	var parts []string
	if !strings.HasPrefix(c.json, `"id":`) {
		parts = append(parts, map[string]string{claims.V2: `"id":"x-1"`, claims.V3: `"id":"-1"`, "patient": `"id":"-20"`, "coverage": `"id":"part-a--20"`}[version])
	}
	resourceType := map[string]string{"patient": claims.TypePatient, "coverage": claims.TypeCoverage}[version]
	if resourceType == "" {
		resourceType = claims.TypeEOB
	}
	parts = append(parts, `"resourceType":"`+resourceType+`"`)
	if resourceType == claims.TypeEOB && !strings.HasPrefix(c.json, `"type":`) {
		parts = append(parts, fmt.Sprintf(map[string]string{claims.V2: v2Type, claims.V3: v3Type}[version], claimType))
	}
	if c.json != "" {
		parts = append(parts, c.json)
	}
	return shortURLs.Replace("{" + strings.Join(parts, ",") + "}")
}

// Rules 1 to 10 of section 0, and what other senders may do to them.
func TestGroundRules(t *testing.T) { testRules(t, groundRules) }

var groundRules = []ruleCase{
	{"0.1 order of codings", "v2 CARRIER", `"type":{"coding":[{"system":"V2:nch_clm_type_cd","code":"71"},{"system":"https://bluebutton.cms.gov/resources/codesystem/eob-type","code":"CARRIER"}]}`, claims.Claims, 0, "claim_type=CARRIER claim_type_code=71"},
	{"0.2 slash at the end", "v2 INPATIENT", `"extension":[{"url":"V2:fi_doc_clm_cntl_num/","valueIdentifier":{"value":"77"}}]`, claims.Claims, 0, "claim_control_number=77"},
	{"0.3 nothing there", "v3 CARRIER", ``, claims.Claims, 0, "use=claim adjudication=complete claim_id=-1 payment_amount= line_count=0 patient_id="},
	{"0.3 code-less coding first", "v2 CARRIER", `"item":[{"productOrService":{"coding":[{"system":"https://bluebutton.cms.gov/resources/codesystem/hcpcs"},{"system":"https://bluebutton.cms.gov/resources/codesystem/hcpcs","code":"99213"}]}}]`, claims.ClaimLines, 0, "hcpcs_code=99213 is_total_line=false"},
	{"0.3 extension on a primitive", "v3 CARRIER", `"created":null,"_created":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]},"status":"active"`, claims.Claims, 0, "effective_date= status=active"},
	{"0.3 identifier without value", "v2 CARRIER", `"identifier":[{"system":"V2:clm_id"},{"system":"V2:clm_id","value":"-55"}]`, claims.Claims, 0, "claim_id=-55"},
	{"0.4 leading zeros", "v3 OUTPATIENT", `"item":[{"revenue":{"coding":[{"system":"BBCS:CLM-REV-CNTR-CD","code":"0360"}]}}]`, claims.ClaimLines, 0, "revenue_code=0360"},
	{"0.4 padded revenue code", "v2 OUTPATIENT", `"item":[{"revenue":{"coding":[{"system":"https://www.nubc.org/CodeSystem/RevenueCodes","code":"A"},{"system":"V2:rev_cntr","code":"1"}]}}]`, claims.ClaimLines, 0, "revenue_code=0001 is_total_line=true"},
	{"0.4 absolute reference", "v3 CARRIER", `"patient":{"reference":"https://host.example/fhir/Patient/-20/_history/3"}`, claims.Claims, 0, "patient_id=-20"},
	{"0.4 reference by uuid", "v3 CARRIER", `"patient":{"reference":"urn:uuid:0c0c0c0c-0000-4000-8000-000000000001"}`, claims.Claims, 0, "patient_id=0c0c0c0c-0000-4000-8000-000000000001"},
	{"0.4 reference by MBI", "v3 CARRIER", `"patient":{"identifier":{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00E00AA00"}}`, claims.Claims, 0, "patient_id= mbi=1S00E00AA00"},
	{"0.4 contained person", "v2 CARRIER", `"patient":{"reference":"#p"},"contained":[{"resourceType":"Patient","id":"p","identifier":[{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00E00AA01"}]}]`, claims.Claims, 0, "patient_id= mbi=1S00E00AA01"},
	{"0.5 half even", "v2 CARRIER", `"payment":{"amount":{"value":2.345}}`, claims.Claims, 0, "payment_amount=2.345"},
	{"0.5 negative", "v3 INPATIENT", `"payment":{"amount":{"value":-12.5}}`, claims.Claims, 0, "payment_amount=-12.50"},
	{"0.5 power of ten", "v3 INPATIENT", `"payment":{"amount":{"value":1E3}}`, claims.Claims, 0, "payment_amount=1000.00"},
	{"0.5 beyond any money", "v3 INPATIENT", `"payment":{"amount":{"value":1E400}}`, claims.Claims, 0, "payment_amount="},
	{"0.6 midnight UTC", "v2 INPATIENT", `"procedure":[{"date":"2016-01-16T00:00:00+00:00"}]`, claims.Procedures, 0, "date=2016-01-16"},
	{"0.6 reversed period", "v2 CARRIER", `"billablePeriod":{"start":"2026-02-02","end":"2026-01-01"}`, claims.Claims, 0, "from_date=2026-02-02 thru_date=2026-01-01 dq_flags=reversed_period"},
	{"0.6 future and default", "v3 CARRIER", `"billablePeriod":{"start":"1000-01-01","end":"2031-01-01"}`, claims.Claims, 0, "from_date=1000-01-01 dq_flags=default_date;future_date"},
	{"0.7 dots and blanks", "v3 CARRIER", `"diagnosis":[{"sequence":1,"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"e01.70 "}]}}]`, claims.Diagnoses, 0, "code=e01.70 code_norm=E0170 icd_version=10"},
	{"0.8 absent reason", "v3 CARRIER", `"item":[{"productOrService":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"not-applicable"}]},"modifier":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"unknown"}]}]}]`, claims.ClaimLines, 0, "hcpcs_code= modifier_1="},
	{"0.8 literal NULL", "v2 CARRIER", `"extension":[{"url":"V2:carr_clm_pmt_dnl_cd","valueCoding":{"code":"NULL"}},{"url":"V2:nch_near_line_rec_ident_cd","valueCode":"NULL"}]`, claims.Claims, 0, "denial_code= near_line_code="},
	{"0.9 unknown category on a line", "v3 CARRIER", `"item":[{"sequence":3,"adjudication":[{"category":{"coding":[{"system":"https://new.example/codes","code":"NEW_AMT"}]},"amount":{"value":7}}]}]`, claims.LineAdjudications, 0, "claim_line_number=3 seq=1 category_code=NEW_AMT amount=7.00"},
	{"0.9 unknown information", "v3 CARRIER", `"supportingInfo":[{"sequence":4,"category":{"coding":[{"system":"https://new.example/codes","code":"NEWINFO"}]},"valueString":"w"}]`, claims.SupportingInfo, 0, "sequence=4 category_code=NEWINFO value_text=w"},
	{"0.9 unknown claim type", "v3 FUTURE", ``, claims.Claims, 0, "claim_type=UNKNOWN"},
	{"0.10 prior authorization", "v3 CARRIER", `"use":"preauthorization","preAuthRefPeriod":[{"start":"2026-01-01"}]`, claims.Claims, 0, "claim_type=PRIORAUTH from_date= claim_id=-1"},
}

// Header rules of 2.3.
func TestClaimRules(t *testing.T) { testRules(t, claimCases) }

var claimCases = []ruleCase{
	{"2.3 facility without a reference", "v2 INPATIENT", `"contained":[{"resourceType":"Organization","id":"provider-org","identifier":[{"type":{"coding":[{"code":"PRN"}]},"value":"450001  "},{"type":{"coding":[{"code":"npi"}]},"value":"1999999992"}]}]`, claims.Claims, 0, "facility_npi=1999999992 billing_npi=1999999992 facility_ccn=450001"},
	{"2.3 carrier biller is no facility", "v2 CARRIER", `"provider":{"identifier":{"value":"1999999992"}}`, claims.Claims, 0, "billing_npi=1999999992 facility_npi="},
	{"2.3 provider that is a person", "v3 CARRIER", `"provider":{"reference":"#b"},"contained":[{"resourceType":"Practitioner","id":"#b","name":[{"family":"X"}],"identifier":[{"system":"urn:oid:2.16.840.1.113883.4.4","value":"12"},{"system":"http://hl7.org/fhir/sid/us-npi","value":"1999999992"}]}]`, claims.Claims, 0, "billing_npi=1999999992 provider_tax_id=12"},
	{"2.3 provider absent", "v3 CARRIER", `"provider":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}`, claims.Claims, 0, "billing_npi="},
	{"2.3 cumulative bill type", "v3 OUTPATIENT", `"supportingInfo":[{"category":{"coding":[{"system":"C4:C4BBSupportingInfoType","code":"typeofbill"}]},"code":{"coding":[{"system":"BBCS:CLM-BILL-FREQ-CD","code":"33X"},{"system":"BBCS:CLM-BILL-CLSFCTN-CD","code":"33"},{"system":"BBCS:CLM-BILL-FAC-TYPE-CD","code":"3"}]}}]`, claims.Claims, 0, "bill_type=33X"},
	{"2.3 bill type of NUBC", "v3 OUTPATIENT", `"supportingInfo":[{"category":{"coding":[{"system":"C4:C4BBSupportingInfoType","code":"typeofbill"}]},"code":{"coding":[{"system":"BBCS:CLM-BILL-FREQ-CD","code":"131"},{"system":"https://www.nubc.org/CodeSystem/TypeOfBill","code":"0131"}]}}]`, claims.Claims, 0, "bill_type=131"},
	{"2.3 bill type without its category", "v3 PRIORAUTH", `"use":"preauthorization","supportingInfo":[{"category":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/claiminformationcategory","code":"info"}]},"code":{"coding":[{"system":"https://www.nubc.org/CodeSystem/TypeOfBill","code":"32X"}]}}]`, claims.Claims, 0, "claim_type=PRIORAUTH bill_type=32X"},
	{"2.3 bill type from three places", "v2 OUTPATIENT", `"facility":{"extension":[{"url":"V2:clm_fac_type_cd","valueCoding":{"code":"1"}}]},"extension":[{"url":"V2:clm_srvc_clsfctn_type_cd","valueCoding":{"code":"3"}}],"supportingInfo":[{"category":{"coding":[{"code":"typeofbill"}]},"code":{"coding":[{"system":"V2:clm_freq_cd","code":"7"}]}}]`, claims.Claims, 0, "bill_type=137"},
	{"2.3 carrier total in the balance", "v2 CARRIER", `"total":[{"category":{"coding":[{"code":"priorpayerpaid"}]},"amount":{"value":0.0}}],"benefitBalance":[{"financial":[{"type":{"coding":[{"code":"V2:nch_carr_clm_sbmtd_chrg_amt"}]},"usedMoney":{"value":99.5}},{"type":{"coding":[{"code":"V2:nch_carr_clm_alowd_amt"}]},"usedMoney":{"value":40}}]}]`, claims.Claims, 0, "submitted_amount=99.50 allowed_amount=40.00"},
	{"2.3 carrier total from lines", "v2 DME", `"item":[{"adjudication":[{"category":{"coding":[{"code":"V2:line_sbmtd_chrg_amt"}]},"amount":{"value":1.1}}]},{"adjudication":[{"category":{"coding":[{"code":"V2:line_sbmtd_chrg_amt"}]},"amount":{"value":2.2}}]}]`, claims.Claims, 0, "submitted_amount=3.30 allowed_amount="},
	{"2.3 name cut in the balance", "v2 SNF", `"benefitBalance":[{"financial":[{"type":{"coding":[{"code":"V2:nch_bene_pta_coinsrnc_lblty_am"}]},"usedMoney":{"value":8}}]}]`, claims.Claims, 0, "coinsurance_amount=8.00"},
	{"2.3 count without money", "v3 INPATIENT", `"adjudication":[{"category":{"coding":[{"system":"BBCS:Adjudication","code":"CLM_INSTNL_CVRD_DAY_CNT"}]},"value":6}]`, claims.ClaimAmounts, 0, "origin=adjudication category_code=CLM_INSTNL_CVRD_DAY_CNT value=6 amount="},
	{"2.3 money extension", "v2 INPATIENT", `"extension":[{"url":"V2:ime_op_clm_val_amt","valueMoney":{"value":66}}]`, claims.ClaimAmounts, 0, "origin=extension category_code=ime_op_clm_val_amt amount=66.00"},
	{"2.3 query code on the period", "v2 CARRIER", `"billablePeriod":{"extension":[{"url":"V2:claim_query_cd","valueCoding":{"code":"3"}}]}`, claims.Claims, 0, "query_code=3"},
	{"2.3 query code on the claim", "v2 CARRIER", `"extension":[{"url":"V2:claim_query_cd","valueCoding":{"code":"5"}}]`, claims.Claims, 0, "query_code=5"},
	{"2.3 control number under either system", "v3 CARRIER", `"identifier":[{"system":"BBCS:CLM-CNTL-NUM","value":"88"}]`, claims.Claims, 0, "claim_control_number=88"},
	{"2.3 prior claim", "v3 CARRIER", `"related":[{"relationship":{"coding":[{"code":"associated"}]},"reference":{"value":"1"}},{"relationship":{"coding":[{"code":"prior"}]},"reference":{"value":"2"}}]`, claims.Claims, 0, "original_control_number=2"},
	{"2.3 paid to the beneficiary of a facility", "v3 OUTPATIENT", `"total":[{"category":{"coding":[{"system":"BBCS:Adjudication","code":"CLM_MDCR_INSTNL_BENE_PD_AMT"}]},"amount":{"value":1128.8}}]`, claims.Claims, 0, "bene_paid_amount=1128.80"},
	{"2.3 paid by the beneficiary goes first", "v3 OUTPATIENT", `"total":[{"category":{"coding":[{"system":"BBCS:Adjudication","code":"CLM_MDCR_INSTNL_BENE_PD_AMT"}]},"amount":{"value":1128.8}},{"category":{"coding":[{"system":"BBCS:Adjudication","code":"CLM_BENE_PMT_AMT"}]},"amount":{"value":450536.56}}]`, claims.Claims, 0, "bene_paid_amount=450536.56"},
	{"2.3 DRG padded", "v3 INPATIENT", `"supportingInfo":[{"category":{"coding":[{"system":"C4:C4BBSupportingInfoType","code":"drg"}]},"code":{"coding":[{"system":"https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/MS-DRG-Classifications-and-Software","code":"3"}]}}]`, claims.Claims, 0, "drg_code=003"},
	{"2.3 status in v2", "v2 PDE", `"status":"cancelled"`, claims.Claims, 0, "final_action=NotFinalAction source_system=CCW"},
	{"2.3 source in v3", "v3 CARRIER", `"meta":{"tag":[{"system":"BBCS:Final-Action","code":"NotFinalAction"},{"system":"BBCS:System-Type","code":"NationalClaimsHistory"}]}`, claims.Claims, 0, "final_action=NotFinalAction source_system=NCH"},
}

// Line rules of 2.4.
func TestLineRules(t *testing.T) { testRules(t, lineCases) }

var lineCases = []ruleCase{
	{"2.4 first line is number 6", "v2 CARRIER", `"item":[{"sequence":6}]`, claims.ClaimLines, 0, "claim_line_number=6 ordinal=1"},
	{"2.4 published code system in v2", "v2 CARRIER", `"item":[{"productOrService":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"99213"}]}}]`, claims.ClaimLines, 0, "hcpcs_code=99213"},
	{"2.4 code and HIPPS beside it", "v3 SNF", `"item":[{"productOrService":{"coding":[{"system":"https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/ProspMedicareFeeSvcPmtGen/HIPPSCodes","code":"ABC12"},{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"G0151"}]}}]`, claims.ClaimLines, 0, "hcpcs_code=G0151 hipps_code=ABC12"},
	{"2.4 modifier slots and a unit", "v2 OUTPATIENT", `"item":[{"modifier":[{"coding":[{"system":"http://unitsofmeasure.org","code":"GG"}]},{"coding":[{"version":"2","code":"LT"}]},{"coding":[{"version":"1","code":"25"}]}]}]`, claims.ClaimLines, 0, "modifier_1=25 modifier_2=LT modifier_3="},
	{"2.4 codings of one modifier", "v3 CARRIER", `"item":[{"modifier":[{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"25"},{"system":"https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets","code":"25"}]},{"coding":[{"code":"LT"}]}]}]`, claims.ClaimLines, 0, "modifier_1=25 modifier_2=LT modifier_3="},
	{"2.4 drug as the product", "v2 PDE", `"item":[{"productOrService":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"0007-3456-1"}]},"quantity":{"value":30}}]`, claims.ClaimLines, 0, "ndc_code=00007345601 service_units=30 ndc_quantity="},
	{"2.4 drug as an extension", "v2 OUTPATIENT", `"item":[{"productOrService":{"extension":[{"url":"http://hl7.org/fhir/sid/ndc","valueCoding":{"code":"000000000"}}]},"quantity":{"value":20},"extension":[{"url":"V2:rev_cntr_unit_cnt","valueQuantity":{"value":111}}]}]`, claims.ClaimLines, 0, "ndc_code=000000000 ndc_quantity=20 service_units=111"},
	{"2.4 compound", "v3 PDE", `"item":[{"detail":[{"sequence":2,"productOrService":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"22222222222"}]}},{"sequence":1,"productOrService":{"coding":[{"system":"http://hl7.org/fhir/sid/ndc","code":"11111111111"}]},"quantity":{"value":1.5,"unit":"ML"}}]}]`, claims.ClaimLines, 0, "ndc_code=11111111111;22222222222 ndc_quantity=1.5 ndc_unit=ML"},
	{"2.4 same url, count and code", "v2 DME", `"item":[{"extension":[{"url":"V2:dmerc_line_mtus_cnt","valueCoding":{"code":"3"}},{"url":"V2:dmerc_line_mtus_cnt","valueQuantity":{"value":60.234}}]}]`, claims.ClaimLines, 0, "mtus_count=60.234 mtus_indicator=3"},
	{"2.4 days of the claim", "v3 CARRIER", `"billablePeriod":{"start":"2026-01-01","end":"2026-01-05"},"item":[{}]`, claims.ClaimLines, 0, "service_from=2026-01-01 service_thru=2026-01-05"},
	{"2.4 day of the line", "v3 OUTPATIENT", `"billablePeriod":{"start":"2026-01-01","end":"2026-01-05"},"item":[{"servicedDate":"2026-01-02"}]`, claims.ClaimLines, 0, "service_from=2026-01-02 service_thru=2026-01-02"},
	{"2.4 payment filed as submitted", "v2 OUTPATIENT", `"item":[{"adjudication":[{"category":{"coding":[{"code":"submitted"},{"code":"V2:rev_cntr_pmt_amt_amt"}]},"amount":{"value":5}}]}]`, claims.ClaimLines, 0, "paid_amount=5.00 submitted_amount="},
	{"2.4 benefit of a medicine", "v3 PDE", `"item":[{"adjudication":[{"category":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/adjudication","code":"benefit"}]},"amount":{"value":45.5}}]}]`, claims.ClaimLines, 0, "paid_amount=45.50"},
	{"2.4 benefit of a visit", "v3 CARRIER", `"item":[{"adjudication":[{"category":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/adjudication","code":"benefit"}]},"amount":{"value":45.5}}]}]`, claims.ClaimLines, 0, "paid_amount="},
	{"2.4 provider by sequence, not index", "v3 CARRIER", `"careTeam":[{"sequence":9,"role":{"coding":[{"code":"referring"}]},"provider":{"identifier":{"system":"http://hl7.org/fhir/sid/us-npi","value":"1000000004"}}},{"sequence":1,"role":{"coding":[{"code":"rendering"}]},"provider":{"identifier":{"system":"http://hl7.org/fhir/sid/us-npi","value":"1999999992"}}}],"item":[{"careTeamSequence":[9,1]}]`, claims.ClaimLines, 0, "rendering_npi=1999999992"},
	{"2.4 diagnoses by sequence", "v3 CARRIER", `"diagnosis":[{"sequence":7,"diagnosisCodeableConcept":{"coding":[{"code":"A40"}]}},{"sequence":2,"diagnosisCodeableConcept":{"coding":[{"code":"B50.1"}]}}],"item":[{"diagnosisSequence":[2,7]}]`, claims.ClaimLines, 0, "line_dx=B501;A40"},
	{"2.4 dispensed as written by its code system", "v3 PDE", `"supportingInfo":[{"category":{"coding":[{"system":"BBCS:Supporting-Information","code":"OTHER"}]},"code":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/NCPDPDispensedAsWrittenOrProductSelectionCode","code":"1"}]}}],"item":[{}]`, claims.ClaimLines, 0, "daw=1"},
	{"2.4 state of the facility", "v3 SNF", `"supportingInfo":[{"sequence":1,"category":{"coding":[{"system":"BBCS:Supporting-Information","code":"PRVDR_FAC_FIPS_ST_CD"}]},"code":{"coding":[{"system":"BBCS:US-FIPS-STATE-CODES","code":"04"}]}}],"item":[{}]`, claims.ClaimLines, 0, "provider_state=04"},
	{"2.4 state of a facility on other claims", "v3 DME", `"supportingInfo":[{"sequence":1,"category":{"coding":[{"system":"BBCS:Supporting-Information","code":"PRVDR_FAC_FIPS_ST_CD"}]},"code":{"coding":[{"system":"BBCS:US-FIPS-STATE-CODES","code":"04"}]}}],"item":[{}]`, claims.ClaimLines, 0, "provider_state="},
	{"2.4 state that the line points at", "v3 CARRIER", `"supportingInfo":[{"sequence":1,"category":{"coding":[{"system":"BBCS:Supporting-Information","code":"RNDRG_PRVDR_FIPS_ST_CD"}]},"code":{"coding":[{"code":"04"}]}},{"sequence":2,"category":{"coding":[{"system":"BBCS:Supporting-Information","code":"RNDRG_PRVDR_FIPS_ST_CD"}]},"code":{"coding":[{"code":"05"}]}}],"item":[{"informationSequence":[2]}]`, claims.ClaimLines, 0, "provider_state=05"},
}

// Rules of 2.1, 2.2 and 2.5.
func TestDetailRules(t *testing.T) { testRules(t, detailCases) }

var detailCases = []ruleCase{
	{"2.5 one diagnosis, two codings", "v2 INPATIENT", `"diagnosis":[{"sequence":1,"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"A40"},{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"A40","display":"Sepsis"}]}}]`, claims.Diagnoses, 0, "code=A40 icd_version=10 display=Sepsis"},
	{"2.5 two kinds in one concept", "v3 INPATIENT", `"diagnosis":[{"sequence":4,"type":[{"coding":[{"system":"C4:C4BBClaimDiagnosisType","code":"other"},{"system":"http://terminology.hl7.org/CodeSystem/ex-diagnosistype","code":"principal"}]}],"diagnosisCodeableConcept":{"coding":[{"code":"A40"}]}}]`, claims.Claims, 0, "principal_dx=A40"},
	{"2.5 lowest sequence is principal", "v3 INPATIENT", `"diagnosis":[{"sequence":3,"type":[{"coding":[{"code":"principal"}]}],"diagnosisCodeableConcept":{"coding":[{"code":"C"}]}},{"sequence":1,"type":[{"coding":[{"code":"admitting"}]}],"diagnosisCodeableConcept":{"coding":[{"code":"A"}]}},{"sequence":2,"type":[{"coding":[{"code":"principal"}]}],"diagnosisCodeableConcept":{"coding":[{"code":"B"}]}}]`, claims.Claims, 0, "principal_dx=B admitting_dx=A"},
	{"2.5 POA with a number", "v2 INPATIENT", `"diagnosis":[{"extension":[{"url":"V2:clm_e_poa_ind_sw12","valueCoding":{"code":"N"}}]}]`, claims.Diagnoses, 0, "poa=N"},
	{"2.5 POA of v3", "v3 INPATIENT", `"diagnosis":[{"onAdmission":{"coding":[{"system":"https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/HospitalAcqCond/Coding","code":"Y"}]}}]`, claims.Diagnoses, 0, "poa=Y"},
	{"2.5 ICD-9", "v2 HHA", `"diagnosis":[{"diagnosisCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-9-cm","code":"4019"}]}}]`, claims.Diagnoses, 0, "icd_version=9"},
	{"2.5 UPIN is no NPI", "v2 CARRIER", `"careTeam":[{"role":{"coding":[{"code":"referring"}]},"provider":{"identifier":{"type":{"coding":[{"code":"UPIN"}]},"value":"A12345"}}}]`, claims.CareTeam, 0, "npi= role=referring"},
	{"2.5 order in referral alone", "v2 DME", `"referral":{"identifier":{"type":{"coding":[{"code":"npi"}]},"value":"1999999992"}}`, claims.Claims, 0, "referring_npi=1999999992"},
	{"2.5 supervisor", "v3 INPATIENT", `"careTeam":[{"sequence":1,"role":{"coding":[{"code":"supervisor"}]},"provider":{"identifier":{"system":"http://hl7.org/fhir/sid/us-npi","value":"1999999992"}}}]`, claims.Claims, 0, "other_npi=1999999992"},
	{"2.5 Observation behind a reference", "v2 DME", `"contained":[{"resourceType":"Observation","id":"line-observation-6","valueQuantity":{"value":42.0}}],"supportingInfo":[{"sequence":6,"category":{"coding":[{"code":"info"}]},"valueReference":{"reference":"#line-observation-6"}}]`, claims.SupportingInfo, 0, "value_quantity=42.0 reference=#line-observation-6"},
	{"2.5 group and reason", "v3 OUTPATIENT", `"item":[{"adjudication":[{"reason":{"coding":[{"system":"BBCS:ANSI-GRP-CD","code":"CO"},{"system":"BBCS:ANSI-RSN-CD","code":"45"}]}}]}]`, claims.LineAdjudications, 0, "reason_code=CO;45"},
	{"2.1 current MBI", "patient", `"identifier":[{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00E00AA01","period":{"start":"2020-01-01","end":"2021-01-01"}},{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00E00AA02","period":{"start":"2019-01-01"}}]`, claims.Beneficiaries, 0, "mbi=1S00E00AA02 patient_id=-20"},
	{"2.1 reversed period as sent", "patient", `"identifier":[{"system":"http://hl7.org/fhir/sid/us-mbi","value":"1S00E00AA01","period":{"start":"2030-01-01","end":"2019-01-01"}}]`, claims.BeneficiaryMBIs, 0, "effective_date=2030-01-01 obsolete_date=2019-01-01 is_current=true"},
	{"2.1 merged", "patient", `"link":[{"type":"replaced-by","other":{"reference":"https://host.example/Patient/21"}}]`, claims.Beneficiaries, 0, "replaced_by=21 last_name= mbi="},
	{"2.1 sex by SNOMED", "patient", `"extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex","valueCode":"248152002"}]`, claims.Beneficiaries, 0, "sex_code=2"},
	{"2.1 Hispanic as ethnicity", "patient", `"extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity","extension":[{"url":"ombCategory","valueCoding":{"code":"2135-2"}}]}]`, claims.Beneficiaries, 0, "race_code=5"},
	{"2.2 part by id, any case", "coverage", `"id":"part-B--20","beneficiary":{"reference":"Patient/-20"}`, claims.Coverage, 0, "part=B patient_id=-20"},
	{"2.2 part by plan", "coverage", `"class":[{"type":{"coding":[{"code":"plan"}]},"value":"Dual Medicare/Medicaid"}],"period":{"end":"9999-12-31"}`, claims.Coverage, 0, "part=DUAL period_end=9999-12-31"},
	{"2.2 month of a year", "coverage", `"beneficiary":{"reference":"Patient/-20"},"extension":[{"url":"V2:rfrnc_yr","valueDate":"2018"},{"url":"V2:ptdcntrct01/2018-1","valueCoding":{"code":"S0"}},{"url":"V2:buyin03","valueCoding":{"code":"C"}}]`, claims.CoverageMonths, 0, "year=2018 month=3 buyin=C part=A ptdcntrct="},
}

func testRules(t *testing.T, cases []ruleCase) {
	t.Helper()
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			r := parse(t, []byte(tc.line()))
			for _, cell := range strings.Fields(tc.cells) {
				column, want, _ := strings.Cut(cell, "=")
				if got := cellOf(t, r, tc.table, tc.row, column); got != want {
					t.Errorf("%s: got %q, want %q", column, got, want)
				}
			}
		})
	}
}
