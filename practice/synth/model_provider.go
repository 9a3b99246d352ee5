package synth

// Provider is a fictitious organisation or practitioner. NPIs carry a correct check digit.
type Provider struct {
	NPI       string
	Org       bool
	Name      string // organisation name
	First     string // practitioner
	Last      string
	CCN       string // institutions, 6 characters
	TIN       string // 9 digits
	Specialty string // CMS specialty code, 2 characters
	Taxonomy  string // NUCC
	TaxText   string // NUCC words
	State     string
	FIPS      string
	City      string
	Zip       string
	CLIA      string // laboratories
	Pharmacy  string // pharmacies: service type code 01..08
	Teaching  bool   // hospitals: earns IME
}

// Role is a care team role; the values are v2's codes. v3 says rendering for performing.
type Role string

// Care team roles.
const (
	Attending      Role = "attending"
	Operating      Role = "operating"
	OtherOperating Role = "otheroperating"
	Performing     Role = "performing"
	Referring      Role = "referring"
	Prescribing    Role = "prescribing"
	Primary        Role = "primary" // the organisation on a carrier claim (v2)
)

// Member is one row of the care team; its sequence is its index + 1.
type Member struct {
	Role     Role
	Provider *Provider
}
