package claims

// ImportReport is what there is to tell of what was read beside the counts: what no rule knows, oddities of the data, and
// whether the tables hold what the files say (docs/reference/flattening.md 0.9 and 5). It holds counts and names out of
// code lists, never a value of a resource.
type ImportReport struct {
	// Systems counts codes by their code system where no rule knows it. Systems that are no plain web address count under
	// OtherSystem.
	Systems map[string]int
	// UnknownClaims counts claims of a type that no rule knows (claim_type UNKNOWN).
	UnknownClaims int
	// Types counts resources by a type that is not read. Names that FHIR does not have count under OtherType.
	Types map[string]int
	// Flags counts claims by a data note that the claim itself gives rise to, one of the Flag constants.
	Flags map[string]int
	// Told is what the files say of their claims, counted from the text of the lines; Stored is what became rows.
	Told, Stored ClaimFigures
}

// Names of what cannot be named without the risk of telling something personal.
const (
	OtherSystem = "another code system"
	OtherType   = "another type"
)

// ClaimFigures adds up claims: ExplanationOfBenefit and the early claims of v2.
type ClaimFigures struct {
	Claims       int
	PaymentCents int64 // of payment.amount.value, each rounded to cents
	Lines        int   // elements of item
	Diagnoses    int   // elements of diagnosis, not codings
}

// Add sums another report into r.
func (r *ImportReport) Add(o ImportReport) {
	for _, m := range []struct {
		into *map[string]int
		from map[string]int
	}{{&r.Systems, o.Systems}, {&r.Types, o.Types}, {&r.Flags, o.Flags}} {
		for name, n := range m.from {
			Count(m.into, name, n)
		}
	}
	r.UnknownClaims += o.UnknownClaims
	r.Told.Add(o.Told)
	r.Stored.Add(o.Stored)
}

// Count adds n under a name and makes the map where there is none.
func Count(into *map[string]int, name string, n int) {
	if *into == nil {
		*into = map[string]int{}
	}
	(*into)[name] += n
}

// Agrees says that the rows hold what the files say.
func (r ImportReport) Agrees() bool { return r.Told == r.Stored }

// Add sums other figures into f.
func (f *ClaimFigures) Add(o ClaimFigures) {
	f.Claims += o.Claims
	f.PaymentCents += o.PaymentCents
	f.Lines += o.Lines
	f.Diagnoses += o.Diagnoses
}
