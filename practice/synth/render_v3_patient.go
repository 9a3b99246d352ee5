package synth

// patient writes the Patient of v.person (docs/reference/flattening.md 2.1).
func (r v3) patient(e *enc, v *view) {
	p := v.person
	e.open()
	e.str("resourceType", "Patient")
	e.str("id", p.IDV3)
	r.meta(e, v.updated, "",
		"http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Patient|2.2.0",
		"http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient|7.0.0")
	e.close('}')
	r.sexAndRace(e, p)
	r.mbis(e, v)
	r.name(e, p)
	if p.Female {
		e.str("gender", "female")
	} else {
		e.str("gender", "male")
	}
	e.date("birthDate", p.Birth)
	if v.dead() {
		e.date("deceasedDateTime", p.Death)
	}
	r.address(e, p)
	r.language(e, p)
	if p.MergedV3 != "" && p.MergedKnown <= v.release {
		e.arr("link")
		r.link(e, p.MergedV3, "replaces")
		e.close(']')
	}
	e.close('}')
}

// merged writes the Patient that was merged into v.person: an id and a link, nothing else.
func (r v3) merged(e *enc, v *view) {
	e.open()
	e.str("resourceType", "Patient")
	e.str("id", v.person.MergedV3)
	e.arr("link")
	r.link(e, v.person.IDV3, "replaced-by")
	e.close(']')
	e.close('}')
}

// link writes one Patient.link; kind is replaces or replaced-by.
func (v3) link(e *enc, id, kind string) {
	e.open()
	e.obj("other")
	e.str("reference", "Patient/"+id)
	e.str("display", id)
	e.close('}')
	e.str("type", kind)
	e.close('}')
}

// sexAndRace writes the US Core extensions. Hispanic is an ethnicity and comes without a race.
func (v3) sexAndRace(e *enc, p *Person) {
	sex := "248153007"
	if p.Female {
		sex = "248152002"
	}
	system, code, text := v3Race(p.Race)
	kind := "us-core-race"
	if code == "2135-2" {
		kind = "us-core-ethnicity"
	}
	e.arr("extension")
	e.raw(`{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex","valueCode":"` + sex + `"}`)
	e.open()
	e.arr("extension")
	e.open()
	e.str("url", "ombCategory")
	e.key("valueCoding")
	e.buf = appendCoding(e.buf, system, code, text)
	e.close('}')
	e.open()
	e.str("url", "text")
	e.str("valueString", text)
	e.close('}')
	e.close(']')
	e.str("url", "http://hl7.org/fhir/us/core/StructureDefinition/"+kind)
	e.close('}')
	e.close(']')
}

// v3Race maps the v2 race code to an OMB category.
func v3Race(race byte) (system, code, text string) {
	const omb = "urn:oid:2.16.840.1.113883.6.238"
	switch race {
	case 1, '1':
		return omb, "2106-3", "White"
	case 2, '2':
		return omb, "2054-5", "Black or African American"
	case 3, '3':
		return omb, "2131-1", "Other Race"
	case 4, '4':
		return omb, "2028-9", "Asian"
	case 5, '5':
		return omb, "2135-2", "Hispanic or Latino"
	case 6, '6':
		return omb, "1002-5", "American Indian or Alaska Native"
	}
	return v3Terms + "v3-NullFlavor", "UNK", "Unknown"
}

// mbis writes the Medicare numbers known at the release. The last one has no end yet, also when a
// later release will show that it was replaced.
func (r v3) mbis(e *enc, v *view) {
	last := -1
	for i, m := range v.person.MBIs {
		if m.Known <= v.release {
			last = i
		}
	}
	e.arr("identifier")
	for i, m := range v.person.MBIs {
		if m.Known > v.release {
			continue
		}
		e.open()
		e.raw(v3TypeMB)
		e.str("system", v3MBI)
		e.str("value", m.Value)
		e.obj("period")
		if m.Start != NoDay {
			e.midnight("start", m.Start)
		}
		if m.End != NoDay && i != last {
			e.midnight("end", m.End)
		}
		e.close('}')
		e.close('}')
	}
	e.close(']')
}

func (v3) name(e *enc, p *Person) {
	e.arr("name")
	e.open()
	e.str("family", p.Last)
	e.arr("given")
	e.text(p.First)
	if p.Middle != "" {
		e.text(p.Middle)
	}
	e.close(']')
	e.close('}')
	e.close(']')
}

func (v3) address(e *enc, p *Person) {
	e.arr("address")
	e.open()
	if p.Line1 != "" {
		e.arr("line")
		e.text(p.Line1)
		if p.Line2 != "" {
			e.text(p.Line2)
		}
		e.close(']')
	}
	if p.City != "" {
		e.str("city", p.City)
	}
	e.str("state", p.State)
	e.str("postalCode", p.Zip)
	e.close('}')
	e.close(']')
}

// language writes the contact language; "unknown" is what CMS sends where none was asked for.
func (v3) language(e *enc, p *Person) {
	code := p.Language
	if code == "" {
		code = "unknown"
	}
	e.arr("communication")
	e.open()
	e.concept("language", "urn:ietf:bcp:47", code, "")
	if p.Language != "" {
		e.bool("preferred", true)
	}
	e.close('}')
	e.close(']')
}
