package synth

import "time"

// story names a scripted storyline of a person; most people have none.
type story string

// view is what a renderer is told beside the resource's own data.
//
// A renderer is a type with these methods; each appends one resource to e and nothing else (no
// newline):
//
//	patient(e *enc, v *view)                          the Patient of v.person
//	coverage(e *enc, v *view, n int) bool             the n-th Coverage of v.person; false: no n-th
//	claim(e *enc, v *view, c *Claim)                  the ExplanationOfBenefit of one version
//
// and v3 only: merged(e *enc, v *view), the Patient that was merged into v.person.
type view struct {
	person  *Person
	release int       // the release being written
	updated time.Time // meta.lastUpdated of the resource
	created time.Time // wall time of the export: v2 "created"
	end     Day       // last day of the history
	final   bool      // claim: the version is the last of its family known at the release
	drugs   drugs     // names of medicines
}

// mbi returns the person's current Medicare number at the view's release.
func (v *view) mbi() string {
	value := ""
	for _, m := range v.person.MBIs {
		if m.Known <= v.release {
			value = m.Value
		}
	}
	return value
}

// dead says whether the death is known at the view's release.
func (v *view) dead() bool {
	return v.person.Death != NoDay && v.person.DeathKnown <= v.release
}

// DotICD returns an ICD-10-CM code with its dot after the third character, as v3 writes it.
func DotICD(code string) string {
	if len(code) <= 3 {
		return code
	}
	return code[:3] + "." + code[3:]
}

// renderer writes the resources of one API version.
type renderer interface {
	patient(e *enc, v *view)
	coverage(e *enc, v *view, n int) bool
	claim(e *enc, v *view, c *Claim)
}

// drug returns the medicine with an NDC, nil when it is not in the table.
func (v *view) drug(ndc string) *drug { return v.drugs[ndc] }

// nearLine is the near line record code of a claim, the same in both versions.
func nearLine(c *Claim) string {
	switch c.Kind {
	case Carrier:
		return "O"
	case DME:
		return "M"
	case Outpatient, HHA:
		return "W"
	}
	return "V"
}
