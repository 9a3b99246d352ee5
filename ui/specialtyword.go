package ui

// specialtyName says in a few words what a Medicare specialty code stands for (CMS, Medicare provider specialty codes); codes that are
// not here stand for themselves.
func specialtyName(code string) string {
	if name := specialtyNames()[code]; name != "" {
		return name
	}
	if code == "" {
		return "Specialty not given"
	}
	return "Specialty " + code
}

func specialtyNames() map[string]string {
	return map[string]string{
		"01": "General practice", "02": "General surgery", "03": "Allergy", "04": "Ear, nose and throat", "05": "Anesthesia", "06": "Cardiology", "07": "Skin",
		"08": "Family practice", "09": "Pain medicine", "10": "Stomach and bowel", "11": "Internal medicine", "13": "Neurology", "14": "Neurosurgery",
		"16": "Women's health", "17": "Hospice doctors", "18": "Eyes", "19": "Oral surgery", "20": "Bones and joints", "21": "Heart rhythm", "22": "Pathology",
		"24": "Plastic surgery", "25": "Rehabilitation doctors", "26": "Psychiatry", "28": "Colon surgery", "29": "Lungs", "30": "Imaging",
		"33": "Chest surgery", "34": "Urology", "35": "Chiropractor", "36": "Nuclear medicine", "37": "Children", "38": "Geriatrics", "39": "Kidneys",
		"40": "Hand surgery", "41": "Optometry", "43": "Nurse anesthesia", "44": "Infections", "46": "Hormones and diabetes", "48": "Podiatry",
		"49": "Surgery center", "50": "Nurse practitioner", "59": "Ambulance", "62": "Psychologist", "65": "Physical therapy", "66": "Rheumatology",
		"67": "Occupational therapy", "68": "Clinical psychologist", "69": "Laboratory", "72": "Pain management", "77": "Blood vessel surgery", "78": "Heart surgery",
		"79": "Addiction medicine", "80": "Social worker", "81": "Critical care", "82": "Blood", "83": "Blood and cancer", "84": "Preventive medicine",
		"89": "Clinical nurse specialist", "90": "Cancer", "91": "Cancer surgery", "92": "Radiation", "93": "Emergency medicine", "94": "Interventional imaging",
		"97": "Physician assistant", "98": "Women's cancer", "99": "Unknown doctors", "C3": "Interventional cardiology", "C6": "Hospital doctors",
	}
}
