package store

import (
	"bytes"
	"cmp"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// newness decides which of two contents of one resource stands (docs/reference/flattening.md 4.1). It depends on the
// contents and their exports alone, never on which arrived first.
type newness struct {
	LastUpdated     string // meta.lastUpdated as sent
	TransactionTime string // of the latest export that held the content
	Items           int64
	Hash            []byte
}

// same tells content that need not be read again: nothing changed at CMS, and the same canonical resource.
func (n newness) same(o newness) bool {
	return n.LastUpdated == o.LastUpdated && bytes.Equal(n.Hash, o.Hash)
}

// after reports whether n is newer than o: greater lastUpdated (missing or in the future counts as none), then greater
// transaction time, more items, greater hash. Where all agree the contents differ at most in a lastUpdated that counts
// as none; then its text decides.
func (n newness) after(o newness, now time.Time) bool {
	return cmp.Or(
		compareInstants(n.LastUpdated, o.LastUpdated, now),
		compareTimes(n.TransactionTime, o.TransactionTime),
		cmp.Compare(n.Items, o.Items),
		bytes.Compare(n.Hash, o.Hash),
		cmp.Compare(n.LastUpdated, o.LastUpdated),
	) > 0
}

func compareInstants(a, b string, now time.Time) int {
	if a == b {
		return 0
	}
	at, _ := claims.Instant(a, now)
	bt, _ := claims.Instant(b, now)
	return at.Compare(bt)
}

// compareTimes compares RFC 3339 times of manifests; none, or unreadable, is before all others.
func compareTimes(a, b string) int {
	if a == b {
		return 0
	}
	at, errA := time.Parse(time.RFC3339Nano, a)
	bt, errB := time.Parse(time.RFC3339Nano, b)
	if errA != nil || errB != nil {
		return cmp.Or(boolCompare(errA == nil, errB == nil), cmp.Compare(a, b))
	}
	return at.Compare(bt)
}

func boolCompare(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	default:
		return -1
	}
}
