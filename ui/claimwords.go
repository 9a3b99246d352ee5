package ui

import (
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
		return "Hospital"
	case claims.Outpatient:
		return "Outpatient"
	case claims.Carrier:
		return "Doctor"
	case claims.SNF:
		return "Nursing facility"
	case claims.HHA:
		return "Home health"
	case claims.Hospice:
		return "Hospice"
	case claims.DME:
		return "Equipment"
	case claims.PDE:
		return "Medicines"
	case claims.PriorAuth:
		return "Prior authorization"
	default:
		return "Unknown kind"
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
		add(assets.Info, "Old early claim", toneWarn())
	case c.Partial:
		add(assets.Info, "Early claim", toneWarn())
	}
	if !c.Current {
		add(assets.Refresh, "Replaced", toneInfo())
	}
	if c.Denied {
		add(assets.Cross, "Denied", toneProblem())
	}
	if !c.Base && len(list) == 0 {
		add(assets.Dash, "Not counted", toneInfo())
	}
	if slices.Contains(c.DataNotes, claims.FlagPossibleDuplicate) {
		add(assets.Warning, "Maybe double", toneWarn())
	}
	return list
}

// dataNote says an oddity of the data, as sent by CMS, in words.
func dataNote(flag string) string {
	switch flag {
	case claims.FlagReversedPeriod:
		return "The end date is before the start date, as sent by CMS."
	case claims.FlagFutureDate:
		return "A date lies in the future, as sent by CMS."
	case claims.FlagDefaultDate:
		return "CMS sent a stand-in for a date that it does not know."
	case claims.FlagPossibleDuplicate:
		return "Another claim looks the same. Both are counted."
	case claims.FlagStale:
		return "This early claim never became final. It is not counted."
	case claims.FlagNotInLatestFull:
		return "CMS no longer sends this claim."
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
		return "Taken back; not counted"
	case "3":
		return "Credit; not counted"
	case "4":
		return "Debit; counted as sent"
	default:
		return ""
	}
}

// roleName says what a provider did on a claim, by the role code of care_team.
func roleName(role string) string {
	switch role {
	case "attending":
		return "In charge"
	case "operating":
		return "Operated"
	case "otheroperating":
		return "Also operated"
	case "performing", "rendering":
		return "Treated"
	case "referring":
		return "Referred"
	case "prescribing":
		return "Prescribed"
	case "primary":
		return "Billed"
	case "supervisor":
		return "Supervised"
	case "assist", "assisting":
		return "Assisted"
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
		return "Main"
	case "admitting":
		return "At admission"
	case "external", "externalcauseofinjury":
		return "Cause of injury"
	case "patientreasonforvisit":
		return "Reason for visit"
	default:
		return "Other"
	}
}

// partName is the name of a coverage part.
func partName(part string) string {
	switch part {
	case "A":
		return "Part A · hospital"
	case "B":
		return "Part B · outpatient care"
	case "C":
		return "Part C · Medicare Advantage"
	case "D":
		return "Part D · medicines"
	case "DUAL":
		return "Medicaid"
	case "":
		return "Part not given"
	default:
		return "Part " + part
	}
}

// sexName is the word for a sex code of CMS.
func sexName(code string) string {
	switch code {
	case "1":
		return "Male"
	case "2":
		return "Female"
	default:
		return wordNotGiven
	}
}

// sexLetter is the short form for lists.
func sexLetter(code string) string {
	switch code {
	case "1":
		return "M"
	case "2":
		return "F"
	default:
		return "–"
	}
}

// languageName is the English name of a language tag (BCP 47) that people on Medicare speak often; others come back as
// they are.
func languageName(tag string) string {
	names := map[string]string{
		"en": "English", "es": "Spanish", "zh": "Chinese", "vi": "Vietnamese", "ko": "Korean", "tl": "Tagalog",
		"ru": "Russian", "ar": "Arabic", "fr": "French", "ht": "Haitian Creole", "pt": "Portuguese", "it": "Italian",
		"de": "German", "pl": "Polish", "hi": "Hindi", "fa": "Persian", "ja": "Japanese", "el": "Greek",
	}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	if name, ok := names[base]; ok {
		return name
	}
	return tag
}
