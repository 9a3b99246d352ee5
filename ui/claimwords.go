package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// claimTypeName is the plain name of a claim type of docs/reference/flattening.md section 1.
func claimTypeName(claimType string) string {
	switch claimType {
	case claims.Inpatient:
		return kindHospital
	case claims.Outpatient:
		return kindOutpatient
	case claims.Carrier:
		return kindDoctor
	case claims.SNF:
		return kindNursing
	case claims.HHA:
		return kindHomeHealth
	case claims.Hospice:
		return kindHospice
	case claims.DME:
		return kindEquipment
	case claims.PDE:
		return kindMedicines
	case claims.PriorAuth:
		return kindPriorAuth
	default:
		return kindUnknown
	}
}

// institutional says whether a claim comes from a facility: its lines carry revenue codes.
func institutional(claimType string) bool {
	return slices.Contains([]string{claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice}, claimType)
}

// paidInTotal says whether Medicare pays the claim as a whole: its lines have no amount of their own
// (docs/reference/screens.md 5.5).
func paidInTotal(claimType string) bool {
	return slices.Contains([]string{claims.Inpatient, claims.SNF, claims.HHA, claims.Hospice}, claimType)
}

// claimChips says in a few words what is special about a claim; a final claim that counts has none.
func claimChips(c claims.ClaimRow) []widgets.ChipSpec {
	var list []widgets.ChipSpec
	add := func(icon assets.Symbol, word string, tone widgets.Tone) {
		list = append(list, widgets.ChipSpec{Icon: symbol(icon), Word: word, Tone: tone})
	}
	switch {
	case c.ClaimType == claims.PriorAuth:
	case c.Partial && slices.Contains(c.DataNotes, claims.FlagStale):
		add(assets.Info, chipOldEarly, toneWarn())
	case c.Partial:
		add(assets.Info, chipEarlyClaim, toneWarn())
	}
	if !c.Current {
		add(assets.Refresh, chipReplaced, toneInfo())
	}
	if c.Denied {
		add(assets.Cross, chipDenied, toneProblem())
	}
	if !c.Base && len(list) == 0 {
		add(assets.Dash, chipNotCounted, toneInfo())
	}
	if slices.Contains(c.DataNotes, claims.FlagPossibleDuplicate) {
		add(assets.Warning, chipDouble, toneWarn())
	}
	return list
}

// dataNote says an oddity of the data, as sent by CMS, in words.
func dataNote(flag string) string {
	switch flag {
	case claims.FlagReversedPeriod:
		return oddReversed
	case claims.FlagFutureDate:
		return oddFuture
	case claims.FlagDefaultDate:
		return oddDefault
	case claims.FlagPossibleDuplicate:
		return oddDouble
	case claims.FlagStale:
		return oddStale
	case claims.FlagNotInLatestFull:
		return oddVanished
	default:
		return ""
	}
}

// dischargeWords says where a person went after a stay, by discharge status.
func dischargeWords(code string) string { return codes.Label(codes.Discharge, code) }

// admissionWords says the kind of an admission.
func admissionWords(code string) string { return codes.Label(codes.AdmitType, code) }

// adjustmentWords says what an adjustment means for totals; empty for an ordinary claim.
func adjustmentWords(code string) string {
	switch code {
	case "1":
		return adjustedBack
	case "3":
		return adjustedCredit
	case "4":
		return adjustedDebit
	default:
		return ""
	}
}

// roleName says what a provider did on a claim, by the role code of care_team.
func roleName(role string) string {
	switch role {
	case "attending":
		return roleAttending
	case "operating":
		return roleOperating
	case "otheroperating":
		return roleAlso
	case "performing", "rendering":
		return roleTreating
	case "referring":
		return roleReferring
	case "prescribing":
		return rolePrescribing
	case "primary":
		return roleBilling
	case "supervisor":
		return roleSupervising
	case "assist", "assisting":
		return roleAssisting
	case "":
		return wordNotGiven
	default:
		return strings.ToUpper(role[:1]) + role[1:]
	}
}

// diagnosisKind says what a diagnosis is on its claim.
func diagnosisKind(kind string) string {
	switch kind {
	case "principal":
		return dxMain
	case "admitting":
		return dxAdmitting
	case "external", "externalcauseofinjury":
		return dxExternal
	case "patientreasonforvisit":
		return dxReason
	default:
		return dxOther
	}
}

// partName is the name of a coverage part.
func partName(part string) string {
	switch part {
	case "A":
		return partA
	case "B":
		return partB
	case "C":
		return partC
	case "D":
		return partD
	case "DUAL":
		return partMedicaid
	case "":
		return partNone
	default:
		return fmt.Sprintf(partOther, part)
	}
}

// sexName is the word for a sex code of CMS.
func sexName(code string) string {
	switch code {
	case "1":
		return sexMale
	case "2":
		return sexFemale
	default:
		return wordNotGiven
	}
}

// sexLetter is the short form for lists.
func sexLetter(code string) string {
	switch code {
	case "1":
		return sexM
	case "2":
		return sexF
	default:
		return "–"
	}
}

// languageName is the English name of a language tag (BCP 47) that people on Medicare speak often; others come back as
// they are.
func languageName(tag string) string {
	names := map[string]string{
		"en": langEnglish, "es": langSpanish, "zh": langChinese, "vi": langVietnamese, "ko": langKorean, "tl": langTagalog,
		"ru": langRussian, "ar": langArabic, "fr": langFrench, "ht": langHaitian, "pt": langPortuguese, "it": langItalian,
		"de": langGerman, "pl": langPolish, "hi": langHindi, "fa": langPersian, "ja": langJapanese, "el": langGreek,
	}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if name, ok := names[base]; ok {
		return name
	}
	return tag
}
