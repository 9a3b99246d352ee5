package claims

// LeftOut counts the claims that figures leave out, each under the first reason that holds, and those that they count though they are
// odd (docs/reference/screens.md 1.5).
type LeftOut struct {
	Early     int // not fully processed
	Advantage int // records of Medicare Advantage
	Replaced  int // versions that do not stand
	Credits   int // voids and credits
	PriorAuth int // requests, which are no claims
	Unknown   int // of an unknown kind

	Debits     int // counted as sent
	Duplicates int // counted as sent: perhaps the same as another

	// Where switches say so: what is left out, what is counted, and what is shown and not counted beside base claims.
	NoDebits, NoDenied     int
	WithEarly, WithRecords int
	Shown                  int
}

// Count counts a number of claims with the same marks.
func (l *LeftOut) Count(a Apart, n int, c Counting) {
	against := c.against(a)
	if c.Replaced && against != 0 && against&^apartRows == 0 {
		l.Shown += n
		return
	}
	if against != 0 {
		*l.reason(against & -against) += n // the lowest mark
		return
	}
	if a&ApartEarly != 0 {
		l.WithEarly += n
	}
	if a&ApartAdvantage != 0 {
		l.WithRecords += n
	}
	switch {
	case a&ApartDebit != 0:
		l.Debits += n
	case a&ApartDuplicate != 0:
		l.Duplicates += n
	}
}

// reason is where claims are counted that are left out for a mark.
func (l *LeftOut) reason(mark Apart) *int {
	switch mark {
	case ApartReplaced:
		return &l.Replaced
	case ApartPriorAuth:
		return &l.PriorAuth
	case ApartEarly:
		return &l.Early
	case ApartAdvantage:
		return &l.Advantage
	case ApartCredit:
		return &l.Credits
	case ApartDebit:
		return &l.NoDebits
	case ApartDenied:
		return &l.NoDenied
	}
	return &l.Unknown
}

// Place is where a kind is counted: an Include, debit or duplicate; nil for other words.
func (l *LeftOut) Place(kind string) *int {
	return map[string]*int{
		string(IncludePartial): &l.Early, string(IncludeEncounter): &l.Advantage, string(IncludeSuperseded): &l.Replaced, string(IncludeCredit): &l.Credits,
		string(IncludePriorAuth): &l.PriorAuth, string(IncludeUnknown): &l.Unknown, LeftOutDebit: &l.Debits, LeftOutDuplicate: &l.Duplicates,
	}[kind]
}

// Kinds beside those of Include.
const (
	LeftOutDebit     = "debit"
	LeftOutDuplicate = "duplicate"
)

// LeftOutKinds lists what Place knows.
func LeftOutKinds() []string {
	kinds := make([]string, 0, len(Includes())+2)
	for _, i := range Includes() {
		kinds = append(kinds, string(i))
	}
	return append(kinds, LeftOutDebit, LeftOutDuplicate)
}
