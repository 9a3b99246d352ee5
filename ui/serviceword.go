package ui

import (
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// lineService says in our own words what a claim line is for. The wording of procedure codes is licensed and not
// shipped: a group of services stands for it (docs/reference/screens.md 5.5). Empty where no group fits.
func lineService(l claims.ClaimLine) string {
	if l.Total {
		return "Total of the claim"
	}
	if word := procedureGroup(l.Procedure); word != "" {
		return word
	}
	return revenueGroup(l.Revenue)
}

// span is a range of codes, both ends included, and its plain name.
type span struct {
	from, to int
	word     string
}

func wordOf(spans []span, number int) string {
	for _, s := range spans {
		if number >= s.from && number <= s.to {
			return s.word
		}
	}
	return ""
}

// procedureGroup names the group of a procedure code: the sections of the code book, and single visits that matter to
// care (the code sets of docs/reference/screens.md 6).
func procedureGroup(code string) string {
	const length = 5
	if len(code) != length {
		return ""
	}
	if number, err := strconv.Atoi(code); err == nil {
		return wordOf([]span{
			{99202, 99215, "Office visit"}, {99217, 99239, "Hospital visit"}, {99242, 99255, "Consultation"},
			{99281, 99285, "Emergency visit"}, {99291, 99292, "Critical care"}, {99304, 99318, "Nursing visit"},
			{99341, 99350, "Home visit"}, {99483, 99483, "Memory care visit"}, {99495, 99496, "After-hospital care"},
			{97010, 97799, "Therapy"}, {90460, 90759, "Vaccination"}, {90785, 90899, "Mental health care"},
			{90935, 90999, "Dialysis"}, {92002, 92499, "Eye care"}, {93000, 93799, "Heart test or care"},
			{100, 1999, "Anesthesia"}, {10004, 69990, "Surgery or procedure"}, {70010, 76499, "X-ray, CT or MRI"},
			{76506, 76999, "Ultrasound"}, {77046, 77067, "Breast imaging"}, {77261, 77799, "Radiation treatment"},
			{78012, 79999, "Nuclear medicine"}, {80047, 89398, "Lab test"}, {90281, 99607, "Other care"},
		}, number)
	}
	number, err := strconv.Atoi(code[1:])
	if err != nil {
		return ""
	}
	switch code[0] {
	case 'A':
		return wordOf([]span{{21, 999, "Ambulance"}, {4206, 8004, "Supplies"}, {9150, 9999, "Imaging supplies or other"}}, number)
	case 'E':
		return "Equipment"
	case 'G':
		return wordOf([]span{{402, 402, "Wellness visit"}, {438, 439, "Wellness visit"}, {1, 9999, "Other care"}}, number)
	case 'J':
		return "Medicine given by staff"
	case 'K', 'L':
		return "Brace, limb or equipment"
	case 'P':
		return "Lab test"
	case 'Q':
		return "Other supplies"
	case 'V':
		return "Vision or hearing"
	default:
		return ""
	}
}

// revenueGroup names the group of a revenue code of a facility.
func revenueGroup(code string) string {
	const length = 4
	number, err := strconv.Atoi(code)
	if err != nil || len(code) != length {
		return ""
	}
	if number == 1 {
		return "Total of the claim"
	}
	return wordOf([]span{
		{22, 24, "Payment group"}, {100, 179, "Room"}, {180, 189, "Leave of absence"}, {190, 219, "Intensive care"},
		{220, 249, "Other room charges"}, {250, 259, "Pharmacy"}, {260, 269, "Infusion"}, {270, 279, "Supplies"},
		{290, 299, "Equipment"}, {300, 319, "Lab test"}, {320, 329, "X-ray"}, {330, 339, "Radiation treatment"},
		{340, 349, "Nuclear medicine"}, {350, 359, "CT scan"}, {360, 369, "Operating room"}, {370, 379, "Anesthesia"},
		{380, 399, "Blood"}, {400, 409, "Imaging"}, {410, 419, "Breathing care"}, {420, 429, "Physical therapy"},
		{430, 439, "Occupational therapy"}, {440, 449, "Speech therapy"}, {450, 459, "Emergency room"},
		{460, 469, "Lung tests"}, {480, 489, "Heart care"}, {490, 499, "Day surgery"}, {510, 529, "Clinic"},
		{540, 549, "Ambulance"}, {550, 559, "Nursing"}, {560, 569, "Social work"}, {570, 579, "Home health aide"},
		{610, 619, "MRI"}, {620, 629, "Supplies"}, {630, 639, "Medicines"}, {650, 659, "Hospice care"},
		{710, 719, "Recovery room"}, {730, 739, "EKG"}, {740, 749, "Brain wave test"}, {760, 769, "Observation"},
		{770, 779, "Prevention"}, {800, 889, "Dialysis"}, {900, 919, "Mental health care"}, {920, 929, "Other tests"},
		{940, 949, "Other treatment"}, {960, 989, "Doctor's fee"},
	}, number)
}
