package storetest

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// People of the mixed data set, by their MBIs.
const (
	MariaMBI    = "1EG4TE5MK73"
	MariaOldMBI = "1EG4TE5MK72"
	JamesMBI    = "2EG4TE5QW12"
	RuthMBI     = "3EG4TE5TE51"
)

// Mixed opens a data set that holds claims of every kind in both BCDA versions; v3 is in use.
//
// Base claims of v3: in-1 (Maria, hospital, 9214.33 paid), car-1 (Maria, 80.50), pde-1 (Maria, medicine of 45.10),
// out-1 (James, denied) and car-4 (James, a debit of 12.345). Left out, all Maria's: early-1 (partial), early-2
// (partial and stale), car-0 (replaced by car-1), pa-1 (prior authorization), enc-1 (encounter), unk-1 (unknown type),
// cred-1 (credit), void-1 (void). v2 holds car-v2 of Maria under a former name. Ruth Van Dyke has no claims.
func Mixed(tb testing.TB) *store.DB {
	tb.Helper()
	db := Open(tb)
	FillMixed(tb, db)
	return db
}

// FillMixed puts the mixed data set into an empty database.
func FillMixed(tb testing.TB, db *store.DB) {
	tb.Helper()
	v3 := claims.SourceFile{
		Name: "mixed-v3.ndjson", APIVersion: claims.V3, ExportID: "12", TransactionTime: "2026-08-20T10:00:00.000+00:00", Full: true,
	}
	v2 := claims.SourceFile{
		Name: "mixed-v2.ndjson", APIVersion: claims.V2, ExportID: "7", TransactionTime: "2026-07-01T10:00:00.000+00:00", Full: true,
	}
	Import(tb, db, v2, MixedV2()...)
	Import(tb, db, v3, MixedV3()...)
}

// MixedV2 is the v2 part of the mixed data set.
func MixedV2() []claims.Resource {
	return []claims.Resource{
		Patient(claims.V2, "-201", "RIVERA-LOPEZ", "MARIA", "1941-03-04", MariaMBI),
		Coverage(claims.V2, "part-a--201", "-201", "A"),
		EOB(claims.V2, "carrier-1", "-201", claims.Carrier, "2026-02-03", Money(claims.ColClaimsPaymentAmount, "80.50")),
	}
}

// MixedV3 is the v3 part of the mixed data set.
func MixedV3() []claims.Resource {
	all := []claims.Resource{
		Patient(claims.V3, "101", "RIVERA", "MARIA", "1941-03-04", MariaMBI, MariaOldMBI),
		Patient(claims.V3, "102", "ABBOTT", "JAMES", "1938-01-09", JamesMBI),
		Patient(claims.V3, "103", "VAN DYKE", "RUTH", "1951-05-02", RuthMBI),
		Coverage(claims.V3, "part-d-101", "101", "D", Text(claims.ColCoverageContractNumber, "S1234"), Text(claims.ColCoveragePBPNumber, "001")),
		Coverage(claims.V3, "part-a-101", "101", "A", Text(claims.ColCoveragePeriodStart, "2006-03-01"), Text(claims.ColCoveragePeriodEnd, "9999-12-31")),
	}
	all = append(all, hospitalStay(), physicianVisit())
	all = append(all, uncounted()...)
	return append(all,
		With(EOB(claims.V3, "pde-1", "101", claims.PDE, "2026-03-10", Money(claims.ColClaimsSubmittedAmount, "45.10")),
			claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1), Text(claims.ColClaimLinesNDCCode, "00093015001"), Int(claims.ColClaimLinesDaysSupply, 30)),
		EOB(claims.V3, "out-1", "102", claims.Outpatient, "2026-03-01", Money(claims.ColClaimsPaymentAmount, "0.00"), Text(claims.ColClaimsNonpaymentReason, "N")),
		EOB(claims.V3, "car-4", "102", claims.Carrier, "2025-11-30", Money(claims.ColClaimsPaymentAmount, "12.345"), Text(claims.ColClaimsAdjustmentType, "4")),
	)
}

