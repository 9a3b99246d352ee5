package synth

// careTeam writes the practitioners; a row's sequence is its place + 1.
func (x *eob2) careTeam() {
	c := x.c
	if len(c.Team) == 0 {
		return
	}
	x.arr("careTeam")
	for i, m := range c.Team {
		x.open()
		if c.Pro != nil && m.Role == Performing {
			x.arr("extension")
			if c.Kind == Carrier {
				v2CodeExt(x.enc, "carr_line_prvdr_type_cd", "0")
			}
			v2CodeExt(x.enc, "prtcptng_ind_cd", "1")
			x.close(']')
		}
		x.int("sequence", i+1)
		x.obj("provider")
		x.npi(m.Provider, c.Kind == DME || c.Kind == PDE || m.Role == Primary)
		x.close('}')
		if c.Pro != nil && m.Role == Performing {
			x.bool("responsible", true)
		}
		x.role(m.Role)
		x.qualification(m)
		x.close('}')
	}
	if c.Kind == Hospice && x.v.roll(c, 4, 2) {
		// An old number in place of an NPI, as some hospice claims carry it.
		x.raw(`{"sequence":` + digits(len(c.Team)+1) + `,"provider":{"identifier":{"type":{"coding":[{"system":"` + v2Terms +
			`v2-0203","code":"UPIN","display":"Medicare/CMS (formerly HCFA)'s Universal Physician Identification numbers"}]},"value":"0"}},` +
			`"role":{"coding":[{"system":"` + v2Carin + `C4BBClaimCareTeamRole","code":"performing","display":"Performing provider"}]}}`)
	}
	x.close(']')
}

var v2Roles = map[Role]string{
	Attending: "Attending", Operating: "Operating", OtherOperating: "Other Operating", Performing: "Performing provider",
	Referring: "Referring", Prescribing: "Prescribing provider", Primary: "Primary provider",
}

func (x *eob2) role(r Role) {
	system := v2Carin + "C4BBClaimCareTeamRole"
	if r == Primary {
		system = v2Terms + "claimcareteamrole"
	}
	x.concept("role", system, string(r), v2Roles[r])
}

// qualification writes taxonomy and, where a line is performed, the CMS specialty.
func (x *eob2) qualification(m Member) {
	c := x.c
	if m.Role == Primary || m.Role == Referring && c.Kind == Carrier {
		return
	}
	x.obj("qualification")
	x.arr("coding")
	x.coding(v2NUCC, m.Provider.Taxonomy, m.Provider.TaxText)
	if c.Pro != nil && m.Role == Performing {
		v2Coding(x.enc, "prvdr_spclty", m.Provider.Specialty)
	}
	x.close(']')
	x.close('}')
}

// diagnoses writes the rows: each code twice, under both names v2 has for ICD-10-CM.
func (x *eob2) diagnoses() {
	if len(x.c.Diagnoses) == 0 {
		return
	}
	x.arr("diagnosis")
	normal, external := 0, 0
	for i, d := range x.c.Diagnoses {
		x.open()
		if d.POA != 0 {
			name := "clm_poa_ind_sw"
			n := &normal
			if d.Type == DxExternal {
				name, n = "clm_e_poa_ind_sw", &external
			}
			*n++
			x.poa(name+digits(*n), d.POA)
		}
		x.int("sequence", i+1)
		x.obj("diagnosisCodeableConcept")
		x.arr("coding")
		x.coding("http://hl7.org/fhir/sid/icd-10-cm", d.Code, dxWords[d.Code])
		x.coding("http://hl7.org/fhir/sid/icd-10", d.Code, dxWords[d.Code])
		x.close(']')
		x.close('}')
		x.diagnosisType(d.Type)
		x.close('}')
	}
	x.close(']')
}

func (x *eob2) poa(name string, mark byte) {
	words := map[byte]string{
		'Y': "Diagnosis was present at the time of admission (POA)", 'N': "Diagnosis was not present at the time of admission",
		'U': "Documentation is insufficient to determine if condition was present on admission", 'W': "Cannot be clinically determined",
	}
	x.arr("extension")
	v2Name(x.enc, "url", name)
	x.obj("valueCoding")
	v2Field(x.enc, "system", name)
	x.str("code", string(mark))
	x.str("display", words[mark])
	x.close('}')
	x.close('}')
	x.close(']')
}

func (x *eob2) diagnosisType(t DxType) {
	system, code, display := v2Carin+"C4BBClaimDiagnosisType", "secondary", "Secondary"
	switch t {
	case DxPrincipal:
		system, code, display = v2Terms+"ex-diagnosistype", "principal", "Principal Diagnosis"
	case DxAdmitting:
		system, code, display = v2Terms+"ex-diagnosistype", "admitting", "Admitting Diagnosis"
	case DxExternal:
		code, display = "externalcauseofinjury", "External Cause of Injury"
	case DxReason:
		code, display = "patientreasonforvisit", "Patient Reason for Visit"
	case DxSecondary:
		if x.c.Inst != nil && x.c.Kind != HHA {
			code, display = "other", "Other"
		}
	}
	x.arr("type")
	x.open()
	x.arr("coding")
	x.coding(system, code, display)
	x.close(']')
	x.close('}')
	x.close(']')
}

func (x *eob2) procedures() {
	if len(x.c.Procedures) == 0 {
		return
	}
	x.arr("procedure")
	for i, p := range x.c.Procedures {
		x.open()
		x.int("sequence", i+1)
		x.midnight("date", p.Date)
		x.obj("procedureCodeableConcept")
		x.arr("coding")
		x.coding("http://www.cms.gov/Medicare/Coding/ICD10", p.Code, pxWords[p.Code])
		x.coding("http://hl7.org/fhir/sid/icd-10", p.Code, pxWords[p.Code])
		x.close(']')
		x.close('}')
		x.close('}')
	}
	x.close(']')
}
