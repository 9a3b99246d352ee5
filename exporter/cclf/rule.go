package cclf

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// claimNumber joins the files of one export.
var claimNumber = cell{
	from: "claims.claim_id; v2: claims.fhir_id, as v2 numbers can collide between claim types",
	v2:   "not the feed's number; ours joins the files of one export",
	value: func(r *row) claims.Value {
		if r.version() == claims.V2 {
			return r.claim[claims.ColClaimsFHIRID]
		}
		return r.claim[claims.ColClaimsClaimID]
	},
}

// mbi is the current one of the person, on the claim of whichever number it was billed under.
var mbi = claim(claims.ColClaimsMBI)

// effective is the day the version of the claim took effect; the feed's rules keep the latest.
var effective = byVersion(claim(claims.ColClaimsWeeklyProcessDate), claim(claims.ColClaimsEffectiveDate))

// adjustment is CMS's code in the words of the feed: 0 original, 1 cancellation, 2 adjustment (flattening.md 4.6: a credit is a 1
// and a debit a 2 there). v2 says it of medicines alone.
var adjustment = claim(claims.ColClaimsAdjustmentType).mapped("0, 1 (also of 3 credit, D deleted) or 2 (also of 4 debit, A adjusted)", func(r *row, v claims.Value) claims.Value {
	switch v.Text {
	case "3", "D":
		return claims.TextValue("1")
	case "4", "A":
		return claims.TextValue("2")
	case "":
		if r.version() == claims.V2 && r.claimType() == claims.PDE {
			return claims.TextValue("0") // no adjstmt_dltn_cd: the original
		}
	}
	return v
})

// drugType is the claim type of Part D, which v2 sends as an adjustment code.
var drugType = claim(claims.ColClaimsClaimTypeCode).mapped("2 digits; v2: 01 original, 02 of A adjusted, 03 of D deleted, 04 of R resubmitted", func(r *row, v claims.Value) claims.Value {
	if v.Set || r.version() != claims.V2 {
		return pad(v, 2)
	}
	switch r.claim[claims.ColClaimsAdjustmentType].Text {
	case "A":
		return claims.TextValue("02")
	case "D":
		return claims.TextValue("03")
	case "R":
		return claims.TextValue("04")
	default:
		return claims.TextValue("01")
	}
})

// billPart is one of the three characters of the type of bill.
func billPart(place int, part string) cell {
	return claim(claims.ColClaimsBillType).mapped(part, func(_ *row, v claims.Value) claims.Value {
		if len(v.Text) <= place {
			return claims.Value{}
		}
		return claims.TextValue(v.Text[place : place+1])
	})
}

// icdOf prints the version of a code as the feed does.
func icdOf(c cell) cell {
	return c.mapped("0 for ICD-10, 9 for ICD-9, else U", func(_ *row, v claims.Value) claims.Value {
		switch v.Text {
		case "10":
			return claims.TextValue("0")
		case "9", "":
			return v
		default:
			return claims.TextValue("U")
		}
	})
}

// firstDiagnosis shows a column of the claim's first diagnosis by sequence.
func firstDiagnosis(c claims.Col) cell { return numberedDiagnosis(c, 1) }

// numberedDiagnosis shows a column of the n-th diagnosis by sequence.
func numberedDiagnosis(c claims.Col, n int) cell {
	return column(claims.Diagnoses, c, func(r *row) []claims.Value {
		if n > len(r.sorted) {
			return nil
		}
		return r.sorted[n-1]
	}).mapped("by sequence", func(_ *row, v claims.Value) claims.Value { return v })
}

// undotted takes dots and blanks out of a code.
func undotted(_ *row, v claims.Value) claims.Value {
	v.Text = strings.ToUpper(strings.NewReplacer(".", "", " ", "").Replace(v.Text))
	return v
}

// diagnosisKind sorts diagnoses as the feed does: external causes apart, the first of them marked.
var diagnosisKind = diagnosis(claims.ColDiagnosesDxType).mapped("1 for the first external cause, E for the others, D for everything else", func(r *row, v claims.Value) claims.Value {
	switch {
	case !isExternalCause(v):
		return claims.TextValue("D")
	case r.firstE:
		return claims.TextValue("1")
	default:
		return claims.TextValue("E")
	}
})

func isExternalCause(dxType claims.Value) bool {
	return strings.Contains(dxType.Text, "externalcauseofinjury")
}

// number is a provider's number of whatever kind, qualifier its kind: of the resource, else the NPI of our table, which is a 01.
func number(of func(*beyond) (number, kind string), npi claims.Col) cell {
	return cell{from: "resource: number of the provider", value: func(r *row) claims.Value {
		n, _ := of(r.beyond)
		return claims.TextValue(n)
	}}.or(claim(npi))
}

func qualifier(of func(*beyond) (number, kind string), npi claims.Col) cell {
	return cell{from: "resource: " + kindOfNumber, value: func(r *row) claims.Value {
		_, kind := of(r.beyond)
		return claims.TextValue(kind)
	}}.or(claim(npi).mapped("01 where there is one", func(r *row, v claims.Value) claims.Value {
		if n, _ := of(r.beyond); n != "" || !v.Set {
			return claims.Value{}
		}
		return claims.TextValue("01")
	}))
}

// lineTax is the tax number of the line's provider; the one of the claim where all its lines share it.
var lineTax = beyondLine("tax number of the line (tax_num, CLM-PRVDR-TAX-NUM)", func(i *item, _ *beyond) string {
	return i.extension("tax_num", "CLM-PRVDR-TAX-NUM")
}).or(claim(claims.ColClaimsProviderTaxID).mapped("where there is but one", func(_ *row, v claims.Value) claims.Value {
	if strings.Contains(v.Text, ";") {
		return claims.Value{}
	}
	return v
}))

// reasonPart is the group or the reason of the first adjustment on a line.
func reasonPart(part string, of func(group, reason string) string) cell {
	return cell{from: "line_adjudications, " + part + " of the first adjusted line", value: func(r *row) claims.Value {
		return claims.TextValue(of(r.adjustmentReason()))
	}}
}
