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
