package story

import (
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// MonthPaid is what base claims of a month of service come to: paid by Medicare, without medicines.
type MonthPaid struct {
	Month  string // YYYY-MM
	Cents  int64
	Claims int
}

// Paid adds base claims up by month of the last day of service, as every figure does, for the months up to one, oldest first.
func Paid(p *claims.PersonStory, last string, months int) []MonthPaid {
	end, err := time.Parse("2006-01", last)
	if err != nil {
		return nil
	}
	list := make([]MonthPaid, months)
	places := map[string]int{}
	for i := range list {
		list[i].Month = end.AddDate(0, i+1-months, 0).Format("2006-01")
		places[list[i].Month] = i
	}
	for i := range p.Claims {
		c := &p.Claims[i]
		if len(c.ThruDate) < len("2006-01") || !c.Base {
			continue
		}
		at, ok := places[c.ThruDate[:len("2006-01")]]
		if !ok {
			continue
		}
		list[at].Claims++
		if c.PaidCents != nil && c.ClaimType != claims.PDE {
			list[at].Cents += *c.PaidCents
		}
	}
	return list
}

// Supply is a time for which a person had a medicine: fills with no gap of more than a month between them.
type Supply struct {
	Product  string // first nine digits of the drug code
	Code     string // drug code of the latest fill
	From, To string // To is the day on which the last fill runs out
	Fills    int
	Claim    claims.ClaimID // the latest fill
}

const (
	// usualSupply is how many days a fill lasts that does not say.
	usualSupply = 30
	// supplyGap is the longest pause within one supply.
	supplyGap = 30
)

// Supplies are the times for which a person had medicines, by medicine, oldest first within each.
func Supplies(p *claims.PersonStory) map[string][]Supply {
	list := map[string][]Supply{}
	for i := len(p.Claims) - 1; i >= 0; i-- {
		c := &p.Claims[i]
		day := firstOf(c.FromDate, c.ThruDate)
		if c.ClaimType != claims.PDE || !c.Base || c.Denied || c.DrugCode == "" || day == "" {
			continue
		}
		days := c.DaysSupply
		if days <= 0 {
			days = usualSupply
		}
		product, end := Product(c.DrugCode), addDays(day, days)
		of := list[product]
		if n := len(of); n > 0 && daysBetween(of[n-1].To, day) <= supplyGap {
			of[n-1].To, of[n-1].Code, of[n-1].Claim = max(of[n-1].To, end), c.DrugCode, c.ID()
			of[n-1].Fills++
			continue
		}
		list[product] = append(of, Supply{Product: product, Code: c.DrugCode, From: day, To: end, Fills: 1, Claim: c.ID()})
	}
	return list
}

// YearsDiagnoses counts the main diagnoses of base claims in the twelve months up to a day, the most frequent first, each once a day.
func YearsDiagnoses(p *claims.PersonStory, asOf string, most int) []DiagnosisCount {
	since := addDays(asOf, -daysOfYear)
	counts := map[string]*DiagnosisCount{}
	seen := map[[2]string]bool{}
	for i := range p.Claims {
		c := &p.Claims[i]
		day := firstOf(c.ThruDate, c.FromDate)
		if !c.Base || c.Denied || c.PrincipalDx == "" || day <= since || day > asOf {
			continue
		}
		one := counts[c.PrincipalDx]
		if one == nil {
			one = &DiagnosisCount{Code: c.PrincipalDx, Claim: c.ID(), Last: day}
			counts[c.PrincipalDx] = one
		}
		if one.Words == "" {
			one.Words = c.DxDisplay
		}
		if key := [2]string{c.PrincipalDx, day}; !seen[key] {
			seen[key] = true
			one.Days++
		}
	}
	return topDiagnoses(counts, most)
}

const daysOfYear = 365
