package codes

import "strings"

// Set names a small set of codes with built-in labels.
type Set int

// Sets, with the code system of CMS that they follow.
const (
	Discharge   Set = iota // BENE-PTNT-STUS-CD
	Place                  // CLM-POS-CD
	Specialty              // CLM-PRVDR-SPCLTY-CD
	BillType               // CLM-BILL-FAC-TYPE-CD, CLM-BILL-CLSFCTN-CD and a frequency
	Revenue                // CLM-REV-CNTR-CD, in groups
	Service                // HCPCS, in groups
	AdmitType              // CLM-ADMSN-TYPE-CD
	AdmitSource            // CLM-ADMSN-SRC-CD
	Dual                   // BENE-DUAL-STUS-CD
	Entitlement            // BENE-MDCR-ENTLMT-RSN-CD
	Adjustment             // CLM-ADJSTMT-TYPE-CD
	Sex                    // as CMS numbers it
)

// Label is the short label of a code; empty for a code that the set does not know.
func Label(set Set, code string) string {
	code = strings.TrimSpace(code)
	switch set {
	case Discharge:
		return discharges[code]
	case Place:
		return places[code]
	case Specialty:
		return specialties[strings.ToUpper(code)]
	case BillType:
		return billType(code)
	case Revenue:
		return revenueGroup(code)
	case Service:
		return serviceGroup(code)
	case AdmitType:
		return admitTypes[code]
	case AdmitSource:
		return admitSources[code]
	case Dual:
		return duals[code]
	case Entitlement:
		return entitlements[code]
	case Adjustment:
		return adjustments[code]
	case Sex:
		return sexes[code]
	default:
		return ""
	}
}

// columns are the columns of the catalogue that hold codes of a set.
var columns = map[string]Set{
	"discharge_status": Discharge, "place_of_service": Place, "specialty": Specialty, "specialty_code": Specialty, "bill_type": BillType, "revenue_code": Revenue,
	"hcpcs_code": Service, "admit_type": AdmitType, "admit_source": AdmitSource, "dual_status_code": Dual, "dual": Dual,
	"original_entitlement_reason": Entitlement, "current_entitlement_reason": Entitlement, "adjustment_type": Adjustment, "sex_code": Sex,
}

// SetOfColumn is the set whose codes a column of the catalogue holds; false for columns of other contents.
func SetOfColumn(name string) (Set, bool) {
	set, ok := columns[name]
	return set, ok
}

// Complete says whether a set knows every code there is, so that another one is news. Groups of services are none: a procedure
// outside them is no oddity.
func Complete(set Set) bool { return set != Service }

var sexes = map[string]string{"0": "Unknown", "1": "Male", "2": "Female"}

var adjustments = map[string]string{
	"0": "Original claim", "1": "Taken back", "2": "Replaces an earlier claim", "3": "Credit", "4": "Debit", "5": "Sum of adjustments", "8": "Balance", "9": "Unknown",
}

var admitTypes = map[string]string{
	"0": "Unknown", "1": "Emergency", "2": "Urgent", "3": "Planned", "4": "Newborn", "5": "Trauma", "6": "Not given", "7": "Not given", "8": "Not given", "9": "Unknown",
}

var admitSources = map[string]string{
	"0": "Unknown", "1": "Home or doctor's office", "2": "Clinic or doctor", "3": "Health plan", "4": "Another hospital", "5": "Nursing facility", "6": "Another facility",
	"7": "Emergency room", "8": "Court or police", "9": "Unknown", "A": "Critical access hospital", "B": "Another home health agency", "C": "Same home health agency",
	"D": "Same hospital, other unit", "E": "Surgery center", "F": "Hospice", "G": "Disaster care site",
}

var duals = map[string]string{
	"00": "Not in Medicare that month", "NA": "No Medicaid", "XX": "Unknown", "*": "Unknown", "07": "Medicaid pays part of the Part B premium", "01": "Medicaid pays premiums and shares", "02": "Full Medicaid, shares paid", "03": "Medicaid pays the Part B premium",
	"04": "Full Medicaid, premium paid", "05": "Medicaid pays the Part A premium", "06": "Medicaid pays the Part B premium", "08": "Full Medicaid",
	"09": "Other Medicaid", "10": "Other Medicaid", "AA": "Not enrolled", "99": "Unknown",
}

var entitlements = map[string]string{"0": "Age", "1": "Disability", "2": "Kidney failure", "3": "Disability and kidney failure"}

var discharges = map[string]string{
	"01": "Home", "02": "Another hospital", "03": "Nursing facility", "04": "Care home", "05": "Cancer or children's hospital", "06": "Home with home health",
	"07": "Left against advice", "09": "Admitted as inpatient", "20": "Died", "21": "Court or law enforcement", "30": "Still a patient", "40": "Died at home",
	"41": "Died in a facility", "42": "Died, place unknown", "43": "Federal hospital", "50": "Hospice at home", "51": "Hospice in a facility", "61": "Swing bed",
	"62": "Rehabilitation hospital", "63": "Long-term hospital", "64": "Medicaid nursing facility", "65": "Psychiatric hospital", "66": "Critical access hospital",
	"69": "Disaster care site", "70": "Another institution", "00": "Unknown",
	"81": "Home, return planned", "82": "Another hospital, return planned", "83": "Nursing facility, return planned", "84": "Care home, return planned",
	"85": "Cancer or children's hospital, return planned", "86": "Home with home health, return planned", "87": "Court or law enforcement, return planned",
	"88": "Federal hospital, return planned", "89": "Swing bed, return planned", "90": "Rehabilitation hospital, return planned",
	"91": "Long-term hospital, return planned", "92": "Medicaid nursing facility, return planned", "93": "Psychiatric hospital, return planned",
	"94": "Critical access hospital, return planned", "95": "Another institution, return planned",
	"71": "Another institution, outpatient", "72": "This institution, outpatient",
}

var places = map[string]string{
	"01": "Pharmacy", "02": "Video visit, not at home", "03": "School", "04": "Homeless shelter", "05": "Indian Health Service clinic", "06": "Indian Health Service hospital",
	"07": "Tribal clinic", "08": "Tribal hospital", "09": "Prison", "10": "Video visit at home", "11": "Office", "12": "Home", "13": "Assisted living", "14": "Group home",
	"15": "Mobile unit", "16": "Temporary lodging", "17": "Store clinic", "18": "Workplace", "19": "Hospital clinic, other site", "20": "Urgent care", "21": "Hospital, inpatient",
	"22": "Hospital, outpatient", "23": "Emergency room", "24": "Surgery center", "25": "Birthing center", "26": "Military hospital", "27": "Street outreach",
	"31": "Skilled nursing facility", "32": "Nursing home", "33": "Care home", "34": "Hospice", "41": "Ambulance", "42": "Air or water ambulance", "49": "Clinic",
	"50": "Community health center", "51": "Psychiatric hospital", "52": "Day program, mental health", "53": "Mental health center", "54": "Home for people with disabilities",
	"55": "Addiction care, residential", "56": "Mental health, residential", "57": "Addiction care", "58": "Opioid treatment", "60": "Vaccination center",
	"61": "Rehabilitation hospital", "62": "Rehabilitation clinic", "65": "Dialysis center", "66": "PACE center", "71": "Public health clinic", "72": "Rural health clinic",
	"81": "Laboratory", "99": "Other place",
}
