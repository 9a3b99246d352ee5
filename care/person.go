package care

import "cmp"

// Person is what one person's claims come to.
type Person struct {
	Stays      []Stay // of all kinds of hospitals, oldest first
	Episodes   []Episode
	ED         []EDVisit
	Visits     []Visit
	Nursing    []Spell
	HomeHealth []Spell
	Hospice    []Spell
	Drugs      []NewDrug
	Claims     int
	FirstClaim string // first and last day of service
	LastClaim  string
	Wellness   string // the last wellness visit, wherever it was billed
	// DiedInCare is the claim that says that the person died in care, and the day; empty without one.
	DiedInCare Ref
	DiedOn     string
	DiedAt     Place
}

// leastDrugCents bounds from below what a new medicine must cost to be kept at all: the least that the setting allows.
const leastDrugCents = 250_00

// Of works out what claims come to; early ones among them count as the others do.
func Of(list []Claim) *Person {
	list = ordered(list)
	p := &Person{Claims: len(list)}
	for i := range list {
		p.note(&list[i])
	}
	p.Stays = stays(list)
	p.Visits = visits(list)
	p.Episodes = episodes(p.Stays)
	for i := range p.Episodes {
		if p.Episodes[i].HomeAgain() || p.Episodes[i].Alive() {
			p.Episodes[i].findVisit(p.Visits)
		}
	}
	p.ED = edVisits(list, p.Stays)
	p.Nursing = nursingSpells(list, p.Stays)
	p.HomeHealth = homeHealthSpells(list, p.Stays)
	p.Hospice = hospiceSpells(list, p.Stays)
	p.Drugs = newDrugs(list, p.FirstClaim, leastDrugCents)
	return p
}

// note keeps what hangs on no other claim.
func (p *Person) note(c *Claim) {
	if c.From != "" && (p.FirstClaim == "" || c.From < p.FirstClaim) {
		p.FirstClaim = c.From
	}
	p.LastClaim = max(p.LastClaim, c.Thru)
	for _, l := range c.Lines {
		if !c.Denied && wellnessCodes.has(l.HCPCS) {
			p.Wellness = max(p.Wellness, cmp.Or(l.From, c.From))
		}
	}
	if !diedStatuses.has(c.DischargeStatus) || c.Denied {
		return
	}
	if day := c.end(); p.DiedOn == "" || day > p.DiedOn {
		p.DiedInCare, p.DiedOn, p.DiedAt = c.ref(), day, c.place()
	}
}
