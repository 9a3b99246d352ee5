package cclf

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

var demographics = layout{
	file: "CCLF8", title: "Beneficiary demographics", rowIs: "one person with an MBI",
	fields: slices.Concat(
		[]field{
			{"BENE_MBI_ID", person(claims.ColBeneficiariesMBI)},
			{"BENE_HIC_NUM", never(hicnGone)},
			{"BENE_FIPS_STATE_CD", never("no FIPS code is sent; the postal code of the state stands in GEO_USPS_STATE_CD")},
			{"BENE_FIPS_CNTY_CD", never("no county is sent")},
			{"BENE_ZIP_CD", person(claims.ColBeneficiariesZip5)},
			{"BENE_DOB", person(claims.ColBeneficiariesBirthDate)},
			{"BENE_SEX_CD", person(claims.ColBeneficiariesSexCode)},
			{"BENE_RACE_CD", person(claims.ColBeneficiariesRaceCode)},
			{"BENE_AGE", never("not sent, and another one each day: reckon it from BENE_DOB")},
			{"BENE_MDCR_STUS_CD", covered("coverage.medicare_status_code of Part A, else B", func(c cover) string { return c.status })},
			{"BENE_DUAL_STUS_CD", dualStatus},
			{"BENE_DEATH_DT", person(claims.ColBeneficiariesDeathDate)},
			{"BENE_RNG_BGN_DT", hospiceDay("admission", func(s stay) string { return s.from })},
			{"BENE_RNG_END_DT", hospiceDay("discharge", func(s stay) string { return s.to })},
			{"BENE_1ST_NAME", person(claims.ColBeneficiariesFirstName)},
			{"BENE_MIDL_NAME", person(claims.ColBeneficiariesMiddleName)},
			{"BENE_LAST_NAME", person(claims.ColBeneficiariesLastName)},
			{"BENE_ORGNL_ENTLMT_RSN_CD", covered("coverage.original_entitlement_reason of Part A, else B", func(c cover) string { return c.reason })},
			{"BENE_ENTLMT_BUYIN_IND", covered("coverage.buyin_code, else coverage_months.buyin of the latest month", func(c cover) string { return cmp.Or(c.buyIn, c.buyInMonth.code) })},
			{"BENE_PART_A_ENRLMT_BGN_DT", coveredSince("A", func(c cover) string { return c.partA.from })},
			{"BENE_PART_B_ENRLMT_BGN_DT", coveredSince("B", func(c cover) string { return c.partB.from })},
		},
		addressFields(),
		[]field{
			{"GEO_ZIP_PLC_NAME", person(claims.ColBeneficiariesCity)},
			{"GEO_USPS_STATE_CD", person(claims.ColBeneficiariesState)},
			{"GEO_ZIP5_CD", person(claims.ColBeneficiariesZip5)},
			{"GEO_ZIP4_CD", never("the tables keep five digits")},
		},
	),
}

func addressFields() []field {
	fields := make([]field, 6)
	for i := range fields {
		fields[i] = field{claims.TableOf(claims.Beneficiaries).Columns[claims.ColBeneficiariesAddressLine1+claims.Col(i)].CCLF, person(claims.ColBeneficiariesAddressLine1 + claims.Col(i))}
	}
	return fields
}

func covered(from string, of func(cover) string) cell {
	return cell{from: from, value: func(r *row) claims.Value { return claims.TextValue(of(r.cover)) }}
}

func coveredSince(part string, of func(cover) string) cell {
	c := covered("coverage.period_start of the latest period of Part "+part, of)
	c.kind = claims.Date
	return c
}

func hospiceDay(day string, of func(stay) string) cell {
	return cell{from: "day of " + day + " of the person's latest exported hospice claim", kind: claims.Date, value: func(r *row) claims.Value {
		return claims.TextValue(of(r.hospice))
	}}
}

// dualStatus is the latest that says something: of the DUAL coverage in v3, of the months in v2.
var dualStatus = cell{
	from: "coverage.dual_status_code; v2: the latest month of dual_status_01 to 12, else of coverage_months.dual, that is neither NA nor **",
	value: func(r *row) claims.Value {
		if r.cover.dual != "" {
			return claims.TextValue(r.cover.dual)
		}
		for c := claims.ColBeneficiariesDualStatus12; c >= claims.ColBeneficiariesDualStatus01; c-- {
			if v := r.person[c]; saysDual(v.Text) {
				return v
			}
		}
		return claims.TextValue(r.cover.dualMonth.code)
	},
}

func saysDual(code string) bool { return strings.Trim(code, "*") != "" && code != "NA" }

var formerNumbers = layout{
	file: "CCLF9", title: "Beneficiary XREF", rowIs: "one former MBI of a person",
	fields: []field{
		{"HICN_MBI_XREF_IND", always("M")},
		{"CRNT_NUM", cell{from: "beneficiary_mbis.mbi, the current one", value: func(r *row) claims.Value { return r.current }}},
		{"PRVS_NUM", former(claims.ColBeneficiaryMBIsMBI)},
		{"PRVS_ID_EFCTV_DT", former(claims.ColBeneficiaryMBIsEffectiveDate).lackingInV2("v2 gives historic MBIs without dates")},
		{"PRVS_ID_OBSLT_DT", former(claims.ColBeneficiaryMBIsObsoleteDate).lackingInV2("v2 gives historic MBIs without dates")},
		{"BENE_RRB_NUM", never(notSent)},
	},
}

func former(c claims.Col) cell {
	return column(claims.BeneficiaryMBIs, c, func(r *row) []claims.Value { return r.mbi })
}
