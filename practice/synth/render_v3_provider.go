package synth

// contained writes the insurer, the billing provider and the laboratory observations, and returns
// the id the provider reference points at; "" when no billing provider is known.
func (x *eob3) contained() string {
	c := x.c
	x.arr("contained")
	insurer := v3CMSName
	if c.Kind == PDE {
		insurer = c.Rx.PlanName
	}
	if insurer != "" {
		x.raw(`{"resourceType":"Organization","id":"insurer-org",` + v3OrganizationMeta + `,"active":true`)
		x.str("name", insurer)
		x.close('}')
	}
	id := x.billing()
	if c.Kind.Professional() {
		x.observations()
	}
	x.close(']')
	return id
}

const (
	v3OrganizationMeta = `"meta":{"profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Organization|2.2.0","http://hl7.org/fhir/us/core/StructureDefinition/us-core-organization|7.0.0"]}`
	v3PractitionerMeta = `"meta":{"profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Practitioner|2.2.0","http://hl7.org/fhir/us/core/StructureDefinition/us-core-practitioner|7.0.0"]}`
)

// billing writes the contained billing provider. A few pharmacies are known by a tax number only and
// a few phase 1 claims name no provider yet.
func (x *eob3) billing() string {
	c, p := x.c, x.c.Provider
	if p == nil || p.NPI == "" || c.Phase == Phase1 && c.Kind.Professional() && x.roll.one(60, 21) {
		return ""
	}
	if c.Kind == PDE && p.TIN != "" && x.roll.one(40, 22) {
		x.raw(`{"resourceType":"Organization","id":"BILLING-ID","identifier":[`)
		x.genericID("11", p.TIN)
		x.buf = append(x.buf, `],"active":true,"name":"N/A"}`...)
		return "BILLING-ID"
	}
	x.open()
	if p.Org {
		x.raw(`"resourceType":"Organization"`)
		x.str("id", p.NPI)
		x.raw(v3OrganizationMeta)
	} else {
		x.raw(`"resourceType":"Practitioner"`)
		x.str("id", p.NPI)
		x.raw(v3PractitionerMeta)
	}
	x.billingIdentifiers(p)
	if p.Org {
		x.bool("active", true)
		x.str("name", p.Name)
		if c.Kind.Institutional() && c.Kind != Outpatient && p.Zip != "" {
			x.arr("address")
			x.open()
			x.str("postalCode", p.Zip)
			x.close('}')
			x.close(']')
		}
	} else {
		x.arr("name")
		x.open()
		x.str("family", p.Last)
		x.arr("given")
		x.text(p.First)
		x.close(']')
		x.close('}')
		x.close(']')
	}
	x.close('}')
	return p.NPI
}

func (x *eob3) billingIdentifiers(p *Provider) {
	x.arr("identifier")
	x.npi(p.NPI)
	switch {
	case x.c.Kind == PDE:
		x.genericID("01", p.NPI)
	case x.c.Kind != HHA && p.CCN != "":
		x.open()
		x.str("system", "http://terminology.hl7.org/NamingSystem/CCN")
		x.str("value", p.CCN)
		x.close('}')
	}
	if x.c.Kind == Inpatient && p.TIN != "" {
		x.open()
		x.raw(v3TypeTax)
		x.str("system", v3TaxNumber)
		x.str("value", p.TIN)
		x.close('}')
	}
	x.close(']')
}

// npi writes an identifier with an NPI.
func (x *eob3) npi(value string) {
	x.open()
	x.raw(v3TypeNPI)
	x.str("system", "http://hl7.org/fhir/sid/us-npi")
	x.str("value", value)
	x.close('}')
}

// genericID writes the service provider id of a drug event; the qualifier says of which kind it is.
func (x *eob3) genericID(qualifier, value string) {
	x.open()
	x.obj("type")
	x.arr("coding")
	x.qualifier(qualifier)
	x.close(']')
	x.close('}')
	x.str("system", "http://bluebutton.cms.gov/fhir/identifiers/GenericIdNum")
	x.str("value", value)
	x.close('}')
}

func (x *eob3) qualifier(code string) {
	x.coding(v3Qualifier, code, v3Texts["PRVDR-ID-QLFYR-CD"][code])
}

