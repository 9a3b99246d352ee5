package synth

import (
	"fmt"
	"strconv"
)

// pool is the fictitious providers of the two states; it is built once per population and read only.
type pool struct {
	acute     []*Provider // short-term hospitals
	critical  []*Provider // critical access hospitals
	longTerm  []*Provider // long-term care hospitals
	rehab     []*Provider
	psych     []*Provider
	nursing   []*Provider
	homeCare  []*Provider
	hospice   []*Provider
	dialysis  []*Provider
	clinics   []*Provider // federally qualified and rural clinics
	labs      []*Provider
	suppliers []*Provider
	pharmacy  []*Provider
	ambulance []*Provider
	groups    map[string][]*Provider // group practices by specialty
	doctors   map[string][]*Provider // practitioners by specialty
	services  services
	drugs     drugs
	serial    int
	d         dice
}

// newPool makes the providers for a population of the given size.
func newPool(seed uint64, people int) *pool {
	p := &pool{groups: map[string][]*Provider{}, doctors: map[string][]*Provider{}, d: newDice(seed, streamPool, 0),
		services: newServices(), drugs: newDrugs()}
	scale := 1 + people/4000
	p.acute = p.facilities(6*scale, "Hospital", 10, "282N00000X")
	p.critical = p.facilities(2*scale, "Community Hospital", 1301, "282NC0060X")
	p.longTerm = p.facilities(scale, "Long-Term Hospital", 2005, "282E00000X")
	p.rehab = p.facilities(2*scale, "Rehabilitation Hospital", 3026, "283X00000X")
	p.psych = p.facilities(scale, "Behavioral Hospital", 4011, "283Q00000X")
	p.nursing = p.facilities(7*scale, "Care Center", 5101, "314000000X")
	p.homeCare = p.facilities(4*scale, "Home Health", 7101, "251E00000X")
	p.hospice = p.facilities(3*scale, "Hospice", 1521, "251G00000X")
	p.dialysis = p.facilities(2*scale, "Kidney Center", 2521, "261QE0700X")
	p.clinics = append(p.facilities(2*scale, "Health Center", 1811, "261QF0400X"),
		p.facilities(scale, "Rural Clinic", 3811, "261QR1300X")...)
	for i := range p.acute {
		p.acute[i].Teaching = i%3 == 0
	}
	p.labs = p.companies(3*scale, "Laboratory", "69", "291U00000X", "Clinical Medical Laboratory")
	p.suppliers = p.companies(4*scale, "Medical Supply", "54", "332B00000X", "Durable Medical Equipment Supplier")
	p.pharmacy = p.companies(8*scale, "Pharmacy", "A5", "3336C0003X", "Community/Retail Pharmacy")
	p.ambulance = p.companies(2*scale, "Ambulance", "59", "341600000X", "Ambulance")
	for i, lab := range p.labs {
		lab.CLIA = fmt.Sprintf("36D09%05d", 101+i)
	}
	for i, ph := range p.pharmacy {
		ph.Pharmacy = []string{"01", "01", "01", "06", "01", "05", "01", "08"}[i%8]
	}
	for _, s := range specialties {
		for range s.groups * scale {
			p.groups[s.code] = append(p.groups[s.code], p.group(s))
		}
		for range s.doctors * scale {
			p.doctors[s.code] = append(p.doctors[s.code], p.doctor(s))
		}
	}
	return p
}

// npi returns a number in the range that starts with 2, which is not issued, with its check digit
// (Luhn over 80840 + number, 45 CFR 162.406).
func (p *pool) npi() string {
	p.serial++
	body := strconv.Itoa(200000000 + int(uint64(p.serial)*7368787%99999989))
	return body + string(rune('0'+luhn("80840"+body)))
}

// luhn returns the check digit that makes digits followed by it valid.
func luhn(digits string) int {
	sum, double := 0, true
	for i := len(digits) - 1; i >= 0; i-- {
		v := int(digits[i] - '0')
		if double {
			v *= 2
			if v > 9 {
				v -= 9
			}
		}
		sum += v
		double = !double
	}
	return (10 - sum%10) % 10
}

// tin returns a tax number of the prefix 00, which is not issued.
func (p *pool) tin() string { return fmt.Sprintf("00%07d", 1200000+p.serial*13%8000000) }

