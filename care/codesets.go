package care

import "strings"

// codeRange is a run of codes of one length, both ends included.
type codeRange struct{ first, last string }

// codeSet is a named set of codes of docs/reference/screens.md 6.
type codeSet struct {
	name   string
	ranges []codeRange
}

func (s codeSet) has(code string) bool {
	for _, r := range s.ranges {
		if len(code) == len(r.first) && code >= r.first && code <= r.last {
			return true
		}
	}
	return false
}

// text prints the set: single codes and ranges.
func (s codeSet) text() string {
	parts := make([]string, len(s.ranges))
	for i, r := range s.ranges {
		parts[i] = r.first
		if r.last != r.first {
			parts[i] += "-" + r.last
		}
	}
	return strings.Join(parts, ", ")
}

// The sets of codes.
var (
	officeCodes = codeSet{"Office, home and care planning visits (HCPCS)", []codeRange{
		{"99202", "99205"}, {"99211", "99215"}, {"99341", "99345"}, {"99347", "99350"}, {"99483", "99483"},
	}}
	tcmCodes       = codeSet{"Care after a stay, TCM (HCPCS)", []codeRange{{"99495", "99496"}}}
	wellnessCodes  = codeSet{"Wellness visits (HCPCS)", []codeRange{{"G0438", "G0439"}, {"G0402", "G0402"}}}
	nursingCodes   = codeSet{"Visits in a nursing facility (HCPCS)", []codeRange{{"99304", "99310"}, {"99315", "99316"}}}
	edDoctorCodes  = codeSet{"A doctor's ED visits (HCPCS, place of service 23)", []codeRange{{"99281", "99285"}}}
	edRevenue      = codeSet{"ED services of a hospital (revenue codes)", []codeRange{{"0450", "0459"}, {"0981", "0981"}}}
	urgentRevenue  = codeSet{"Urgent care (revenue code)", []codeRange{{"0456", "0456"}}}
	watchRevenue   = codeSet{"Observation (revenue code)", []codeRange{{"0762", "0762"}}}
	clinicRevenue  = codeSet{"Clinic visits on bill types 71x and 77x (revenue codes)", []codeRange{{"0520", "0529"}, {"0900", "0900"}}}
	doctorRevenue  = codeSet{"Doctors on bill type 85x (revenue codes)", []codeRange{{"0960", "0989"}}}
	homeStatuses   = codeSet{"Went home (discharge status)", []codeRange{{"01", "01"}, {"06", "07"}, {"81", "81"}, {"86", "86"}}}
	diedStatuses   = codeSet{"Died in care (discharge status)", []codeRange{{"20", "20"}, {"40", "42"}}}
	hospiceDied    = codeSet{"Died in hospice (discharge status)", []codeRange{{"40", "42"}}}
	drugCodes      = codeSet{"Medicines given by a doctor (HCPCS)", []codeRange{{"J0000", "J9999"}, {"Q0000", "Q9999"}, {"C9000", "C9999"}}}
	hospiceNotices = codeSet{"Hospice election notices (claim types)", []codeRange{{"1900", "1900"}, {"2900", "2900"}}}
	swingBedTypes  = codeSet{"Swing beds (claim type)", []codeRange{{"30", "30"}}}
	acuteCCN       = codeSet{"Acute hospitals (places 3-6 of the CCN)", []codeRange{{"0001", "0879"}, {"1300", "1399"}}}
	longTermCCN    = codeSet{"Long-term hospitals (places 3-6 of the CCN)", []codeRange{{"2000", "2299"}}}
	rehabCCN       = codeSet{"Rehabilitation hospitals (places 3-6 of the CCN)", []codeRange{{"3025", "3099"}}}
	psychiatricCCN = codeSet{"Psychiatric hospitals (places 3-6 of the CCN)", []codeRange{{"4000", "4499"}}}
)

// Single codes.
const (
	stillPatient    = "30"
	againstAdvice   = "07"
	movedToHospital = "02"
	diedInHospital  = "20"
	electiveAdmit   = "3"
	placeED         = "23"
)

// isVisitCode tells a doctor's codes that make a visit (CS-OFFICE, CS-TCM, CS-AWV).
func isVisitCode(code string) bool {
	return officeCodes.has(code) || tcmCodes.has(code) || wellnessCodes.has(code)
}

// Kinds of hospitals by CCN.
const (
	Acute          = "acute"
	LongTerm       = "long-term"
	Rehabilitation = "rehabilitation"
	Psychiatric    = "psychiatric"
	OtherHospital  = "other"
)

// HospitalKind tells the kind of a hospital from its CCN.
func HospitalKind(ccn string) string {
	if len(ccn) != 6 {
		return OtherHospital
	}
	switch ccn[2] {
	case 'R', 'T':
		return Rehabilitation
	case 'M', 'S':
		return Psychiatric
	}
	for kind, set := range map[string]codeSet{Acute: acuteCCN, LongTerm: longTermCCN, Rehabilitation: rehabCCN, Psychiatric: psychiatricCCN} {
		if isNumber(ccn[2:]) && set.has(ccn[2:]) {
			return kind
		}
	}
	return OtherHospital
}

func isNumber(text string) bool { return strings.Trim(text, "0123456789") == "" }
