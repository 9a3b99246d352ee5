package synth

// condition is a lasting illness: how common it is, what it is coded as and what it brings with it.
type condition struct {
	key        string
	prevalence float64 // at average health, aged 75
	codes      []string
	drugs      []string // keys of drugs
	specialty  string   // who follows it besides the family doctor
	visits     float64  // extra visits a year
}

var conditions = []condition{
	{"hypertension", 0.56, []string{"I10"}, []string{"lisinopril", "amlodipine", "metoprolol", "hctz"}, "", 0.4},
	{"lipids", 0.47, []string{"E785", "E782", "E7800"}, []string{"atorvastatin", "rosuvastatin"}, "", 0.2},
	{"diabetes", 0.27, []string{"E119", "E1122", "E1165", "E1142"}, []string{"metformin", "glipizide", "semaglutide", "insulin"}, "46", 1.2},
	{"failure", 0.14, []string{"I5022", "I5032", "I509"}, []string{"furosemide", "carvedilol", "sacubitril"}, "06", 2},
	{"copd", 0.13, []string{"J449", "J441"}, []string{"albuterol", "tiotropium"}, "29", 1.4},
	{"kidney", 0.2, []string{"N1830", "N1832", "N184"}, []string{"calcitriol"}, "39", 1.2},
	{"coronary", 0.24, []string{"I2510", "I25119"}, []string{"clopidogrel", "metoprolol"}, "06", 1.5},
	{"fibrillation", 0.1, []string{"I4891", "I480", "I4820"}, []string{"apixaban", "diltiazem"}, "06", 1.5},
	{"dementia", 0.1, []string{"G309", "F0390"}, []string{"donepezil", "memantine"}, "13", 1},
	{"cancer", 0.06, []string{"C3490", "C50919", "C61", "C189"}, []string{"ondansetron"}, "83", 5},
	{"depression", 0.17, []string{"F329", "F331", "F411"}, []string{"sertraline", "bupropion"}, "26", 1.2},
	{"arthritis", 0.32, []string{"M170", "M1711", "M199"}, []string{"meloxicam"}, "20", 0.8},
	{"osteoporosis", 0.08, []string{"M810"}, []string{"alendronate"}, "", 0.3},
	{"thyroid", 0.15, []string{"E039"}, []string{"levothyroxine"}, "", 0.2},
	{"reflux", 0.2, []string{"K219"}, []string{"omeprazole"}, "10", 0.3},
	{"prostate", 0.1, []string{"N401"}, []string{"tamsulosin"}, "34", 0.7},
	{"glaucoma", 0.09, []string{"H401131"}, []string{"latanoprost"}, "18", 1.5},
	{"back", 0.25, []string{"M545", "M48061", "M5136"}, []string{"gabapentin"}, "65", 0.8},
}

// minor are reasons for a visit that pass.
var minor = []string{
	"J069", "J209", "R5383", "R0602", "R109", "M25561", "M25511", "R42", "N390", "L309", "L570", "H6123", "R1031", "R51", "B351",
	"J0190", "K5900", "R6889", "S8001XA", "H524", "R7303",
}

// dxWords are short names of the diagnosis codes.
var dxWords = map[string]string{
	"I10": "Primary hypertension", "E785": "High lipids", "E782": "Mixed high lipids", "E7800": "High cholesterol",
	"E119": "Type 2 diabetes", "E1122": "Type 2 diabetes with kidney disease", "E1165": "Type 2 diabetes with high sugar",
	"E1142": "Type 2 diabetes with nerve disease", "I5022": "Chronic systolic heart failure",
	"I5032": "Chronic diastolic heart failure", "I509": "Heart failure", "J449": "COPD", "J441": "COPD flare",
	"N1830": "Kidney disease stage 3", "N1832": "Kidney disease stage 3b", "N184": "Kidney disease stage 4",
	"N186": "End stage renal disease", "I2510": "Coronary disease", "I25119": "Coronary disease with angina",
	"I4891": "Atrial fibrillation", "I480": "Paroxysmal atrial fibrillation", "I4820": "Chronic atrial fibrillation",
	"G309": "Alzheimer's disease", "F0390": "Dementia", "C3490": "Lung cancer", "C50919": "Breast cancer",
	"C61": "Prostate cancer", "C189": "Colon cancer", "F329": "Depression", "F331": "Recurrent depression", "F411": "Anxiety",
	"M170": "Knee arthritis, both", "M1711": "Knee arthritis, right", "M199": "Osteoarthritis", "M810": "Osteoporosis",
	"E039": "Low thyroid", "K219": "Reflux", "N401": "Enlarged prostate", "H401131": "Glaucoma", "M545": "Low back pain",
	"M48061": "Lumbar stenosis", "M5136": "Lumbar disc disease", "J069": "Common cold", "J209": "Bronchitis", "R5383": "Fatigue",
	"R0602": "Short of breath", "R109": "Belly pain", "M25561": "Right knee pain", "M25511": "Right shoulder pain", "R42": "Dizziness",
	"N390": "Urinary infection", "L309": "Dermatitis", "L570": "Actinic keratosis", "H6123": "Ear wax", "R1031": "Lower belly pain",
	"R51": "Headache", "B351": "Nail fungus", "J0190": "Sinusitis", "K5900": "Constipation", "R6889": "General symptom",
	"S8001XA": "Knee bruise", "H524": "Presbyopia", "R7303": "Prediabetes", "Z0000": "General exam", "Z23": "Vaccination",
	"Z1231": "Breast screening", "Z1211": "Colon screening", "R079": "Chest pain", "R55": "Fainting", "S0990XA": "Head injury",
	"S52501A": "Wrist fracture", "W1830XA": "Fall", "A419": "Sepsis", "J189": "Pneumonia", "I5023": "Acute on chronic systolic failure",
	"I5033": "Acute on chronic diastolic failure", "I214": "Heart attack", "I639": "Stroke", "S72001A": "Hip fracture",
	"N179": "Acute kidney failure", "K922": "GI bleeding", "J9601": "Respiratory failure", "E871": "Low sodium", "D649": "Anemia",
	"E860": "Dehydration", "F332": "Severe depression", "Z96651": "Right knee replaced", "Z7901": "On anticoagulants",
	"Z87891": "Former smoker", "I110": "Hypertensive heart disease with failure", "I130": "Hypertensive heart and kidney disease",
	"Z5111": "Chemotherapy", "H2511": "Cataract", "H353211": "Wet macular degeneration", "Z515": "Palliative care",
	"Z4889": "Aftercare", "Z471": "Aftercare after joint surgery", "R2689": "Trouble walking", "M6281": "Muscle weakness",
	"Z992": "On dialysis", "G4733": "Sleep apnea", "R4182": "Confusion", "K5730": "Diverticulosis", "Z9981": "On oxygen",
}

// pxWords are short names of the procedure codes.
var pxWords = map[string]string{
	"027034Z": "Coronary stent", "4A023N7": "Left heart measurement", "B2111ZZ": "Coronary imaging", "B020ZZZ": "Brain scan",
	"0SR90J9": "Right hip replacement", "0QS604Z": "Femur fixation", "0SRC0J9": "Right knee replacement", "0DJ08ZZ": "Upper GI inspection",
	"5A09357": "Assisted breathing", "5A2204Z": "Heart rhythm restored", "0DTF0ZZ": "Right colon removed",
}
