package fhir

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// institutional are the types of claims that facilities send: with revenue codes, bill type and CCN (flattening.md 2.6).
var institutional = []string{claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice}

// professional are the types of claims that are billed and paid by line with a Medicare allowed amount.
var professional = []string{claims.Carrier, claims.DME}

var pharmacy = []string{claims.PDE}

// claimType decides the claim type of an EOB as docs/reference/flattening.md section 1 orders it: what is no claim, the
// eob-type coding, the prefix of a v2 id, the numeric type. The coding claim-type is never asked: it calls v2 equipment
// claims institutional and v2 home health professional.
func claimType(e *eob) string {
	if e.Use == claims.UsePreauthorization {
		return claims.PriorAuth
	}
	named := firstCode(e.Type, selector{system: v2Codes + "eob-type"}, selector{system: cmsCodes + "EOB-TYPE"})
	if t := knownType(named); t != "" {
		return t
	}
	prefix, _, found := strings.Cut(e.ID, "-")
	if t := knownType(prefix); found && t != "" {
		return t
	}
	return typeOfCode(firstCode(e.Type, selector{system: variables + "nch_clm_type_cd"}, selector{system: cmsCodes + "CLM-TYPE-CD"}))
}

// knownType returns the claim type of that name in any case, or nothing.
func knownType(name string) string {
	name = strings.ToUpper(name)
	if name != claims.Unknown && name != claims.PriorAuth && slices.Contains(claims.ClaimTypes(), name) {
		return name
	}
	return ""
}

// typeOfCode reads the numeric claim type (CLM_TYPE_CD, nch_clm_type_cd).
func typeOfCode(code string) string {
	n, err := strconv.Atoi(code)
	if err != nil {
		return claims.Unknown
	}
	switch {
	case n >= 1 && n <= 4:
		return claims.PDE
	case n == 10:
		return claims.HHA
	case n == 20 || n == 30:
		return claims.SNF
	case n == 40:
		return claims.Outpatient
	case n == 50:
		return claims.Hospice
	case n >= 60 && n <= 64:
		return claims.Inpatient
	case n == 71 || n == 72:
		return claims.Carrier
	case n == 81 || n == 82:
		return claims.DME
	case n >= 1000 && n <= 2999:
		return typeOfSharedSystem(n % 1000)
	}
	return claims.Unknown
}

// typeOfSharedSystem reads a shared-system type without its phase: 700 professional, 800 equipment, 900 hospice election
// notice, else the type-of-bill group.
func typeOfSharedSystem(n int) string {
	switch n {
	case 700:
		return claims.Carrier
	case 800:
		return claims.DME
	case 900:
		return claims.Hospice
	}
	if n == 0 || n > 99 {
		return claims.Unknown
	}
	return typeOfBill(strconv.Itoa(n))
}

// typeOfBill is the claim type of the first two digits of a type of bill (flattening.md section 3): facility type and
// classification, such as 11 for hospital inpatient.
func typeOfBill(group string) string {
	switch {
	case group == "11":
		return claims.Inpatient
	case group == "18" || group == "21":
		return claims.SNF
	case strings.HasPrefix(group, "3"):
		return claims.HHA
	case group == "81" || group == "82":
		return claims.Hospice
	}
	return claims.Outpatient
}
