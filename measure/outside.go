package measure

import (
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Codes of lines that care outside the group leaves out: emergency and laboratory care and ambulances are not chosen.
const (
	placeEmergency = "23"
	placeLab       = "81"
	specialtyLab   = "69"
	specialtyRide  = "59"
)

var placesRide = []string{"41", "42"}

// Switches leave out further kinds of lines.
type Switches struct {
	NoAnaesthesia, NoImaging, NoPathology bool
}

// PlacesLeftOut is the codes of places whose lines nobody chose.
func PlacesLeftOut() []string { return append([]string{placeEmergency, placeLab}, placesRide...) }

// SpecialtiesLeftOut is those of specialties.
func SpecialtiesLeftOut() []string { return []string{specialtyLab, specialtyRide} }

// Included says whether a line counts for care outside the group: not denied, and care that somebody chose.
func (s Switches) Included(place, specialty string) bool {
	if slices.Contains(PlacesLeftOut(), place) || slices.Contains(SpecialtiesLeftOut(), specialty) {
		return false
	}
	return s.Specialty(specialty)
}

// Specialty says whether the switches leave a specialty in.
func (s Switches) Specialty(specialty string) bool {
	switch specialty {
	case "05", "43":
		return !s.NoAnaesthesia
	case "30":
		return !s.NoImaging
	case "22":
		return !s.NoPathology
	}
	return true
}

// Ours is the group's own providers.
type Ours struct{ npis, taxIDs, ccns map[string]bool }

// Provider is one of the group's providers; what the list does not say is empty.
type Provider struct {
	NPI, TaxID, CCN string
	Name            string
	Specialty, Role string
}

// OursOf makes the list of providers searchable.
func OursOf(list []Provider) Ours {
	o := Ours{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for _, p := range list {
		for _, kind := range []struct {
			in    map[string]bool
			value string
		}{{o.npis, p.NPI}, {o.taxIDs, p.TaxID}, {o.ccns, p.CCN}} {
			if kind.value != "" {
				kind.in[kind.value] = true
			}
		}
	}
	return o
}

// Empty says that no list was given.
func (o Ours) Empty() bool { return len(o.npis)+len(o.taxIDs)+len(o.ccns) == 0 }

// Doctor says whether a doctor's line is ours: the rendering NPI, or the tax number that bills.
func (o Ours) Doctor(npi, taxID string) bool { return o.npis[npi] || o.taxIDs[taxID] }

// Facility says whether a facility is ours.
func (o Ours) Facility(ccn, npi string) bool { return o.ccns[ccn] || o.npis[npi] }

// hasFacility says which claims care outside the group looks at by facility.
func hasFacility(claimType string) bool {
	return claimType == claims.Inpatient || claimType == claims.Outpatient
}
