package tuva

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// Kinds of claims as Tuva names them. Claims of a type that we do not know come only with --include.
const (
	institutional = "institutional"
	professional  = "professional"
	undetermined  = "undetermined"
)

func kindOf(claimType string) string {
	switch claimType {
	case claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice:
		return institutional
	case claims.Carrier, claims.DME:
		return professional
	default:
		return undetermined
	}
}

// header is what all rows of a claim share.
type header struct {
	claim      record
	id         claims.Value
	person     claims.Value
	member     claims.Value
	fileDate   claims.Value
	kind       string
	diagnoses  []coded
	procedures []coded
}

// medicalRow is one row of medical_claim.
type medicalRow struct {
	*header
	line   record // without values on a claim without lines
	number int64
	money  amounts
}

// stayBillTypes are the facility and classification of bills for a stay: hospital (11, 12), swing bed (18), nursing facility
// (21, 22, 28), religious institution (41) and hospice in a hospital (82).
var stayBillTypes = []string{"11", "12", "18", "21", "22", "28", "41", "82"}

// isStay says whether a claim is for a stay, by its bill type, else by its claim type.
func (h *header) isStay() bool {
	if h.kind != institutional {
		return false
	}
	if bill := h.claim.text(claims.ColClaimsBillType); len(bill) >= 2 {
		return slices.Contains(stayBillTypes, bill[:2])
	}
	claimType := h.claim.text(claims.ColClaimsClaimType)
	return claimType == claims.Inpatient || claimType == claims.SNF
}

func (h *header) admitted() claims.Value {
	day := h.claim.day(claims.ColClaimsAdmissionDate)
	if !day.Set && h.isStay() {
		return h.claim.day(claims.ColClaimsFromDate)
	}
	return day
}

// stillPatient is the discharge status of somebody who has not left.
const stillPatient = "30"

func (h *header) discharged() claims.Value {
	day := h.claim.day(claims.ColClaimsDischargeDate)
	if !day.Set && h.isStay() && h.claim.text(claims.ColClaimsDischargeStatus) != stillPatient {
		return h.claim.day(claims.ColClaimsThruDate)
	}
	return day
}

func (r *medicalRow) renderer() claims.Value {
	if r.kind == professional {
		return first(r.line.code(claims.ColClaimLinesRenderingNPI), r.claim.code(claims.ColClaimsRenderingNPI))
	}
	return r.claim.code(claims.ColClaimsAttendingNPI)
}

// padded puts zeros in front of a code of digits.
func padded(code claims.Value, width int) claims.Value {
	if code.Set && len(code.Text) < width && strings.Trim(code.Text, "0123456789") == "" {
		code.Text = strings.Repeat("0", width-len(code.Text)) + code.Text
	}
	return code
}

// linesInOrder are the lines of a claim by their number, those of one number as they were sent.
func linesInOrder(whole *exporter.WholeClaim, lines []record) []record {
	lines = lines[:0]
	for _, values := range whole.Children[claims.ClaimLines] {
		lines = append(lines, record{lineFields, values})
	}
	slices.SortStableFunc(lines, func(a, b record) int {
		return cmp.Compare(a.of(claims.ColClaimLinesClaimLineNumber).Int, b.of(claims.ColClaimLinesClaimLineNumber).Int)
	})
	return lines
}
