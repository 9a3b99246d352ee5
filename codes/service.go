package codes

import "strconv"

// span is a range of codes, both ends included, and its label.
type span struct {
	from, to int
	label    string
}

func labelIn(spans []span, number int) string {
	for _, s := range spans {
		if number >= s.from && number <= s.to {
			return s.label
		}
	}
	return ""
}

// procedures are groups of numeric procedure codes: the sections of the code book, and before them single visits that matter to care
// (docs/reference/screens.md 6).
var procedures = []span{
	{99202, 99215, "Office visit"}, {99217, 99239, "Hospital visit"}, {99242, 99255, "Consultation"},
	{99281, 99285, "Emergency visit"}, {99291, 99292, "Critical care"}, {99304, 99318, "Nursing visit"},
	{99341, 99350, "Home visit"}, {99483, 99483, "Memory care visit"}, {99495, 99496, "After-hospital care"},
	{97010, 97799, "Therapy"}, {90460, 90759, "Vaccination"}, {90785, 90899, "Mental health care"},
	{90935, 90999, "Dialysis"}, {92002, 92499, "Eye care"}, {93000, 93799, "Heart test or care"},
	{100, 1999, "Anesthesia"}, {10004, 69990, "Surgery or procedure"}, {70010, 76499, "X-ray, CT or MRI"},
	{76506, 76999, "Ultrasound"}, {77046, 77067, "Breast imaging"}, {77261, 77799, "Radiation treatment"},
	{78012, 79999, "Nuclear medicine"}, {80047, 89398, "Lab test"}, {90281, 99607, "Other care"},
}

// lettered are groups of codes that begin with a letter.
var lettered = map[byte][]span{
	'A': {{21, 999, "Ambulance"}, {4206, 8004, "Supplies"}, {9150, 9999, "Imaging supplies or other"}},
	'B': {{0, 9999, "Tube feeding"}},
	'C': {{0, 9999, "Hospital outpatient item"}},
	'D': {{0, 9999, "Dental care"}},
	'E': {{0, 9999, "Equipment"}},
	'G': {{402, 402, "Wellness visit"}, {438, 439, "Wellness visit"}, {1, 9999, "Other care"}},
	'H': {{0, 9999, "Mental health or addiction care"}},
	'J': {{0, 9999, "Medicine given by staff"}},
	'K': {{0, 9999, "Brace, limb or equipment"}},
	'L': {{0, 9999, "Brace, limb or equipment"}},
	'M': {{0, 9999, "Other care"}},
	'P': {{0, 9999, "Lab test"}},
	'Q': {{0, 9999, "Other supplies"}},
	'S': {{0, 9999, "Other care"}},
	'T': {{0, 9999, "Other care"}},
	'U': {{0, 9999, "Lab test"}},
	'V': {{0, 9999, "Vision or hearing"}},
}

// serviceGroup labels the group of a procedure code (HCPCS of both levels).
func serviceGroup(code string) string {
	const length = 5
	if len(code) != length {
		return ""
	}
	if number, err := strconv.Atoi(code); err == nil {
		return labelIn(procedures, number)
	}
	number, err := strconv.Atoi(code[1:])
	if err != nil {
		return ""
	}
	return labelIn(lettered[code[0]], number)
}

var revenues = []span{
	{1, 1, "Claim total"}, {20, 29, "Payment group"}, {100, 179, "Room"}, {180, 189, "Leave of absence"}, {190, 219, "Intensive care"},
	{220, 249, "Other room charges"}, {250, 259, "Pharmacy"}, {260, 269, "Infusion"}, {270, 279, "Supplies"}, {280, 289, "Cancer care"},
	{290, 299, "Equipment"}, {300, 319, "Lab test"}, {320, 329, "X-ray"}, {330, 339, "Radiation treatment"},
	{340, 349, "Nuclear medicine"}, {350, 359, "CT scan"}, {360, 369, "Operating room"}, {370, 379, "Anesthesia"},
	{380, 399, "Blood"}, {400, 409, "Imaging"}, {410, 419, "Breathing care"}, {420, 429, "Physical therapy"},
	{430, 439, "Occupational therapy"}, {440, 449, "Speech therapy"}, {450, 459, "Emergency room"},
	{460, 469, "Lung tests"}, {470, 479, "Hearing tests"}, {480, 489, "Heart care"}, {490, 499, "Day surgery"}, {500, 509, "Outpatient services"}, {510, 529, "Clinic"},
	{530, 539, "Osteopathic treatment"}, {540, 549, "Ambulance"}, {550, 559, "Nursing"}, {560, 569, "Social work"}, {570, 579, "Home health aide"},
	{580, 589, "Other home visits"}, {590, 599, "Home health units"}, {600, 609, "Oxygen at home"},
	{610, 619, "MRI"}, {620, 629, "Supplies"}, {630, 639, "Medicines"}, {640, 649, "Infusion at home"}, {650, 659, "Hospice care"}, {660, 669, "Respite care"},
	{670, 679, "Outpatient special residence"}, {680, 689, "Trauma team"}, {690, 699, "Before hospice or palliative care"}, {700, 709, "Cast room"},
	{710, 719, "Recovery room"}, {720, 729, "Labor and delivery"}, {730, 739, "EKG"}, {740, 749, "Brain wave test"}, {750, 759, "Scope of stomach or bowel"},
	{760, 769, "Observation"}, {770, 779, "Prevention"}, {780, 789, "Video visit"}, {790, 799, "Stone treatment"}, {800, 809, "Dialysis"},
	{810, 819, "Organ for transplant"}, {820, 889, "Dialysis"}, {890, 899, "Cell and gene therapy"}, {900, 919, "Mental health care"}, {920, 929, "Other tests"},
	{930, 939, "Day rehabilitation"}, {940, 959, "Other treatment"}, {960, 989, "Doctor's fee"}, {990, 999, "Comfort items"}, {1000, 1009, "Residential care"},
	{2100, 2109, "Alternative treatment"}, {3100, 3109, "Adult day care"},
}

// revenueGroup labels the group of a revenue code.
func revenueGroup(code string) string {
	const length = 4
	number, err := strconv.Atoi(code)
	if err != nil || len(code) != length {
		return ""
	}
	return labelIn(revenues, number)
}
