package synth

import (
	"strconv"
	"time"
)

// The fixtures here are claims with every optional field filled, so that the renderer's whole shape
// can be compared with the samples. They need no population.

func v3Doctor() *Provider {
	return &Provider{
		NPI: "2000000014", First: "Ann", Last: `O'Neil "Q"`, TIN: "001200013", Specialty: "11", Taxonomy: "207R00000X",
		State: "OH", FIPS: "39", City: "Dayton", Zip: "45402", CCN: "00024",
	}
}

func v3Facility() *Provider {
	return &Provider{
		NPI: "2000000022", Org: true, Name: "Sycamore Hospital", TIN: "001200026", CCN: "360010", Specialty: "A0",
		Taxonomy: "282N00000X", State: "OH", FIPS: "39", City: "Dayton", Zip: "45402", Pharmacy: "01",
	}
}

func v3Person() *Person {
	return &Person{
		IDV3: "700000001", MergedV3: "700000002", First: "Maria", Middle: "L", Last: "Rivera",
		MBIs: []MBI{
			{Value: "1S00A00AA01", Start: date(2019, 4, 1), End: date(2025, 1, 31)},
			{Value: "1S00A00AA02", Start: date(2025, 2, 1), Known: 2},
		},
		Birth: date(1941, 3, 4), Death: date(2026, 6, 10), DeathKnown: 3, Female: true, Race: 5, Language: "en",
		Line1: "12 Main St", Line2: "Apt 4", City: "Dayton", State: "OH", FIPS: "39", Zip: "45402",
		Disabled: true, StatusCode: "20", OREC: "1", CREC: "1",
		Coverage: []CoverageSpan{
			{Part: "A", Start: date(2015, 1, 1), End: date(2026, 6, 10), BuyIn: "C"},
			{Part: "B", Start: date(2015, 1, 1), End: date(2026, 6, 10), BuyIn: "C"},
			{Part: "C", Start: date(2020, 1, 1), End: date(2020, 12, 31), Contract: "H9911", PBP: "001", PlanType: "3", PlanName: "Oak (HMO)"},
			{Part: "C", Start: date(2022, 1, 1), End: date(2022, 12, 31), Contract: "H9911", PBP: "001", PlanType: "3", PlanName: "Oak (HMO)"},
			{
				Part: "D", Start: date(2015, 1, 1), Contract: "S9931", PBP: "014", Segment: "000", PlanType: "11",
				PlanName: "Meadow (PDP)", LIS: "4", Retiree: true,
			},
			{Part: "DUAL", Start: date(2015, 1, 1), DualCode: "02", DualType: "F"},
		},
	}
}

func v3View(release int) *view {
	return &view{
		person: v3Person(), release: release, end: date(2026, 6, 30), final: true,
		updated: time.Date(2026, 7, 2, 4, 5, 6, 0, time.UTC), created: time.Date(2026, 7, 3, 0, 0, 0, 0, time.UTC),
	}
}

// v3FullClaim returns a claim of a kind and phase with every field the renderer knows.
func v3FullClaim(kind ClaimKind, phase Phase, id int) *Claim {
	day := date(2026, 3, 2)
	c := &Claim{
		Kind: kind, Phase: phase, IDV3: strconv.Itoa(5000000000000 + id), Control: "26061900012345OHA", Prior: "26061900012301OHA",
		From: day, Thru: day + 4, Received: day + 9, Processed: day + 20, Weekly: day + 25, Loaded: day + 26, Effective: day + 25,
		Provider: v3Facility(), Referral: v3Doctor(), Status: "P", PaidStat: "S", Primary: "A",
		Submitted: 120000, Allowed: 90000, Paid: 70000, ToProv: 70000, Deduct: 5000, Coins: 15000, PrimaryPd: 100,
		TypeCode: v3TypeCodes[kind],
	}
	if phase != PhaseFinal {
		c.SSType = strconv.Itoa(int(phase)*1000 + map[ClaimKind]int{Carrier: 700, DME: 800, Outpatient: 13, Inpatient: 11}[kind])
	}
	switch {
	case kind == PDE:
		v3FullDrug(c)
	case kind == PriorAuth:
		v3FullAuthorization(c)
	case kind.Professional():
		v3FullPractice(c)
	default:
		v3FullStay(c)
	}
	return c
}

var v3TypeCodes = map[ClaimKind]string{
	Carrier: "71", Inpatient: "60", Outpatient: "40", SNF: "20", HHA: "10", Hospice: "50", DME: "82", PDE: "1",
}

func v3FullPractice(c *Claim) {
	c.Provider = v3Doctor()
	if c.Kind == DME && c.Phase == PhaseFinal {
		c.Provider = v3Facility()
	}
	c.Pro = &Practice{Contractor: "15202", DenialCode: "1", Trial: "01337", Disposition: "01", Locality: "00"}
	c.Team = []Member{{Performing, v3Doctor()}, {Referring, v3Doctor()}}
	c.Diagnoses = []Diagnosis{{Code: "E1170", Type: DxPrincipal}, {Code: "I10", Type: DxSecondary}}
	assistant := v3Doctor()
	assistant.Specialty = "97"
	c.Team = append(c.Team, Member{Performing, assistant})
	c.Lines = []Line{
		{
			Seq: 1, HCPCS: "99213", Modifiers: []string{"25", "GA"}, From: c.From, Thru: c.From, Units: 1000, POS: "11", TOS: "1",
			Dx: []int{1}, Team: []int{1}, Submitted: 60000, Allowed: 45000, Paid: 35000, Deduct: 2500, Coins: 7500, Prior: 100,
			Process: "A", Hemo: "11.2", HemoType: "R1", Anesth: 4500, Purchase: 900, Screen: 100, RxNumber: "881", Locality: "00",
		},
		{
			Seq: 2, HCPCS: "97110", From: c.From, Thru: c.From + 1, Units: 2000, POS: "11", TOS: "5", Team: []int{3}, Submitted: 60000,
			Allowed: 45000, Paid: 35000, Deduct: 2500, Coins: 7500, Process: "A", NDC: "00409189001", NDCQty: 10000, NDCUnit: "ML",
		},
		{Seq: 3, HCPCS: "K0823", From: c.From, Thru: c.From, Units: 4750, POS: "12", Process: "C", Denied: true, NonCov: 100},
	}
}

