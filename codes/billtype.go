package codes

import "strings"

// billFacilities are the first two digits of a bill type: the facility and what it bills for.
var billFacilities = map[string]string{
	"11": "Hospital, inpatient", "12": "Hospital, inpatient under Part B", "13": "Hospital, outpatient", "14": "Hospital laboratory", "18": "Hospital swing bed",
	"21": "Skilled nursing facility", "22": "Skilled nursing facility under Part B", "23": "Skilled nursing facility, outpatient", "28": "Nursing facility swing bed",
	"32": "Home health with a plan of care", "33": "Home health with a plan of care", "34": "Home health without a plan of care",
	"41": "Religious hospital, inpatient", "43": "Religious hospital, outpatient", "42": "Religious hospital, Part B", "51": "Religious nursing care", "65": "Intermediate care", "66": "Intermediate care",
	"71": "Rural health clinic", "72": "Dialysis center", "73": "Clinic", "74": "Rehabilitation clinic", "75": "Full rehabilitation clinic", "76": "Mental health center",
	"77": "Community health center", "78": "Free-standing emergency room", "79": "Clinic, other", "81": "Hospice", "82": "Hospice of a hospital", "83": "Surgery center",
	"84": "Birthing center", "85": "Critical access hospital, outpatient", "86": "Residential facility", "87": "Opioid treatment", "89": "Special facility",
}

// billFrequencies are the third digit: which bill of a stay or spell it is.
var billFrequencies = map[string]string{
	"0": "no payment asked", "1": "whole stay or visit", "2": "first of several bills", "3": "one of several bills", "4": "last of several bills", "5": "late charges",
	"7": "replaces an earlier bill", "8": "takes an earlier bill back", "9": "final bill", "A": "notice of admission or start", "B": "notice of end", "C": "change of provider",
	"D": "notice taken back", "E": "change of owner", "F": "adjusted on the person's request", "G": "adjusted by Medicare", "H": "adjusted by CMS", "I": "adjusted by Medicare",
	"J": "adjusted", "K": "adjusted by inspectors", "M": "adjusted: another payer is first", "P": "adjusted after review", "Q": "reopened",
}

// billType labels a bill type of two or three digits, with or without the leading zero of paper forms.
func billType(code string) string {
	const whole = 3
	code = strings.ToUpper(code)
	if len(code) > whole {
		code = strings.TrimPrefix(code, "0")
	}
	if len(code) < whole-1 || len(code) > whole {
		return ""
	}
	facility := billFacilities[code[:2]]
	if facility == "" || len(code) == 2 {
		return facility
	}
	if frequency := billFrequencies[code[2:]]; frequency != "" {
		return facility + ": " + frequency
	}
	return facility
}
