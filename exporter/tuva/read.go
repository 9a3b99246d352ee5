package tuva

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// fields are the columns of one of our tables that the layout reads.
type fields struct {
	columns []claims.Col
	place   []int // of each column of the table among columns; -1 where it is not read
}

func reading(table claims.TableID, columns ...claims.Col) *fields {
	f := &fields{columns: columns, place: make([]int, len(claims.TableOf(table).Columns))}
	for i := range f.place {
		f.place[i] = -1
	}
	for i, c := range columns {
		f.place[c] = i
	}
	return f
}

// record is a row of one of our tables. The zero record has no value anywhere.
type record struct {
	fields *fields
	values []claims.Value
}

func (r record) missing() bool { return r.values == nil }

// of is the value of a column.
func (r record) of(c claims.Col) claims.Value {
	if r.values == nil {
		return claims.Value{}
	}
	return r.values[r.fields.place[c]]
}

func (r record) text(c claims.Col) string { return r.of(c).Text }

// code is the value of a column of codes or numbers of providers; of several values, which our tables join by ';', the first.
func (r record) code(c claims.Col) claims.Value {
	v := r.of(c)
	v.Text, _, _ = strings.Cut(v.Text, ";")
	return v
}

// day is the value of a date column; CMS's stand-ins for an unknown date are none.
func (r record) day(c claims.Col) claims.Value { return known(r.of(c)) }

func known(day claims.Value) claims.Value {
	if claims.IsDefaultDate(day.Text) {
		return claims.Value{}
	}
	return day
}

// first is the first value that there is.
func first(values ...claims.Value) claims.Value {
	for _, v := range values {
		if v.Set {
			return v
		}
	}
	return claims.Value{}
}

var claimFields = reading(claims.Claims,
	claims.ColClaimsAPIVersion, claims.ColClaimsFHIRID, claims.ColClaimsClaimID, claims.ColClaimsClaimType,
	claims.ColClaimsPatientID, claims.ColClaimsPersonKey, claims.ColClaimsMBI,
	claims.ColClaimsFromDate, claims.ColClaimsThruDate, claims.ColClaimsEffectiveDate, claims.ColClaimsWeeklyProcessDate,
	claims.ColClaimsPaymentAmount, claims.ColClaimsPaymentDate, claims.ColClaimsSubmittedAmount, claims.ColClaimsAllowedAmount,
	claims.ColClaimsDeductibleAmount, claims.ColClaimsCoinsuranceAmount,
	claims.ColClaimsBillType, claims.ColClaimsDRGCode, claims.ColClaimsAdmissionDate, claims.ColClaimsDischargeDate,
	claims.ColClaimsAdmitType, claims.ColClaimsAdmitSource, claims.ColClaimsDischargeStatus,
	claims.ColClaimsFacilityNPI, claims.ColClaimsBillingNPI, claims.ColClaimsProviderTaxID, claims.ColClaimsAttendingNPI,
	claims.ColClaimsRenderingNPI, claims.ColClaimsPrescribingNPI,
	claims.ColClaimsFileName, claims.ColClaimsExportID, claims.ColClaimsIngestedAt,
)

var lineFields = reading(claims.ClaimLines,
	claims.ColClaimLinesClaimLineNumber, claims.ColClaimLinesRevenueCode, claims.ColClaimLinesHCPCSCode,
	claims.ColClaimLinesModifier1, claims.ColClaimLinesModifier2, claims.ColClaimLinesModifier3, claims.ColClaimLinesModifier4, claims.ColClaimLinesModifier5,
	claims.ColClaimLinesNDCCode, claims.ColClaimLinesNDCQuantity, claims.ColClaimLinesServiceUnits, claims.ColClaimLinesPlaceOfService,
	claims.ColClaimLinesServiceFrom, claims.ColClaimLinesServiceThru,
	claims.ColClaimLinesSubmittedAmount, claims.ColClaimLinesAllowedAmount, claims.ColClaimLinesPaidAmount, claims.ColClaimLinesBeneResponsibility,
	claims.ColClaimLinesDeductibleAmount, claims.ColClaimLinesCoinsuranceAmount,
	claims.ColClaimLinesRenderingNPI, claims.ColClaimLinesDaysSupply, claims.ColClaimLinesFillNumber, claims.ColClaimLinesIsTotalLine,
)

var diagnosisFields = reading(claims.Diagnoses,
	claims.ColDiagnosesSequence, claims.ColDiagnosesCodeNorm, claims.ColDiagnosesICDVersion, claims.ColDiagnosesDxType, claims.ColDiagnosesPOA,
)

var procedureFields = reading(claims.Procedures,
	claims.ColProceduresSequence, claims.ColProceduresCode, claims.ColProceduresICDVersion, claims.ColProceduresDate,
)

var personFields = reading(claims.Beneficiaries,
	claims.ColBeneficiariesAPIVersion, claims.ColBeneficiariesFHIRID, claims.ColBeneficiariesPatientID, claims.ColBeneficiariesPersonKey, claims.ColBeneficiariesMBI,
	claims.ColBeneficiariesFirstName, claims.ColBeneficiariesMiddleName, claims.ColBeneficiariesLastName,
	claims.ColBeneficiariesBirthDate, claims.ColBeneficiariesDeathDate, claims.ColBeneficiariesDeathFlag,
	claims.ColBeneficiariesSexCode, claims.ColBeneficiariesRaceCode, claims.ColBeneficiariesRace,
	claims.ColBeneficiariesAddressLine1, claims.ColBeneficiariesAddressLine2, claims.ColBeneficiariesAddressLine3,
	claims.ColBeneficiariesAddressLine4, claims.ColBeneficiariesAddressLine5, claims.ColBeneficiariesAddressLine6,
	claims.ColBeneficiariesCity, claims.ColBeneficiariesState, claims.ColBeneficiariesZip5,
	claims.ColBeneficiariesDualStatus01, claims.ColBeneficiariesDualStatus02, claims.ColBeneficiariesDualStatus03, claims.ColBeneficiariesDualStatus04,
	claims.ColBeneficiariesDualStatus05, claims.ColBeneficiariesDualStatus06, claims.ColBeneficiariesDualStatus07, claims.ColBeneficiariesDualStatus08,
	claims.ColBeneficiariesDualStatus09, claims.ColBeneficiariesDualStatus10, claims.ColBeneficiariesDualStatus11, claims.ColBeneficiariesDualStatus12,
	claims.ColBeneficiariesReferenceYear, claims.ColBeneficiariesReplacedBy, claims.ColBeneficiariesLastUpdated,
	claims.ColBeneficiariesFileName, claims.ColBeneficiariesExportID, claims.ColBeneficiariesIngestedAt,
)

var coverageFields = reading(claims.Coverage,
	claims.ColCoverageAPIVersion, claims.ColCoveragePatientID, claims.ColCoveragePersonKey, claims.ColCoverageMBI, claims.ColCoveragePart,
	claims.ColCoveragePeriodStart, claims.ColCoveragePeriodEnd, claims.ColCoverageMedicareStatusCode, claims.ColCoverageOriginalEntitlementReason,
	claims.ColCoverageDualStatusCode, claims.ColCoverageReferenceYear,
	claims.ColCoverageFileName, claims.ColCoverageExportID, claims.ColCoverageIngestedAt,
)

var monthFields = reading(claims.CoverageMonths,
	claims.ColCoverageMonthsPatientID, claims.ColCoverageMonthsPersonKey, claims.ColCoverageMonthsYear, claims.ColCoverageMonthsMonth, claims.ColCoverageMonthsDual,
)
