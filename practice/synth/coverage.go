package synth

import "fmt"

// coverage sets the person's enrollment spans: A and B, for 60 % D, for some months of C, dual status
// for 17 %.
func (p *Population) coverage(d dice, pr *Person) {
	start := pr.Birth.addYears(65).monthStart()
	if pr.Disabled || pr.ESRD {
		start = p.start.addYears(-d.between(1, 8)).monthStart()
	}
	if start > p.end {
		start = p.start.monthStart()
	}
	end := NoDay
	if pr.Death != NoDay {
		end = pr.Death
	}
	dual, code, kind := p.dual(d, pr)
	buyin := "0"
	if dual {
		buyin = pick(d, []string{"C", "B", "B"})
	}
	lateB := start
	if pr.story == "" && d.chance(0.06) {
		lateB = start.addYears(d.between(1, 3))
	}
	pr.Coverage = append(pr.Coverage, CoverageSpan{Part: "A", Start: start, End: end, BuyIn: buyin})
	if lateB <= p.end && (end == NoDay || lateB < end) {
		pr.Coverage = append(pr.Coverage, CoverageSpan{Part: "B", Start: lateB, End: end, BuyIn: buyin})
	}
	if d.chance(0.08) && pr.story == "" {
		p.advantageYears(d, pr, start)
	}
	if d.chance(0.6) || pr.story.needsDrugs() {
		p.partD(d, pr, start, end, dual)
	}
	if dual {
		from := max(start, p.start.addYears(-1).monthStart())
		pr.Coverage = append(pr.Coverage, CoverageSpan{Part: "DUAL", Start: from, End: end, DualCode: code, DualType: kind})
	}
}

func (p *Population) dual(d dice, pr *Person) (is bool, code, kind string) {
	rate := 0.13
	if pr.Disabled {
		rate = 0.5
	}
	if !d.chance(rate) {
		return false, "", ""
	}
	code = pick(d, []string{"02", "02", "02", "04", "08", "01", "03", "06"})
	switch code {
	case "02", "04", "08":
		kind = "F"
	default:
		kind = "P"
	}
	return true, code, kind
}

// advantageYears adds a past year or two in a Medicare Advantage plan.
func (p *Population) advantageYears(d dice, pr *Person, start Day) {
	from := date(p.end.Year()-d.between(1, 2), 1, 1)
	if from < start {
		return
	}
	to := from.addYears(1) - 1
	if pr.Death != NoDay && to > pr.Death {
		return
	}
	if to > p.end {
		return
	}
	pr.Coverage = append(pr.Coverage, advantage(from, to, pr.seed))
}

// advantage is a span in a fictitious Medicare Advantage plan.
func advantage(from, to Day, seed uint64) CoverageSpan {
	n := seed >> 8 % 4
	return CoverageSpan{
		Part: "C", Start: from, End: to, Contract: fmt.Sprintf("H99%02d", 11+n), PBP: fmt.Sprintf("%03d", 1+seed%7),
		Segment: "000", PlanType: "3", PlanName: []string{"Sycamore Advantage (HMO)", "River Plus (PPO)", "Oak Complete (HMO)", "Valley Gold (PPO)"}[n],
	}
}

// partD adds a prescription drug plan; one in five changes it at a new year.
func (p *Population) partD(d dice, pr *Person, start, end Day, dual bool) {
	lis := ""
	if dual || d.chance(0.08) {
		lis = pick(d, []string{"1", "1", "2", "3"})
	}
	plan := func(from, to Day) CoverageSpan {
		n := d.IntN(4)
		return CoverageSpan{
			Part: "D", Start: from, End: to, Contract: fmt.Sprintf("S99%02d", 31+n), PBP: fmt.Sprintf("%03d", d.between(1, 40)),
			Segment: "000", PlanType: "11", LIS: lis, Retiree: d.chance(0.03),
			PlanName: []string{"ClearScript Value (PDP)", "Meadow Rx Basic (PDP)", "Harbor Rx Choice (PDP)", "Linden Rx Saver (PDP)"}[n],
		}
	}
	change := date(p.end.Year()-d.IntN(2), 1, 1)
	if d.chance(0.2) && change > start && change <= p.end && (end == NoDay || change < end) {
		pr.Coverage = append(pr.Coverage, plan(start, change-1), plan(change, end))
		return
	}
	pr.Coverage = append(pr.Coverage, plan(start, end))
}

// in returns the span of a part on a day; nil when not enrolled.
func (pr *Person) in(part string, day Day) *CoverageSpan {
	for i := range pr.Coverage {
		s := &pr.Coverage[i]
		if s.Part == part && s.Start <= day && (s.End == NoDay || day <= s.End) {
			return s
		}
	}
	return nil
}

// feeForService says whether A or B claims can arise on a day: enrolled in B and not in a plan.
func (pr *Person) feeForService(day Day) bool {
	return pr.in("C", day) == nil && pr.in("B", day) != nil
}
