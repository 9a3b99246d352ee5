package claims

// VersionComparison holds the two API versions side by side, before a person switches from one to the other
// (docs/reference/bcda-protocol.md 8). All counts are of base claims.
type VersionComparison struct {
	People map[string]int // persons with a Patient of that version
	Months []VersionMonth // by month and claim type, oldest first
}

// VersionMonth is one month of service and claim type in both versions.
type VersionMonth struct {
	Month     string // YYYY-MM; empty for claims without a date
	ClaimType string
	Claims    map[string]int
	PaidCents map[string]int64
}

// notable is the share in percent from which on a difference is marked (docs/reference/screens.md 5.9).
const notable = 2

// Differs says that the two versions are further apart than a person should pass over: over 2 % of the larger.
func (m VersionMonth) Differs() bool {
	return apart(int64(m.Claims[V2]), int64(m.Claims[V3])) || apart(m.PaidCents[V2], m.PaidCents[V3])
}

func apart(a, b int64) bool {
	const whole = 100
	difference, larger := max(a-b, b-a), max(a, -a, b, -b)
	return difference*whole > larger*notable
}
