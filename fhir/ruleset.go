package fhir

import (
	"math/bits"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ruleSet is a table of rules made ready: a rule is bit i of a set, where i is its place in the table. So the rules that an
// entry could be meant by are found once for each concept, and a claim tries only those of which it has an entry.
type ruleSet struct {
	number int // among the sets, from 0
	rules  []rule
	kinds  []claims.Kind      // of the columns
	at     [placeCount]uint64 // rules that read a place
	coded  uint64             // rules that choose by the system of a code too
	forAll uint64             // rules that hold for any type of claim
	of     map[string]uint64  // rules that hold for a type of claim
	direct uint64             // rules whose place is looked at in any case
}

// ruleSetCount is how many sets there are.
const ruleSetCount = 6

// The sets of rules. All of them are made before the first claim is read, and never change.
var (
	claimSetV2    = newRuleSet(0, claims.Claims, claimRulesV2)
	lineSetV2     = newRuleSet(1, claims.ClaimLines, lineRulesV2)
	claimSetV3    = newRuleSet(2, claims.Claims, claimRulesV3)
	lineSetV3     = newRuleSet(3, claims.ClaimLines, lineRulesV3)
	earlyClaimSet = newRuleSet(4, claims.Claims, earlyClaimRules)
	earlyLineSet  = newRuleSet(5, claims.ClaimLines, earlyLineRules)
	ruleSets      = [ruleSetCount]*ruleSet{claimSetV2, lineSetV2, claimSetV3, lineSetV3, earlyClaimSet, earlyLineSet}
)

// mostRules is how many rules a table may have: one for each bit.
const mostRules = 64

func newRuleSet(number int, table claims.TableID, rules []rule) *ruleSet {
	if len(rules) > mostRules {
		panic("fhir: too many rules in one table")
	}
	s := &ruleSet{number: number, rules: rules, of: map[string]uint64{}}
	for i := range rules {
		r, bit := &rules[i], uint64(1)<<i
		s.kinds = append(s.kinds, claims.TableOf(table).Columns[r.column].Kind)
		s.at[r.from.place] |= bit
		if r.from.coded != "" {
			s.coded |= bit
		}
		if !byEntry(r.from.place) {
			s.direct |= bit
		}
		if r.only == nil {
			s.forAll |= bit
		}
	}
	for _, claimType := range claims.ClaimTypes() {
		for i := range rules {
			if rules[i].isFor(claimType) {
				s.of[claimType] |= 1 << i
			}
		}
	}
	return s
}

// byEntry tells the places whose entries are concepts or extensions that a rule chooses among.
func byEntry(p place) bool {
	switch p {
	case atType, atExtension, atSupport, atPointedSupport, atTotal, atAdjudication, atBalance, atLineAdjudication, atLineExtension,
		atLineRevenue, atLineRevenueExtension, atLineProduct, atLineProductExtension, atLineCategory, atLineLocation,
		atLineLocationExtension, atLineQuantityExtension:
		return true
	}
	return false
}

// all are all rules of the set.
func (s *ruleSet) all() uint64 { return 1<<len(s.rules) - 1 }

// holding are the rules that hold for a type of claim.
func (s *ruleSet) holding(claimType string) uint64 {
	if set, ok := s.of[claimType]; ok {
		return set
	}
	return s.forAll
}

// chosen are the rules of each set that choose an entry.
type chosen struct {
	entry uint64 // by its concept or url
	coded uint64 // by the system of its code
}

// choosing are those among the rules of the set that choose an entry by a concept.
func (s *ruleSet) choosing(c *codeableConcept, among uint64) uint64 {
	if c.known != nil {
		return c.known.chosen[s.number].entry & among
	}
	return s.choosingNew(c, among)
}

func (s *ruleSet) choosingNew(c *codeableConcept, among uint64) (set uint64) {
	for rest := among; rest != 0 && len(c.Coding) > 0; rest &= rest - 1 {
		if s.rules[bits.TrailingZeros64(rest)].from.entry.has(*c) {
			set |= rest & -rest
		}
	}
	return set
}

// choosingCode are those among the rules of the set that choose supporting information by its code.
func (s *ruleSet) choosingCode(c *codeableConcept, among uint64) uint64 {
	if c.known != nil {
		return c.known.chosen[s.number].coded & among
	}
	return s.choosingNewCode(c, among)
}

func (s *ruleSet) choosingNewCode(c *codeableConcept, among uint64) (set uint64) {
	for rest := among & s.coded; rest != 0 && len(c.Coding) > 0; rest &= rest - 1 {
		if (selector{system: s.rules[bits.TrailingZeros64(rest)].from.coded}).has(*c) {
			set |= rest & -rest
		}
	}
	return set
}

// choosingURL are those among the rules of the set that name the url of an extension.
func (s *ruleSet) choosingURL(x *extension, among uint64) uint64 {
	if x.known != nil {
		return x.known.chosen[s.number].entry & among
	}
	return s.choosingNewURL(x.URL, among)
}

func (s *ruleSet) choosingNewURL(url string, among uint64) (set uint64) {
	for rest := among; rest != 0; rest &= rest - 1 {
		if sameURL(url, s.rules[bits.TrailingZeros64(rest)].from.entry.system) {
			set |= rest & -rest
		}
	}
	return set
}

// found is what the rules of a set found so far.
type found struct {
	set   uint64 // rules whose place has an entry for them
	ready uint64 // those of set whose text stands in texts; the others are yet to look for it
	texts [mostRules]string
}

func (f *found) clear() { f.set, f.ready = 0, 0 }

// take keeps a text for those rules that have none yet: the first entry that says something counts.
func (f *found) take(rules uint64, text string) {
	if text == "" {
		return
	}
	for rest := rules &^ f.ready; rest != 0; rest &= rest - 1 {
		f.texts[bits.TrailingZeros64(rest)&(mostRules-1)] = text
	}
	f.set |= rules
	f.ready |= rules
}

// amounts looks through amounts of money, or bare values of entries that count something.
func (f *found) amounts(s *ruleSet, p place, entries []adjudication) {
	rules := s.at[p]
	if rules == 0 {
		return
	}
	for i := range entries {
		a := &entries[i]
		if chosen := s.choosing(&a.Category, rules); chosen != 0 {
			f.take(chosen, a.text())
		}
	}
}

func (f *found) balances(s *ruleSet, balances []benefitBalance) {
	rules := s.at[atBalance]
	if rules == 0 {
		return
	}
	for i := range balances {
		for j := range balances[i].Financial {
			b := &balances[i].Financial[j]
			if chosen := s.choosing(&b.Type, rules); chosen != 0 {
				f.take(chosen, b.text())
			}
		}
	}
}

// support looks through supportingInfo. What a rule takes of an entry depends on the rule.
func (f *found) support(s *ruleSet, infos []supportingInfo) {
	rules := s.at[atSupport] | s.at[atPointedSupport]
	if rules == 0 {
		return
	}
	for i := range infos {
		info := &infos[i]
		chosen := s.choosing(&info.Category, rules) | s.choosingCode(&info.Code, rules)
		f.set |= chosen & s.at[atPointedSupport]
		for rest := chosen & s.at[atSupport] &^ f.ready; rest != 0; rest &= rest - 1 {
			i := bits.TrailingZeros64(rest)
			f.take(1<<i, s.rules[i].from.valueOfSupport(info, s.kinds[i]))
		}
	}
}

// concept notes which rules choose a coding of a concept.
func (f *found) concept(s *ruleSet, p place, c *codeableConcept) {
	if rules := s.at[p]; rules != 0 && len(c.Coding) > 0 {
		f.set |= s.choosing(c, rules)
	}
}

// extensions notes which rules name the url of an extension.
func (f *found) extensions(s *ruleSet, p place, list []extension) {
	rules := s.at[p]
	if rules == 0 {
		return
	}
	for i := range list {
		f.set |= s.choosingURL(&list[i], rules)
	}
}

// claim looks through the places of a claim.
func (f *found) claim(s *ruleSet, e *eob) {
	f.clear()
	f.concept(s, atType, &e.Type)
	f.extensions(s, atExtension, e.Extension)
	f.support(s, e.SupportingInfo)
	f.amounts(s, atTotal, e.Total)
	f.amounts(s, atAdjudication, e.Adjudication)
	f.balances(s, e.BenefitBalance)
}

// line looks through the places of a line.
func (f *found) line(s *ruleSet, it *item) {
	f.clear()
	f.amounts(s, atLineAdjudication, it.Adjudication)
	f.extensions(s, atLineExtension, it.Extension)
	f.concept(s, atLineRevenue, &it.Revenue)
	f.extensions(s, atLineRevenueExtension, it.Revenue.Extension)
	f.concept(s, atLineProduct, &it.ProductOrService)
	f.extensions(s, atLineProductExtension, it.ProductOrService.Extension)
	f.concept(s, atLineCategory, &it.Category)
	f.concept(s, atLineLocation, &it.LocationCodeableConcept)
	f.extensions(s, atLineLocationExtension, it.LocationCodeableConcept.Extension)
	f.extensions(s, atLineQuantityExtension, it.Quantity.Extension)
}

// fill fills the cells of a row from what was found: of the claim, and of the line unless that is nil.
func (s *ruleSet) fill(row claims.Row, e *eob, it *item, holding uint64, ofClaim, ofLine *found) {
	set := s.direct | ofClaim.set
	if ofLine != nil {
		set |= ofLine.set
	}
	for rest := set & holding; rest != 0; rest &= rest - 1 {
		i := bits.TrailingZeros64(rest) & (mostRules - 1)
		r, bit := &s.rules[i], uint64(1)<<i
		if row.Values[r.column].Set {
			continue
		}
		var text string
		switch {
		case ofClaim.ready&bit != 0:
			text = ofClaim.texts[i]
		case ofLine != nil && ofLine.ready&bit != 0:
			text = ofLine.texts[i]
		default:
			text = r.from.find(e, it, s.kinds[i])
		}
		if r.tidy != nil {
			text = r.tidy(text)
		}
		if text != "" {
			row.Values[r.column] = cell(s.kinds[i], text)
		}
	}
}
