package synth

// stayKind is a reason for an inpatient stay.
type stayKind struct {
	key        string
	weight     int    // how common
	needs      string // condition key that makes it likely, "" anybody
	drg        []string
	relative   []int // DRG weight in ten-thousandths, per drg
	dx         string
	admitting  string
	procedures []string
	days       int // mean length
	elective   bool
	external   string  // external cause
	post       float64 // chance of going on to nursing or home health
	deadly     float64
}

var stayKinds = []stayKind{
	{"sepsis", 12, "", []string{"871", "872"}, []int{19826, 10299}, "A419", "R6889", nil, 6, false, "", 0.45, 0.12},
	{"failure", 11, "failure", []string{"291", "292"}, []int{12683, 8804}, "I5023", "R0602", nil, 5, false, "", 0.35, 0.04},
	{"pneumonia", 8, "", []string{"193", "194"}, []int{13266, 8639}, "J189", "R0602", nil, 5, false, "", 0.35, 0.05},
	{"copd", 8, "copd", []string{"190", "191"}, []int{11251, 8719}, "J441", "R0602", nil, 4, false, "", 0.25, 0.02},
	{"kidney", 6, "kidney", []string{"682", "683"}, []int{14800, 8897}, "N179", "E860", nil, 4, false, "", 0.3, 0.03},
	{"attack", 5, "coronary", []string{"321", "322"}, []int{29861, 19414}, "I214", "R079", []string{"027034Z", "4A023N7", "B2111ZZ"}, 3, false, "", 0.15, 0.04},
	{"stroke", 5, "", []string{"064", "065"}, []int{18424, 10107}, "I639", "R4182", []string{"B020ZZZ"}, 5, false, "", 0.6, 0.06},
	{"hip", 5, "", []string{"481", "482"}, []int{21050, 16489}, "S72001A", "S72001A", []string{"0SR90J9", "0QS604Z"}, 5, false, "W1830XA", 0.85, 0.03},
	{"knee", 6, "arthritis", []string{"470"}, []int{19003}, "M1711", "M1711", []string{"0SRC0J9"}, 2, true, "", 0.5, 0.002},
	{"bleeding", 5, "", []string{"377", "378"}, []int{18016, 9978}, "K922", "K922", []string{"0DJ08ZZ"}, 4, false, "", 0.2, 0.03},
	{"breath", 4, "copd", []string{"189"}, []int{12157}, "J9601", "R0602", []string{"5A09357"}, 5, false, "", 0.3, 0.1},
	{"rhythm", 4, "fibrillation", []string{"308", "309"}, []int{12008, 7588}, "I4891", "R079", []string{"5A2204Z"}, 3, false, "", 0.1, 0.01},
	{"urinary", 4, "", []string{"689", "690"}, []int{11158, 7946}, "N390", "R4182", nil, 4, false, "", 0.3, 0.02},
	{"fluid", 3, "", []string{"640", "641"}, []int{12224, 7743}, "E871", "E860", nil, 3, false, "", 0.2, 0.02},
	{"colon", 2, "cancer", []string{"330", "331"}, []int{25567, 16776}, "C189", "C189", []string{"0DTF0ZZ"}, 6, true, "", 0.25, 0.02},
}

// revenueDay is a revenue centre of a stay with its charge.
type revenueDay struct {
	code   string
	charge Cents
	daily  bool
}

var stayRevenue = []revenueDay{
	{"0120", 210000, true}, {"0250", 42000, true}, {"0258", 16000, true}, {"0270", 30000, false}, {"0300", 38000, true},
	{"0301", 29000, true}, {"0305", 12000, true}, {"0306", 9000, false}, {"0320", 42000, false}, {"0350", 210000, false},
	{"0402", 63000, false}, {"0410", 24000, false}, {"0420", 18000, false}, {"0424", 31000, false}, {"0430", 17000, false},
	{"0460", 15000, false}, {"0480", 140000, false}, {"0636", 27000, true}, {"0710", 60000, false}, {"0730", 21000, false},
	{"0981", 60000, false},
}
