package codes

// specialties are those of CLM-PRVDR-SPCLTY-CD: doctors, other professionals, suppliers and facilities.
var specialties = map[string]string{
	"01": "General practice", "02": "General surgery", "03": "Allergy", "04": "Ear, nose and throat", "05": "Anesthesia", "06": "Cardiology", "07": "Skin",
	"08": "Family practice", "09": "Pain medicine", "10": "Stomach and bowel", "11": "Internal medicine", "12": "Osteopathic treatment", "13": "Neurology", "14": "Neurosurgery",
	"15": "Speech therapy", "16": "Women's health", "17": "Hospice doctors", "18": "Eyes", "19": "Oral surgery", "20": "Bones and joints", "21": "Heart rhythm", "22": "Pathology",
	"23": "Sports medicine", "24": "Plastic surgery", "25": "Rehabilitation doctors", "26": "Psychiatry", "27": "Psychiatry of old age", "28": "Colon surgery", "29": "Lungs",
	"30": "Imaging", "31": "Heart rehabilitation", "32": "Anesthesia assistant", "33": "Chest surgery", "34": "Urology", "35": "Chiropractor", "36": "Nuclear medicine",
	"37": "Children", "38": "Geriatrics", "39": "Kidneys", "40": "Hand surgery", "41": "Optometry", "42": "Nurse midwife", "43": "Nurse anesthesia", "44": "Infections",
	"45": "Breast imaging center", "46": "Hormones and diabetes", "47": "Testing center", "48": "Podiatry", "49": "Surgery center", "50": "Nurse practitioner",
	"51": "Brace supplier", "52": "Artificial limb supplier", "53": "Brace and limb supplier", "54": "Medical supplier", "55": "Brace maker", "56": "Artificial limb maker",
	"57": "Brace and limb maker", "58": "Supplier with pharmacist", "59": "Ambulance", "60": "Public health agency", "61": "Charity", "62": "Psychologist",
	"63": "Mobile X-ray", "64": "Hearing", "65": "Physical therapy", "66": "Rheumatology", "67": "Occupational therapy", "68": "Clinical psychologist", "69": "Laboratory",
	"70": "Clinic or group", "71": "Nutrition", "72": "Pain management", "73": "Vaccination program", "74": "Radiation center", "75": "Slide laboratory",
	"76": "Blood vessels", "77": "Blood vessel surgery", "78": "Heart surgery", "79": "Addiction medicine", "80": "Social worker", "81": "Critical care", "82": "Blood",
	"83": "Blood and cancer", "84": "Preventive medicine", "85": "Jaw surgery", "86": "Neuropsychiatry", "87": "Other supplier", "88": "Unknown provider",
	"89": "Clinical nurse specialist", "90": "Cancer", "91": "Cancer surgery", "92": "Radiation", "93": "Emergency medicine", "94": "Interventional imaging",
	"95": "Unknown supplier", "96": "Optician", "97": "Physician assistant", "98": "Women's cancer", "99": "Unknown doctors",
	"A0": "Hospital", "A1": "Skilled nursing facility", "A2": "Nursing facility", "A3": "Nursing facility", "A4": "Home health agency", "A5": "Pharmacy",
	"A6": "Supplier with breathing therapist", "A7": "Department store", "A8": "Grocery store", "A9": "Indian Health Service", "B1": "Oxygen supplier", "B2": "Shoe fitter",
	"B3": "Shoe supplier", "B4": "Rehabilitation agency", "B5": "Artificial eyes", "C0": "Sleep medicine", "C1": "Vaccination program", "C2": "Indirect payment",
	"C3": "Interventional cardiology", "C4": "Program partner", "C5": "Dentist", "C6": "Hospital doctors", "C7": "Heart failure and transplant", "C8": "Poison medicine",
	"C9": "Stem cell transplant", "D1": "Diabetes prevention program", "D2": "Restricted", "D3": "Genetics", "D4": "Pressure chamber medicine", "D5": "Opioid treatment",
	"D6": "Home infusion", "D7": "Skin cancer surgery", "D8": "Heart defects of adults", "E1": "Family therapist", "E2": "Mental health counselor", "E3": "Dental anesthesia",
	"E4": "Dental public health", "E5": "Root canal dentist", "E6": "Oral pathology", "E7": "Oral imaging", "E9": "Oral medicine", "F1": "Face pain", "F2": "Orthodontics",
	"F3": "Children's dentist", "F4": "Gum dentist", "F5": "Denture dentist", "F6": "Epilepsy", "Z1": "Hospital department", "Z2": "Health plan", "Z3": "Medicare health plan",
	"Z4": "Medical school practice", "Z5": "Care group",
}