func (p *pool) org(name string) *Provider {
	c := pick(p.d, cities)
	pr := &Provider{NPI: p.npi(), Org: true, City: c.name, State: c.state, FIPS: c.fips, Zip: c.zip}
	pr.TIN = p.tin()
	pr.Name = pick(p.d, orgNames) + " " + name
	return pr
}

func (p *pool) facilities(n int, name string, ccn int, taxonomy string) []*Provider {
	out := make([]*Provider, n)
	for i := range out {
		pr := p.org(name)
		pr.CCN = fmt.Sprintf("%s%04d", ccnState[pr.State], ccn+i*3)
		pr.Taxonomy, pr.TaxText = taxonomy, name
		pr.Specialty = "A0"
		out[i] = pr
	}
	return out
}

func (p *pool) companies(n int, name, specialty, taxonomy, words string) []*Provider {
	out := make([]*Provider, n)
	for i := range out {
		out[i] = p.org(name)
		out[i].Specialty, out[i].Taxonomy, out[i].TaxText = specialty, taxonomy, words
	}
	return out
}

func (p *pool) group(s specialty) *Provider {
	pr := p.org(s.word)
	pr.Specialty, pr.Taxonomy, pr.TaxText = s.code, s.taxonomy, s.words
	return pr
}

func (p *pool) doctor(s specialty) *Provider {
	pr := p.org("")
	pr.Org, pr.Name = false, ""
	pr.First, pr.Last = pick(p.d, firstNames(p.d.chance(0.45))), pick(p.d, lastNames)
	pr.Specialty, pr.Taxonomy, pr.TaxText = s.code, s.taxonomy, s.words
	return pr
}

// specialty is one CMS specialty and its provider taxonomy.
type specialty struct {
	code, taxonomy, words, word string
	groups, doctors             int
}

var specialties = []specialty{
	{"08", "207Q00000X", "Family Medicine Physician", "Family Practice", 4, 12},
	{"11", "207R00000X", "Internal Medicine Physician", "Internal Medicine", 4, 12},
	{"50", "363L00000X", "Nurse Practitioner", "Primary Care", 2, 8},
	{"06", "207RC0000X", "Cardiovascular Disease Physician", "Heart Group", 3, 8},
	{"93", "207P00000X", "Emergency Medicine Physician", "Emergency Physicians", 2, 8},
	{"30", "2085R0202X", "Diagnostic Radiology Physician", "Imaging", 2, 6},
	{"05", "207L00000X", "Anesthesiology Physician", "Anesthesia", 2, 5},
	{"20", "207X00000X", "Orthopaedic Surgery Physician", "Orthopedics", 2, 5},
	{"02", "208600000X", "Surgery Physician", "Surgical Associates", 2, 5},
	{"18", "207W00000X", "Ophthalmology Physician", "Eye Center", 2, 4},
	{"07", "207N00000X", "Dermatology Physician", "Dermatology", 2, 3},
	{"10", "207RG0100X", "Gastroenterology Physician", "Digestive Care", 2, 4},
	{"13", "2084N0400X", "Neurology Physician", "Neurology", 1, 3},
	{"26", "2084P0800X", "Psychiatry Physician", "Behavioral Care", 1, 3},
	{"29", "207RP1001X", "Pulmonary Disease Physician", "Lung Clinic", 1, 3},
	{"34", "208800000X", "Urology Physician", "Urology", 1, 3},
	{"39", "207RN0300X", "Nephrology Physician", "Nephrology", 1, 3},
	{"46", "207RE0101X", "Endocrinology Physician", "Endocrine Clinic", 1, 2},
	{"83", "207RH0003X", "Hematology & Oncology Physician", "Cancer Care", 1, 4},
	{"48", "213E00000X", "Podiatrist", "Foot Care", 1, 3},
	{"65", "225100000X", "Physical Therapist", "Physical Therapy", 2, 4},
	{"41", "152W00000X", "Optometrist", "Vision", 1, 3},
	{"35", "111N00000X", "Chiropractor", "Chiropractic", 1, 2},
	{"C6", "208M00000X", "Hospitalist Physician", "Hospitalists", 2, 6},
}
