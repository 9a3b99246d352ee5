package fhir

import (
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// labeled is one diagnosis element as its row shows it.
type labeled struct {
	sequence number
	diagnosisLabel
	types []string
	poa   string
}

// Codings of a diagnosis and of a procedure, the ones to prefer first: v2 gives the same code in several systems, and
// they are one diagnosis (flattening.md 2.5).
var (
	diagnosisSystems = []string{"http://hl7.org/fhir/sid/icd-10-cm", "http://hl7.org/fhir/sid/icd-9-cm", "http://hl7.org/fhir/sid/icd-10", ""}
	procedureSystems = []string{"http://www.cms.gov/Medicare/Coding/ICD10", "http://www.cms.gov/Medicare/Coding/ICD9", ""}
	presentCodes     = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/HospitalAcqCond/Coding"
)

// labelDiagnosis reads a diagnosis; the kinds of it are put behind those that are in types already.
func labelDiagnosis(d *diagnosis, in scope, types *[]string) labeled {
	l := labeled{sequence: d.Sequence, diagnosisLabel: diagnosisOf(&d.DiagnosisCodeableConcept, in.texts)}
	before := len(*types)
	for i := range d.Type {
		if known := d.Type[i].known; known != nil {
			*types = append(*types, known.types...)
		} else {
			*types = appendTypes(*types, &d.Type[i])
		}
	}
	l.types = (*types)[before:len(*types):len(*types)]
	if in.version == claims.V2 {
		l.poa = presentV2(d.Extension)
	} else {
		l.poa = firstCode(d.OnAdmission, selector{system: presentCodes}, selector{})
	}
	return l
}

func readDiagnosisLabel(c *codeableConcept, kept *texts) diagnosisLabel {
	chosen := preferred(*c, diagnosisSystems)
	return diagnosisLabel{
		code: chosen.Code, norm: normalized(chosen.Code, kept), icd: icdVersion(chosen.System), display: trimmed(chosen.Display),
	}
}

// appendTypes appends the kinds of a diagnosis in one concept: those of the two published lists, which do not overlap and may both
// be there, in any order; else the first code.
func appendTypes(types []string, c *codeableConcept) []string {
	before := len(types)
	for _, system := range [...]string{hl7Codes + "ex-diagnosistype", carinCodes + "C4BBClaimDiagnosisType"} {
		if t := firstCode(*c, selector{system: system}); t != "" {
			types = append(types, t)
		}
	}
	if len(types) > before {
		return types
	}
	if t := firstCode(*c, selector{}); t != "" {
		types = append(types, t)
	}
	return types
}

// presentV2 reads the numbered extensions clm_poa_ind_sw1 to 25 and clm_e_poa_ind_sw1 to 12.
func presentV2(extensions []extension) string {
	for i := range extensions {
		url := extensions[i].URL
		if strings.HasPrefix(url, variables+"clm_poa_ind_sw") || strings.HasPrefix(url, variables+"clm_e_poa_ind_sw") {
			if code := extensions[i].text(); code != "" {
				return code
			}
		}
	}
	return ""
}

// preferred is the coding of the first system that has a code.
func preferred(c codeableConcept, systems []string) coding {
	for _, system := range systems {
		for _, one := range c.Coding {
			if one.Code = codeOf(one); one.Code != "" && (system == "" || sameURL(one.System, system)) {
				return one
			}
		}
	}
	return coding{}
}

// icdVersion reads the version out of a code system such as ".../sid/icd-9-cm" or ".../Coding/ICD10".
func icdVersion(system string) string {
	switch {
	case strings.Contains(system, "icd-10"), strings.Contains(system, "ICD10"):
		return "10"
	case strings.Contains(system, "icd-9"), strings.Contains(system, "ICD9"):
		return "9"
	}
	name := strings.ToLower(strings.ReplaceAll(system, "-", ""))
	switch {
	case strings.Contains(name, "icd10"):
		return "10"
	case strings.Contains(name, "icd9"):
		return "9"
	}
	return ""
}

// principal is the code of the diagnosis typed principal with the lowest sequence, else that of sequence 1; never simply
// the first, which may be the admitting one (flattening.md 2.5).
func principal(diagnoses []labeled) string {
	if code := firstOfType(diagnoses, "principal"); code != "" {
		return code
	}
	for i := range diagnoses {
		if diagnoses[i].sequence == "1" {
			return diagnoses[i].norm
		}
	}
	return ""
}

// firstOfType is the code of the diagnosis of a type with the lowest sequence.
func firstOfType(diagnoses []labeled, dxType string) string {
	var first *labeled
	for i := range diagnoses {
		d := &diagnoses[i]
		if d.norm != "" && slices.Contains(d.types, dxType) && (first == nil || before(d.sequence, first.sequence)) {
			first = d
		}
	}
	if first == nil {
		return ""
	}
	return first.norm
}

func (f *flattener) diagnosisRows() {
	for i := range f.diagnoses {
		d, row := &f.diagnoses[i], f.child(claims.Diagnoses, i+1)
		set(row, claims.ColDiagnosesSequence, string(d.sequence))
		set(row, claims.ColDiagnosesCode, d.code)
		set(row, claims.ColDiagnosesCodeNorm, d.norm)
		set(row, claims.ColDiagnosesICDVersion, d.icd)
		set(row, claims.ColDiagnosesDisplay, d.display)
		set(row, claims.ColDiagnosesDxType, joined(d.types))
		set(row, claims.ColDiagnosesPOA, d.poa)
	}
}

func (f *flattener) procedureRows() {
	for i := range f.e.Procedure {
		p, row := &f.e.Procedure[i], f.child(claims.Procedures, i+1)
		chosen := preferred(p.ProcedureCodeableConcept, procedureSystems)
		set(row, claims.ColProceduresSequence, string(p.Sequence))
		set(row, claims.ColProceduresCode, chosen.Code)
		set(row, claims.ColProceduresICDVersion, icdVersion(chosen.System))
		set(row, claims.ColProceduresDate, p.Date)
		var types []string
		for j := range p.Type {
			types = append(types, firstCode(p.Type[j], selector{}))
		}
		set(row, claims.ColProceduresPxType, joined(types))
	}
}
