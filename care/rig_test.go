package care_test

import (
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// Facilities of these tests: acute hospitals, and a rehabilitation hospital.
const (
	miamiValley = "360051"
	kettering   = "360079"
	critical    = "361301"
	rehab       = "363025"
)

type change func(*care.Claim)

// made makes a claim of one kind from a day to another.
func made(claimType, from, thru string, changes ...change) care.Claim {
	c := care.Claim{Version: claims.V3, ID: fmt.Sprint(claimType, "-", from, "-", thru), Type: claimType, From: from, Thru: thru, Arrived: "2026-08-06T10:00:00.000000Z"}
	for _, ch := range changes {
		ch(&c)
	}
	return c
}

// hospital is the bill of a stay that ended at home.
func hospital(ccn, from, thru string, changes ...change) care.Claim {
	return made(claims.Inpatient, from, thru, append([]change{at(ccn), bill("111"), left("01")}, changes...)...)
}

// doctor is a doctor's bill with one line.
func doctor(day, hcpcs string, changes ...change) care.Claim {
	return made(claims.Carrier, day, day, append([]change{line(care.Line{HCPCS: hcpcs, Place: "11", RenderingNPI: "1003000126"})}, changes...)...)
}

// outpatient is a hospital's bill with a line of a revenue code.
func outpatient(ccn, day, revenue string, changes ...change) care.Claim {
	return made(claims.Outpatient, day, day, append([]change{at(ccn), bill("131"), left("01"), line(care.Line{Revenue: revenue})}, changes...)...)
}

// fill is a medicine from a pharmacy.
func fill(day, ndc string, days int, cents int64) care.Claim {
	return made(claims.PDE, day, day, func(c *care.Claim) { c.TotalCents, c.ID = cents, c.ID+ndc }, line(care.Line{NDC: ndc, DaysSupply: days}))
}

func at(ccn string) change         { return func(c *care.Claim) { c.CCN, c.ID = ccn, c.ID+"-"+ccn } }
func bill(billType string) change  { return func(c *care.Claim) { c.BillType = billType } }
func left(status string) change    { return func(c *care.Claim) { c.DischargeStatus = status } }
func line(l care.Line) change      { return func(c *care.Claim) { c.Lines = append(c.Lines, l) } }
func arrived(moment string) change { return func(c *care.Claim) { c.Arrived = moment } }
func admitted(day string) change   { return func(c *care.Claim) { c.Admitted = day } }
func typeCode(code string) change  { return func(c *care.Claim) { c.TypeCode = code } }
func admitType(code string) change { return func(c *care.Claim) { c.AdmitType = code } }
func drg(code string) change       { return func(c *care.Claim) { c.DRG = code } }
func denied(c *care.Claim)         { c.Denied = true }
func early(c *care.Claim)          { c.Early, c.ID = true, c.ID+"-early" }

// eventsOf lists the events of a list.
func eventsOf(list claims.EventList, all []care.Event) (found []care.Event) {
	for _, e := range all {
		if e.List == list {
			found = append(found, e)
		}
	}
	return found
}

// print shows days, places and values of events, one a line, as a list on a day shows them.
func print(list claims.EventList, all []care.Event, asOf string) string {
	var lines []string
	for _, e := range eventsOf(list, all) {
		shown := claims.Event{List: list, Happened: e.Happened, Values: e.Values}
		care.Complete(&shown, asOf, 14)
		parts := []string{e.Happened}
		for i, c := range claims.EventColumns(list) {
			text := shown.Values[i].Format(c.Kind)
			if places := care.PlacesOf(shown.Values[i]); places != nil {
				text = ""
				for _, p := range places {
					text += p.CCN + p.NPI + " "
				}
				text = strings.TrimSpace(text)
			}
			if text != "" {
				parts = append(parts, c.Name+"="+text)
			}
		}
		if e.Apart {
			parts = append(parts, "(apart)")
		}
		if e.Early {
			parts = append(parts, "(early)")
		}
		lines = append(lines, strings.Join(parts, " "))
	}
	return strings.Join(lines, "\n")
}
