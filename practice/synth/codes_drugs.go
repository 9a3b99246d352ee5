package synth

// drug is a Part D medicine: fictitious labeler numbers, believable prices.
type drug struct {
	key   string
	ndc   string
	word  string // short name
	per   Milli  // units for 30 days
	unit  string
	month Cents // total cost for 30 days
	brand bool
}

var drugList = []drug{
	{"lisinopril", "00990101090", "Lisinopril 10 mg", 30000, "UN", 450, false},
	{"amlodipine", "00990102090", "Amlodipine 5 mg", 30000, "UN", 420, false},
	{"metoprolol", "00990103030", "Metoprolol 50 mg", 60000, "UN", 780, false},
	{"hctz", "00990104090", "Hydrochlorothiazide 25 mg", 30000, "UN", 380, false},
	{"atorvastatin", "00990105090", "Atorvastatin 40 mg", 30000, "UN", 690, false},
	{"rosuvastatin", "00990106090", "Rosuvastatin 10 mg", 30000, "UN", 720, false},
	{"metformin", "00990107060", "Metformin 500 mg", 60000, "UN", 520, false},
	{"glipizide", "00990108060", "Glipizide 5 mg", 60000, "UN", 560, false},
	{"semaglutide", "00991109003", "Semaglutide pen", 3000, "ML", 96800, true},
	{"insulin", "00991110010", "Insulin glargine pen", 15000, "ML", 29800, true},
	{"furosemide", "00990111030", "Furosemide 40 mg", 30000, "UN", 410, false},
	{"carvedilol", "00990112060", "Carvedilol 12.5 mg", 60000, "UN", 600, false},
	{"sacubitril", "00991113060", "Sacubitril/valsartan", 60000, "UN", 65400, true},
	{"albuterol", "00990114008", "Albuterol inhaler", 8500, "GR", 3900, false},
	{"tiotropium", "00991115030", "Tiotropium inhaler", 4000, "GR", 52300, true},
	{"calcitriol", "00990116030", "Calcitriol", 30000, "UN", 1900, false},
	{"clopidogrel", "00990117030", "Clopidogrel 75 mg", 30000, "UN", 640, false},
	{"apixaban", "00991118060", "Apixaban 5 mg", 60000, "UN", 59400, true},
	{"diltiazem", "00990119030", "Diltiazem 120 mg", 30000, "UN", 1450, false},
	{"donepezil", "00990120030", "Donepezil 10 mg", 30000, "UN", 580, false},
	{"memantine", "00990121060", "Memantine 10 mg", 60000, "UN", 890, false},
	{"ondansetron", "00990122030", "Ondansetron 4 mg", 20000, "UN", 950, false},
	{"sertraline", "00990123030", "Sertraline 50 mg", 30000, "UN", 530, false},
	{"bupropion", "00990124030", "Bupropion 150 mg", 30000, "UN", 1100, false},
	{"meloxicam", "00990125030", "Meloxicam 15 mg", 30000, "UN", 390, false},
	{"alendronate", "00990126004", "Alendronate 70 mg", 4000, "UN", 610, false},
	{"levothyroxine", "00990127090", "Levothyroxine 75 mcg", 30000, "UN", 850, false},
	{"omeprazole", "00990128030", "Omeprazole 20 mg", 30000, "UN", 620, false},
	{"tamsulosin", "00990129030", "Tamsulosin 0.4 mg", 30000, "UN", 700, false},
	{"latanoprost", "00990130025", "Latanoprost drops", 2500, "ML", 980, false},
	{"gabapentin", "00990131090", "Gabapentin 300 mg", 90000, "UN", 840, false},
	{"amoxicillin", "00990132021", "Amoxicillin 500 mg", 21000, "UN", 510, false},
	{"hydrocodone", "00990133020", "Hydrocodone/acetaminophen", 20000, "UN", 790, false},
	{"lenalidomide", "00991134021", "Lenalidomide 10 mg", 21000, "UN", 1820000, true},
	{"adalimumab", "00991135002", "Adalimumab pen", 2000, "UN", 690000, true},
	{"cream", "00990136060", "Compounded cream", 60000, "GR", 18000, false},
}

// drugs maps keys and NDCs to drugs; filled once, then only read.
type drugs map[string]*drug

func newDrugs() drugs {
	m := make(drugs, 2*len(drugList))
	for i := range drugList {
		m[drugList[i].key] = &drugList[i]
		m[drugList[i].ndc] = &drugList[i]
	}
	return m
}

// supply is durable equipment or supplies.
type supply struct {
	code    string
	mods    []string
	fee     Cents
	units   int
	every   int // days between claims; 0 once
	times   int // most claims in a row
	tos     string
	betos   string
	dx      string
	needs   string // condition key
	chance  float64
	monthly bool
}

var supplies = []supply{
	{"E1390", []string{"RR"}, 9800, 1, 30, 36, "R", "D1C", "Z9981", "copd", 0.35, true},
	{"E0601", []string{"RR"}, 5200, 1, 30, 13, "R", "D1E", "G4733", "", 0.05, true},
	{"A7037", []string{"NU"}, 2600, 1, 90, 20, "S", "D1F", "G4733", "", 0.04, false},
	{"A4253", []string{"KX"}, 830, 6, 90, 20, "S", "D1F", "E119", "diabetes", 0.4, false},
	{"A4239", []string{"KX"}, 26000, 1, 30, 36, "S", "D1F", "E1165", "diabetes", 0.08, true},
	{"K0001", []string{"RR", "KH"}, 5100, 1, 30, 13, "R", "D1D", "R2689", "", 0.03, true},
	{"E0143", []string{"NU"}, 7600, 1, 0, 1, "P", "D1E", "R2689", "", 0.06, false},
	{"E0570", []string{"RR"}, 1100, 1, 30, 13, "R", "D1C", "J449", "copd", 0.15, true},
	{"L1833", []string{"RT"}, 58000, 1, 0, 1, "P", "D1F", "M1711", "arthritis", 0.05, false},
}
