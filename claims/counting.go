package claims

// Apart is what sets a claim apart from those that simply count (docs/reference/contract.md 3): a set of marks. None is a base claim
// without anything odd.
type Apart uint16

// Marks of claims. The first six keep a claim from being a base claim; of several the lowest is the reason that is told.
const (
	ApartReplaced  Apart = 1 << iota // a version that does not stand
	ApartPriorAuth                   // a request, which is no claim
	ApartEarly                       // not fully processed
	ApartUnknown                     // of a type that we do not know
	ApartAdvantage                   // a record of Medicare Advantage
	ApartCredit                      // a void or a credit
	ApartStale                       // early, and CMS dropped it without a final version
	ApartDebit                       // an adjustment that asks for money: counted as sent
	ApartDuplicate                   // perhaps the same as another: counted as sent
	ApartDenied                      // Medicare refused to pay
)

// Sets of marks: what keeps a claim from being a base claim, and what can be shown but is never added up.
const (
	apartOut  = ApartReplaced | ApartPriorAuth | ApartEarly | ApartUnknown | ApartAdvantage | ApartCredit
	apartRows = ApartReplaced | ApartCredit
)

// Counting is the switches of a page that change what it counts (docs/reference/screens.md 1.5). The zero value is base claims.
type Counting struct {
	Early     bool // early claims count, but for stale ones
	Advantage bool // records of Medicare Advantage count
	Replaced  bool // replaced versions and credits show as rows; no sum counts them
	NoDebits  bool // debit adjustments do not count
	NoDenied  bool // denied claims do not count
}

// Changed says that something else than base claims is counted or shown.
func (c Counting) Changed() bool { return c != Counting{} }

// Counts says whether sums hold a claim with these marks.
func (c Counting) Counts(a Apart) bool { return c.against(a) == 0 }

// Shows says whether lists hold it.
func (c Counting) Shows(a Apart) bool {
	marks := c.against(a)
	return marks == 0 || c.Replaced && marks&^apartRows == 0
}

// against is the marks that keep a claim from being counted.
func (c Counting) against(a Apart) Apart {
	marks := a & apartOut
	if c.Early && a&ApartStale == 0 {
		marks &^= ApartEarly
	}
	if c.Advantage {
		marks &^= ApartAdvantage
	}
	if c.NoDebits {
		marks |= a & ApartDebit
	}
	if c.NoDenied {
		marks |= a & ApartDenied
	}
	return marks
}