// hospitalStay is a claim with rows in every child table.
func hospitalStay() claims.Resource {
	r := EOB(claims.V3, "in-1", "101", claims.Inpatient, "2026-01-05",
		Text(claims.ColClaimsThruDate, "2026-01-09"), Text(claims.ColClaimsClaimTypeCode, "60"), Text(claims.ColClaimsFacilityNPI, "1003000126"),
		Money(claims.ColClaimsPaymentAmount, "9214.33"), Money(claims.ColClaimsSubmittedAmount, "20000.00"), Text(claims.ColClaimsPrincipalDx, "I509"))
	r = With(r, claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1), Text(claims.ColClaimLinesRevenueCode, "0120"),
		Text(claims.ColClaimLinesServiceUnits, "4"), Money(claims.ColClaimLinesSubmittedAmount, "20000.00"))
	r = With(r, claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 2), Text(claims.ColClaimLinesRevenueCode, "0001"), Int(claims.ColClaimLinesIsTotalLine, 1))
	r = With(r, claims.Diagnoses, Int(claims.ColDiagnosesSequence, 1), Text(claims.ColDiagnosesCode, "R07.9"), Text(claims.ColDiagnosesCodeNorm, "R079"), Text(claims.ColDiagnosesDxType, "admitting"))
	r = With(r, claims.Diagnoses, Int(claims.ColDiagnosesSequence, 2), Text(claims.ColDiagnosesCode, "I50.9"), Text(claims.ColDiagnosesCodeNorm, "I509"),
		Text(claims.ColDiagnosesDisplay, "Heart failure, unspecified"), Text(claims.ColDiagnosesDxType, "principal"))
	r = With(r, claims.Procedures, Int(claims.ColProceduresSequence, 1), Text(claims.ColProceduresCode, "02HV33Z"))
	r = With(r, claims.CareTeam, Int(claims.ColCareTeamSequence, 1), Text(claims.ColCareTeamRole, "attending"), Text(claims.ColCareTeamNPI, "1003000134"), Text(claims.ColCareTeamName, "PATEL ANITA"))
	r = With(r, claims.SupportingInfo, Int(claims.ColSupportingInfoSequence, 1), Text(claims.ColSupportingInfoCategoryCode, "drg"), Text(claims.ColSupportingInfoCode, "291"))
	r = With(r, claims.LineAdjudications, Int(claims.ColLineAdjudicationsClaimLineNumber, 1), Int(claims.ColLineAdjudicationsSeq, 1), Money(claims.ColLineAdjudicationsAmount, "20000.0"))
	r = With(r, claims.LineAdjudications, Int(claims.ColLineAdjudicationsClaimLineNumber, 1), Int(claims.ColLineAdjudicationsSeq, 2), Money(claims.ColLineAdjudicationsAmount, "-1.50"))
	return With(r, claims.ClaimAmounts, Text(claims.ColClaimAmountsOrigin, "total"), Money(claims.ColClaimAmountsAmount, "20000.00"))
}

func physicianVisit() claims.Resource {
	r := EOB(claims.V3, "car-1", "101", claims.Carrier, "2026-02-03", Text(claims.ColClaimsClaimControlNumber, "CN1"),
		Text(claims.ColClaimsEffectiveDate, "2026-03-01"), Money(claims.ColClaimsPaymentAmount, "80.50"), Money(claims.ColClaimsSubmittedAmount, "150.00"))
	return With(r, claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1), Text(claims.ColClaimLinesHCPCSCode, "99213"),
		Text(claims.ColClaimLinesModifier1, "25"), Money(claims.ColClaimLinesPaidAmount, "80.50"))
}

// uncounted is one claim of each kind that base claims leave out.
func uncounted() []claims.Resource {
	day := "2026-04-15"
	partial := Text(claims.ColClaimsAdjudication, claims.AdjudicationPartial)
	return []claims.Resource{
		With(EOB(claims.V3, "car-0", "101", claims.Carrier, "2026-02-03", Text(claims.ColClaimsClaimControlNumber, "CN1"),
			Text(claims.ColClaimsEffectiveDate, "2026-02-20"), Money(claims.ColClaimsPaymentAmount, "70.00")), claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1)),
		EOB(claims.V3, "early-1", "101", claims.Carrier, "2026-08-01", partial, Text(claims.ColClaimsClaimTypeCode, "2700"), Text(claims.ColClaimsSourceSystem, "MCS")),
		EOB(claims.V3, "early-2", "101", claims.Carrier, "2025-12-01", partial, Text(claims.ColClaimsClaimTypeCode, "1700"), Text(claims.ColClaimsSourceSystem, "MCS"),
			Text(claims.ColClaimsFinalAction, "NotFinalAction"), Text(claims.ColClaimsEffectiveDate, "2025-12-01")),
		EOB(claims.V3, "pa-1", "101", claims.PriorAuth, day, partial, Text(claims.ColClaimsUse, claims.UsePreauthorization)),
		EOB(claims.V3, "enc-1", "101", claims.Inpatient, day, Text(claims.ColClaimsClaimTypeCode, "62")),
		EOB(claims.V3, "unk-1", "101", claims.Unknown, day),
		EOB(claims.V3, "cred-1", "101", claims.Carrier, day, Text(claims.ColClaimsAdjustmentType, "3"), Money(claims.ColClaimsPaymentAmount, "-5.00")),
		EOB(claims.V3, "void-1", "101", claims.Outpatient, day, Text(claims.ColClaimsAdjustmentType, "1")),
	}
}
