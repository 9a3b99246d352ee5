package synth

// modify sets what belongs to particular codes: modifiers, units, test results, drug numbers.
func (b *builder) modify(l *Line) {
	if modifier := modified[l.HCPCS]; modifier != "" {
		l.Modifiers = []string{modifier}
	}
	switch l.HCPCS {
	case "99213", "99214", "99215":
		b.modifyVisit(l)
	case "71046", "74177", "72148", "70450", "73562", "77080", "93306":
		b.modifyImage(l)
	case "97110", "97140":
		l.multiply(b.between(1, 3))
	case "A0425":
		l.multiply(b.between(2, 22))
	case "85018":
		l.Hemo, l.HemoType = pick(b.dice, []string{"9.8", "10.4", "11.2", "12.1", "13.5"}), "R1"
	case "00142", "00811", "01402":
		l.Anesth = Milli(b.between(8, 30)) * 100
	case "67028", "20610", "66984":
		l.Modifiers = []string{b.side()}
	}
	if drug := injected[l.HCPCS]; drug.code != "" {
		l.NDC, l.NDCQty, l.NDCUnit = drug.code, drug.quantity, drug.unit
		l.Units = drug.units
	}
}

// modified maps the codes that always carry one and the same modifier to it: therapy under a plan
// (GP), a waived test (QW), anaesthesia without a physician (QZ), an ambulance from home to hospital
// (RH), foot care (Q8), active chiropractic treatment (AT).
var modified = map[string]string{
	"97110": "GP", "97140": "GP", "85018": "QW", "00142": "QZ", "00811": "QZ", "01402": "QZ",
	"A0425": "RH", "A0427": "RH", "A0429": "RH", "11721": "Q8", "98941": "AT",
}

// modifyVisit marks some office visits as separate from a procedure (25) and all telehealth ones (95).
func (b *builder) modifyVisit(l *Line) {
	if b.chance(0.12) {
		l.Modifiers = []string{"25"}
	}
	if l.POS == "10" {
		l.Modifiers = append(l.Modifiers, "95")
	}
}

// modifyImage marks what is read outside the office as the professional component (26); a knee has a side.
func (b *builder) modifyImage(l *Line) {
	if l.POS != "11" {
		l.Modifiers = []string{"26"}
	}
	if l.HCPCS == "73562" {
		l.Modifiers = append(l.Modifiers, b.side())
	}
}

// side draws the modifier of the left or the right side.
func (b *builder) side() string { return pick(b.dice, []string{"LT", "RT"}) }

// multiply makes the line one of n units, at n times the fee.
func (l *Line) multiply(n int) {
	l.Units = Milli(n) * 1000
	l.Allowed = l.Allowed * Cents(l.Units) / 1000
}

// injection is the drug package behind a HCPCS drug code.
type injection struct {
	code     string
	quantity Milli
	unit     string
	units    Milli
}

// injected maps HCPCS drug codes to the packages given.
var injected = map[string]injection{
	"J9271": {"00992201004", 8000, "ML", 200000}, "J0178": {"00992202001", 50, "ML", 2000}, "J0897": {"00992203001", 1000, "ML", 60000},
	"J2323": {"00992204015", 15000, "ML", 300000}, "J1885": {"00992205025", 1000, "ML", 4000}, "J2405": {"00992206002", 2000, "ML", 4000},
	"90662": {"00992207010", 700, "ML", 1000},
}
