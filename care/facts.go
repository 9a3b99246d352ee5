package care

import (
	"cmp"
	"slices"
)

// Claim is what the definitions need of a claim that counts, or of an early one.
type Claim struct {
	Version, ID     string // as DB.Claim takes them
	Type, TypeCode  string
	From, Thru      string
	Admitted        string // admission_date
	Discharged      string // discharge_date
	BillType        string
	DischargeStatus string
	AdmitType       string
	DRG             string
	Diagnosis       string // main one: its words, else its code
	CCN, NPI        string // of the facility, of medicines the pharmacy
	RenderingNPI    string
	PrescribingNPI  string
	PaidCents       int64
	TotalCents      int64 // submitted_amount, of medicines the total drug cost
	Denied          bool
	Early           bool
	Arrived         string
	Processed       string // weekly_process_date: of two claims alike the later is newer
	Lines           []Line
}

// Line is what the definitions need of a line.
type Line struct {
	Revenue, HCPCS, Place string
	From                  string // service_from
	NDC                   string
	DaysSupply            int
	RenderingNPI          string
	AllowedCents          int64
	HasAllowed            bool
	PaidCents             int64
}

// start is the first day of a hospital's claim.
func (c *Claim) start() string { return cmp.Or(c.Admitted, c.From) }

// end is its last day.
func (c *Claim) end() string { return cmp.Or(c.Discharged, c.Thru) }

// facility is what tells one facility from another.
func (c *Claim) facility() string { return cmp.Or(c.CCN, c.NPI) }

// place names the facility for lists.
func (c *Claim) place() Place { return Place{NPI: c.NPI, CCN: c.CCN} }

func (c *Claim) ref() Ref {
	return Ref{Version: c.Version, ID: c.ID, Arrived: c.Arrived, Early: c.Early}
}

// hasRevenue says whether any line has a revenue code of a set.
func (c *Claim) hasRevenue(set codeSet) bool {
	return slices.ContainsFunc(c.Lines, func(l Line) bool { return set.has(l.Revenue) })
}

// bill says whether the bill type starts with one of two digits.
func (c *Claim) bill(types ...string) bool {
	return len(c.BillType) >= 2 && slices.Contains(types, c.BillType[:2])
}

// Ref is the claim behind something.
type Ref struct {
	Version, ID string
	Arrived     string
	Early       bool
}

// Place is a provider by its numbers.
type Place struct{ NPI, CCN string }

// key tells one place from another.
func (p Place) key() string { return cmp.Or(p.CCN, p.NPI) }

// ordered sorts claims so that nothing hangs on the order in which they were read.
func ordered(list []Claim) []Claim {
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.Thru, b.Thru), cmp.Compare(a.Version, b.Version), cmp.Compare(a.ID, b.ID))
	})
	return sorted
}
