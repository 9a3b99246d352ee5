package fhir

import (
	"cmp"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// member is one careTeam element as its row shows it.
type member struct {
	sequence      number
	role          string
	npi           string
	name          string
	specialty     string
	taxonomy      string
	participation string
	responsible   flag
}

// renders reports whether the member gave the service: performing in v2, rendering in v3.
func (m *member) renders() bool { return m.role == "performing" || m.role == "rendering" }

func (f *flattener) careTeam() []member {
	members := f.members[:0]
	for i := range f.e.CareTeam {
		members = append(members, f.member(&f.e.CareTeam[i]))
	}
	return members
}

func (f *flattener) member(t *careTeamMember) member {
	m := member{
		sequence:    t.Sequence,
		role:        roleOf(&t.Role),
		npi:         npiOf([]identifier{t.Provider.Identifier}),
		name:        trimmed(t.Provider.Display),
		taxonomy:    taxonomyOf(&t.Qualification),
		responsible: t.Responsible,
	}
	if f.version == claims.V2 {
		m.specialty = specialtyOf(&t.Qualification, claims.V2)
		m.participation = extensionText(t.Extension, variables+"prtcptng_ind_cd")
	} else {
		m.specialty = cmp.Or(specialtyOf(&t.Qualification, claims.V3), extensionText(t.Extension, structures+"CLM-PRVDR-SPCLTY-CD"))
		m.participation = cmp.Or(extensionText(t.Extension, structures+"CLM-RNDRG-PRVDR-PRTCPTG-CD"), extensionText(t.Extension, structures+"CLM-PRVDR-PRTCPTG-CD"))
	}
	if person := containedIn(f.e.Contained, t.Provider.Reference); person != nil {
		m.npi = cmp.Or(m.npi, npiOf(person.Identifier))
		m.name = cmp.Or(m.name, nameOf(person))
	}
	return m
}

// readRole prefers the list of roles that says which.
func readRole(c *codeableConcept) string {
	return firstCode(*c, selector{system: carinCodes + "C4BBClaimCareTeamRole"}, selector{})
}

func readTaxonomy(c *codeableConcept) string {
	return firstCode(*c, selector{system: "http://nucc.org/provider-taxonomy"})
}

func readSpecialty(c *codeableConcept, version string) string {
	if version == claims.V2 {
		return firstCode(*c, selector{system: variables + "prvdr_spclty"})
	}
	return firstCode(*c, selector{system: cmsCodes + "CLM-PRVDR-SPCLTY-CD"})
}

// nameOf is the name of a contained provider, people as "Family, Given".
func nameOf(c *contained) string {
	if name := c.Name.organization; name != "" {
		return name
	}
	for _, n := range c.Name.people {
		if n.Text != "" {
			return n.Text
		}
		if len(n.Given) > 0 && n.Family != "" {
			return n.Family + ", " + strings.Join(n.Given, " ")
		}
		if n.Family != "" {
			return n.Family
		}
	}
	return ""
}

// npiRoles are the columns of the claims row that name a provider, and the roles that go there.
var npiRoles = []struct {
	column claims.Col
	roles  []string
}{
	{claims.ColClaimsAttendingNPI, []string{"attending"}},
	{claims.ColClaimsOperatingNPI, []string{"operating"}},
	{claims.ColClaimsOtherNPI, []string{"otheroperating", "supervisor"}}, // both are OTHR_PRVDR_NPI_NUM in the dictionary of v3
	{claims.ColClaimsRenderingNPI, []string{"performing", "rendering"}},
	{claims.ColClaimsReferringNPI, []string{"referring"}},
	{claims.ColClaimsPrescribingNPI, []string{"prescribing"}},
}

// careTeamNPIs copies one provider of each role to the claims row: the one with the lowest sequence that has an NPI. Of
// the roles of a column, the first that somebody has counts.
func (f *flattener) careTeamNPIs(row claims.Row) {
	for i := range npiRoles {
		r := &npiRoles[i]
		for _, role := range r.roles {
			if !row.Value(r.column).Set {
				set(row, r.column, f.npiOfRole(role))
			}
		}
	}
	if !row.Value(claims.ColClaimsReferringNPI).Set { // v2 says it a second time, in some data only there
		set(row, claims.ColClaimsReferringNPI, npiOf([]identifier{f.e.Referral.Identifier}))
	}
}

// npiOfRole is the NPI of the member of a role with the lowest sequence that has one.
func (f *flattener) npiOfRole(role string) string {
	var first *member
	for i := range f.members {
		m := &f.members[i]
		if m.npi != "" && m.role == role && (first == nil || before(m.sequence, first.sequence)) {
			first = m
		}
	}
	if first == nil {
		return ""
	}
	return first.npi
}

// before compares sequences, which are small whole numbers; one that is none comes last.
func before(a, b number) bool {
	x, xErr := intValue(string(a))
	y, yErr := intValue(string(b))
	if xErr != nil || yErr != nil {
		return xErr == nil && yErr != nil
	}
	return x.Int < y.Int
}

// renderer is the member of a line who gave the service: named by careTeamSequence, matched on sequence, not on place. A
// member with an NPI goes before one that has only a UPIN, which stands beside it in some data.
func (f *flattener) renderer(it *item) *member {
	var first *member
	for _, sequence := range it.CareTeamSequence {
		for i := range f.members {
			m := &f.members[i]
			if m.sequence == sequence && m.renders() && (first == nil || first.npi == "" && m.npi != "") {
				first = m
			}
		}
	}
	return first
}

func (f *flattener) careTeamRows() {
	for i := range f.members {
		m, row := &f.members[i], f.child(claims.CareTeam, i+1)
		set(row, claims.ColCareTeamSequence, string(m.sequence))
		set(row, claims.ColCareTeamRole, m.role)
		set(row, claims.ColCareTeamNPI, m.npi)
		set(row, claims.ColCareTeamName, m.name)
		set(row, claims.ColCareTeamSpecialtyCode, m.specialty)
		set(row, claims.ColCareTeamTaxonomy, m.taxonomy)
		setBool(row, claims.ColCareTeamResponsible, m.responsible)
	}
}
