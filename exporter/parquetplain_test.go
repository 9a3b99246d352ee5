package exporter_test

import (
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// plainClaim is a row of claims for the struct writer of parquet-go.
type plainClaim struct {
	APIVersion            string `parquet:"api_version,optional,zstd"`
	FhirID                string `parquet:"fhir_id,optional,zstd"`
	ClaimID               string `parquet:"claim_id,optional,zstd"`
	ClaimControlNumber    string `parquet:"claim_control_number,optional,zstd"`
	OriginalControlNumber string `parquet:"original_control_number,optional,zstd"`
	ClaimGroupID          string `parquet:"claim_group_id,optional,zstd"`
	PatientID             string `parquet:"patient_id,optional,zstd"`
	PersonKey             string `parquet:"person_key,optional,zstd"`
	Mbi                   string `parquet:"mbi,optional,zstd"`
	ClaimType             string `parquet:"claim_type,optional,zstd"`
	ClaimTypeCode         string `parquet:"claim_type_code,optional,zstd"`
	Use                   string `parquet:"use,optional,zstd"`
	SourceSystem          string `parquet:"source_system,optional,zstd"`
	FinalAction           string `parquet:"final_action,optional,zstd"`
	Status                string `parquet:"status,optional,zstd"`
	Adjudication          string `parquet:"adjudication,optional,zstd"`
	AdjustmentType        string `parquet:"adjustment_type,optional,zstd"`
	FromDate              *int32 `parquet:"from_date,optional,date,zstd"`
	ThruDate              *int32 `parquet:"thru_date,optional,date,zstd"`
	EffectiveDate         *int32 `parquet:"effective_date,optional,date,zstd"`
	WeeklyProcessDate     *int32 `parquet:"weekly_process_date,optional,date,zstd"`
	ReceivedDate          *int32 `parquet:"received_date,optional,date,zstd"`
	ProcessDate           *int32 `parquet:"process_date,optional,date,zstd"`
	IdrLoadDate           *int32 `parquet:"idr_load_date,optional,date,zstd"`
	PaymentAmount         *int64 `parquet:"payment_amount,optional,decimal(2:18),zstd"`
	PaymentDate           *int32 `parquet:"payment_date,optional,date,zstd"`
	SubmittedAmount       *int64 `parquet:"submitted_amount,optional,decimal(2:18),zstd"`
	AllowedAmount         *int64 `parquet:"allowed_amount,optional,decimal(2:18),zstd"`
	ProviderPaymentAmount *int64 `parquet:"provider_payment_amount,optional,decimal(2:18),zstd"`
	BenePaidAmount        *int64 `parquet:"bene_paid_amount,optional,decimal(2:18),zstd"`
	DeductibleAmount      *int64 `parquet:"deductible_amount,optional,decimal(2:18),zstd"`
	CoinsuranceAmount     *int64 `parquet:"coinsurance_amount,optional,decimal(2:18),zstd"`
	PrimaryPayerCode      string `parquet:"primary_payer_code,optional,zstd"`
	PrimaryPayerAmount    *int64 `parquet:"primary_payer_amount,optional,decimal(2:18),zstd"`
	NonpaymentReason      string `parquet:"nonpayment_reason,optional,zstd"`
	DenialCode            string `parquet:"denial_code,optional,zstd"`
	Disposition           string `parquet:"disposition,optional,zstd"`
	BillType              string `parquet:"bill_type,optional,zstd"`
	DrgCode               string `parquet:"drg_code,optional,zstd"`
	DrgOutlier            string `parquet:"drg_outlier,optional,zstd"`
	AdmissionDate         *int32 `parquet:"admission_date,optional,date,zstd"`
	DischargeDate         *int32 `parquet:"discharge_date,optional,date,zstd"`
	AdmitType             string `parquet:"admit_type,optional,zstd"`
	AdmitSource           string `parquet:"admit_source,optional,zstd"`
	DischargeStatus       string `parquet:"discharge_status,optional,zstd"`
	QueryCode             string `parquet:"query_code,optional,zstd"`
	NearLineCode          string `parquet:"near_line_code,optional,zstd"`
	FacilityNpi           string `parquet:"facility_npi,optional,zstd"`
	BillingNpi            string `parquet:"billing_npi,optional,zstd"`
	FacilityCcn           string `parquet:"facility_ccn,optional,zstd"`
	ProviderTaxID         string `parquet:"provider_tax_id,optional,zstd"`
	AttendingNpi          string `parquet:"attending_npi,optional,zstd"`
	OperatingNpi          string `parquet:"operating_npi,optional,zstd"`
	OtherNpi              string `parquet:"other_npi,optional,zstd"`
	RenderingNpi          string `parquet:"rendering_npi,optional,zstd"`
	ReferringNpi          string `parquet:"referring_npi,optional,zstd"`
	PrescribingNpi        string `parquet:"prescribing_npi,optional,zstd"`
	PrincipalDx           string `parquet:"principal_dx,optional,zstd"`
	AdmittingDx           string `parquet:"admitting_dx,optional,zstd"`
	CoveragePart          string `parquet:"coverage_part,optional,zstd"`
	ContractNumber        string `parquet:"contract_number,optional,zstd"`
	PbpNumber             string `parquet:"pbp_number,optional,zstd"`
	IsCurrent             *bool  `parquet:"is_current,optional,zstd"`
	SupersededBy          string `parquet:"superseded_by,optional,zstd"`
	DqFlags               string `parquet:"dq_flags,optional,zstd"`
	LineCount             *int64 `parquet:"line_count,optional,zstd"`
	LastUpdated           *int64 `parquet:"last_updated,optional,timestamp(microsecond),zstd"`
	FileName              string `parquet:"file_name,optional,zstd"`
	ExportID              string `parquet:"export_id,optional,zstd"`
	IngestedAt            *int64 `parquet:"ingested_at,optional,timestamp(microsecond),zstd"`
}

// plainRow turns a row of claims into a struct, as a program would that knows the table.
func plainRow(v []claims.Value) plainClaim {
	return plainClaim{
		APIVersion:            v[0].Text,
		FhirID:                v[1].Text,
		ClaimID:               v[2].Text,
		ClaimControlNumber:    v[3].Text,
		OriginalControlNumber: v[4].Text,
		ClaimGroupID:          v[5].Text,
		PatientID:             v[6].Text,
		PersonKey:             v[7].Text,
		Mbi:                   v[8].Text,
		ClaimType:             v[9].Text,
		ClaimTypeCode:         v[10].Text,
		Use:                   v[11].Text,
		SourceSystem:          v[12].Text,
		FinalAction:           v[13].Text,
		Status:                v[14].Text,
		Adjudication:          v[15].Text,
		AdjustmentType:        v[16].Text,
		FromDate:              dayOf(v[17]),
		ThruDate:              dayOf(v[18]),
		EffectiveDate:         dayOf(v[19]),
		WeeklyProcessDate:     dayOf(v[20]),
		ReceivedDate:          dayOf(v[21]),
		ProcessDate:           dayOf(v[22]),
		IdrLoadDate:           dayOf(v[23]),
		PaymentAmount:         numberOf(v[24]),
		PaymentDate:           dayOf(v[25]),
		SubmittedAmount:       numberOf(v[26]),
		AllowedAmount:         numberOf(v[27]),
		ProviderPaymentAmount: numberOf(v[28]),
		BenePaidAmount:        numberOf(v[29]),
		DeductibleAmount:      numberOf(v[30]),
		CoinsuranceAmount:     numberOf(v[31]),
		PrimaryPayerCode:      v[32].Text,
		PrimaryPayerAmount:    numberOf(v[33]),
		NonpaymentReason:      v[34].Text,
		DenialCode:            v[35].Text,
		Disposition:           v[36].Text,
		BillType:              v[37].Text,
		DrgCode:               v[38].Text,
		DrgOutlier:            v[39].Text,
		AdmissionDate:         dayOf(v[40]),
		DischargeDate:         dayOf(v[41]),
		AdmitType:             v[42].Text,
		AdmitSource:           v[43].Text,
		DischargeStatus:       v[44].Text,
		QueryCode:             v[45].Text,
		NearLineCode:          v[46].Text,
		FacilityNpi:           v[47].Text,
		BillingNpi:            v[48].Text,
		FacilityCcn:           v[49].Text,
		ProviderTaxID:         v[50].Text,
		AttendingNpi:          v[51].Text,
		OperatingNpi:          v[52].Text,
		OtherNpi:              v[53].Text,
		RenderingNpi:          v[54].Text,
		ReferringNpi:          v[55].Text,
		PrescribingNpi:        v[56].Text,
		PrincipalDx:           v[57].Text,
		AdmittingDx:           v[58].Text,
		CoveragePart:          v[59].Text,
		ContractNumber:        v[60].Text,
		PbpNumber:             v[61].Text,
		IsCurrent:             boolOf(v[62]),
		SupersededBy:          v[63].Text,
		DqFlags:               v[64].Text,
		LineCount:             numberOf(v[65]),
		LastUpdated:           instantOf(v[66]),
		FileName:              v[67].Text,
		ExportID:              v[68].Text,
		IngestedAt:            instantOf(v[69]),
	}
}

func dayOf(v claims.Value) *int32 {
	t, ok := claims.CalendarDate(v.Text)
	if !ok {
		return nil
	}
	return new(int32(t.Unix() / 86400))
}

func instantOf(v claims.Value) *int64 {
	t, err := time.Parse(time.RFC3339Nano, v.Text)
	if err != nil {
		return nil
	}
	return new(t.UnixMicro())
}

func boolOf(v claims.Value) *bool {
	if !v.Set {
		return nil
	}
	return new(v.Int != 0)
}

func numberOf(v claims.Value) *int64 {
	if !v.Set {
		return nil
	}
	return new(v.Int)
}