// observations writes the haematocrit and haemoglobin results of lines.
func (x *eob3) observations() {
	for i := range x.c.Lines {
		l := &x.c.Lines[i]
		if l.Hemo == "" {
			continue
		}
		loinc := "718-7" // haemoglobin
		if l.HemoType == "R2" {
			loinc = "4544-3" // haematocrit
		}
		x.open()
		x.raw(`"resourceType":"Observation"`)
		x.str("id", v3ObservationID(l))
		x.raw(`"status":"final","code":{"coding":[{"system":"http://loinc.org","code":"` + loinc + `"}]}`)
		if p := x.c.Provider; p != nil {
			clia := p.CLIA
			if clia == "" {
				clia = v3Number(p.NPI, 7, 2) + "D" + v3Number(p.NPI, 8, 7)
			}
			x.raw(`"performer":[{"identifier":{"system":"http://terminology.hl7.org/NamingSystem/CLIA"`)
			x.str("value", clia)
			x.buf = append(x.buf, "}}]"...)
		}
		x.str("valueString", l.Hemo)
		x.close('}')
	}
}

func v3ObservationID(l *Line) string {
	b := append(make([]byte, 0, 24), "line-observation-"...)
	return string(appendMilli(b, Milli(l.Seq)*1000))
}

// v3Role is how a care team role is written.
type v3Role struct{ code, text string }

var v3Roles = map[Role]v3Role{
	Attending:      {"attending", "Attending"},
	Operating:      {"operating", "Operating"},
	OtherOperating: {"otheroperating", "Other Operating"},
	Performing:     {"rendering", "Rendering provider"},
	Referring:      {"referring", "Referring"},
	Prescribing:    {"prescribing", "Prescribing provider"},
}

// careTeam writes the members with the sequence numbers the lines use. The organisation (role
// primary) is v2's and leaves a gap; shared-system carrier claims have no care team at all.
func (x *eob3) careTeam() {
	c := x.c
	if c.Kind == Carrier && c.Phase != PhaseFinal {
		return
	}
	opened, referral := false, c.Referral
	for i := range c.Team {
		m := &c.Team[i]
		if _, known := v3Roles[m.Role]; !known || m.Provider == nil {
			continue
		}
		if m.Role == Referring {
			referral = nil
		}
		if !opened {
			x.arr("careTeam")
			opened = true
		}
		x.member(i+1, m.Role, m.Provider)
	}
	if referral != nil {
		if !opened {
			x.arr("careTeam")
			opened = true
		}
		x.member(len(c.Team)+1, Referring, referral)
	}
	if opened {
		x.close(']')
	}
}

func (x *eob3) member(sequence int, role Role, p *Provider) {
	c, as := x.c, v3Roles[role]
	x.open()
	x.int("sequence", sequence)
	x.obj("provider")
	if c.Kind != DME || c.Phase == PhaseFinal {
		if p.Org {
			x.raw(`"type":"Organization"`)
		} else {
			x.raw(`"type":"Practitioner"`)
		}
	}
	x.obj("identifier")
	if role == Prescribing {
		x.obj("type")
		x.arr("coding")
		x.qualifier("01")
		x.raw(v3CodeNPI)
		x.close(']')
		x.close('}')
	} else {
		x.raw(v3TypeNPI)
	}
	x.str("system", "http://hl7.org/fhir/sid/us-npi")
	x.str("value", p.NPI)
	x.close('}')
	if p.Org {
		x.str("display", p.Name)
	} else {
		x.str("display", p.Last+", "+p.First)
	}
	x.close('}')
	x.raw(`"role":{"coding":[{"system":"` + v3Terms + `claimcareteamrole","code":"` + as.code + `","display":"` + as.text +
		`"},{"system":"` + v3Carin + `C4BBClaimCareTeamRole","code":"` + as.code + `","display":"` + as.text + `"}]}`)
	x.qualification(role, p)
	x.close('}')
}

// qualification: the server gives it for the rendering provider of carrier and outpatient claims and
// for the attending one of hospital claims.
func (x *eob3) qualification(role Role, p *Provider) {
	k := x.c.Kind
	if p.Specialty == "" || role == Performing && k != Carrier && k != Outpatient ||
		role == Attending && k != Inpatient && x.c.Phase == PhaseFinal || role != Performing && role != Attending {
		return
	}
	x.obj("qualification")
	x.arr("coding")
	if p.Taxonomy != "" {
		x.coding(v3Taxonomy, p.Taxonomy, "")
	}
	x.cms(x.enc, "CLM-PRVDR-SPCLTY-CD", p.Specialty)
	x.close(']')
	x.close('}')
}