func v3FullStay(c *Claim) {
	c.Team = []Member{
		{Attending, v3Doctor()}, {Operating, v3Doctor()}, {Primary, v3Facility()}, {OtherOperating, v3Doctor()}, {Performing, v3Doctor()},
	}
	if c.Phase != PhaseFinal {
		c.Team[0].Provider, c.Provider = v3Facility(), v3Doctor()
	}
	c.Diagnoses = []Diagnosis{
		{Code: "I5023", Type: DxPrincipal, POA: 'Y'}, {Code: "R0602", Type: DxAdmitting}, {Code: "E1122", Type: DxSecondary, POA: 'Y'},
		{Code: "W19XXXA", Type: DxExternal}, {Code: "R0602", Type: DxReason}, {Code: "N183", Type: DxSecondary},
	}
	c.Procedures = []Procedure{{Code: "0SG30AJ", Date: c.From}, {Code: "01NB0ZZ", Date: c.From + 1}}
	c.Inst = &Institution{
		FacilityType: "1", Classification: "1", Frequency: "1", DRG: "291", DRGWeight: 13458, AdmitType: "1", AdmitSource: "1",
		Admitted: c.From, Discharged: c.Thru, Discharge: "06", CoveredDays: 4, CoinsDays: 1, NonPayment: "N", Contractor: "15201",
		ActionCode: "1", QueryCode: "3", PPS: "2", BloodPints: 2, CapTotal: 40000, CapFSP: 35000, CapIME: 5000, OpIME: 9000, OpDSH: 8000,
		Uncompensated: 7000, Outlier: 100, QualFrom: c.From - 9, QualThru: c.From - 4, NonCovFrom: c.Thru, NonCovThru: c.Thru,
		Exhausted: c.Thru, LUPA: true, Referral: "1", Visits: 6, HospicePeriod: 1,
	}
	c.Lines = []Line{
		{
			Seq: 1, Revenue: "0636", HCPCS: "J2270", Modifiers: []string{"JW", "59"}, NDC: "00409189001", NDCQty: 1000000, NDCUnit: "GR",
			From: c.From, Thru: c.From, Units: 3000, Rate: 1500, Team: []int{5}, Submitted: 60000, Allowed: 45000, Paid: 35000,
			Deduct: 2500, Coins: 7500, Status: "K", Reason: "CO45",
		},
		{
			Seq: 2, Revenue: "0450", HCPCS: "99284", From: c.From, Thru: c.From + 1, Units: 1000, Submitted: 60000, Allowed: 45000,
			Paid: 35000, Deduct: 2500, Coins: 7500, Status: "V",
		},
		{Seq: 3, Revenue: "0023", HIPPS: "1AA11", From: c.From, Thru: c.From, Units: 0, Modifiers: []string{"99"}},
		{Seq: 4, Revenue: "0001", From: c.From, Thru: c.From, Submitted: 120000, Modifiers: []string{"99"}},
	}
}

func v3FullDrug(c *Claim) {
	c.Thru = c.From
	c.Team = []Member{{Prescribing, v3Doctor()}}
	c.Rx = &Rx{
		NDC: "00071015523", Compound: true, Parts: []string{"00338004904", "00071015523"}, Quantity: 60000, Unit: "ML", Days: 30, Fill: 1,
		Authorized: 5, Number: "900001", DAW: "0", Generic: true, Coverage: "C", Dispensing: "P", Origin: "3", Residence: "01",
		Catastrophic: "C", Clarify: "22", Contract: "S9931", PBP: "014", PlanName: "Meadow (PDP)", OutOfNetwork: true, PaidOn: c.From + 5,
		PlanPaid: 4550, PatientPaid: 1000, LowIncome: 100, Below: 5550, Total: 5550, OtherTrOOP: 25,
	}
	if c.IDV3[len(c.IDV3)-1]%2 == 0 {
		c.Provider = v3Doctor()
	}
}

func v3FullAuthorization(c *Claim) {
	c.Team = []Member{{Referring, v3Doctor()}, {Attending, v3Doctor()}, {Operating, v3Doctor()}, {Performing, v3Doctor()}}
	c.Auth = &Authorization{
		UUID: "5c000000-0000-4000-8000-0000000000" + c.IDV3[len(c.IDV3)-2:], Tracking: "ALA00000047747", ICN: "81830352987564", TypeCode: "A",
		BillType: "32X", RefStart: c.From, RefEnd: c.From + 365, Added: c.From - 10,
		Items: []AuthItem{{HCPCS: "G0299", Decision: "A", Count: 6, Reviews: 17}, {HCPCS: "G0300", Modifier: "RR", Decision: "N", Count: 2}},
	}
}
