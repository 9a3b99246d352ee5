package tuva

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// coded is a diagnosis or a procedure of a claim.
type coded struct {
	code, icd claims.Value
	poa       claims.Value // of diagnoses
	day       claims.Value // of procedures
	sequence  int64
	principal bool
}

// at is the n-th, from 0; without values where there are fewer.
func at(list []coded, n int) coded {
	if n >= len(list) {
		return coded{}
	}
	return list[n]
}

// diagnosesInOrder puts the principal diagnosis first: the row typed principal with the lowest sequence, else that of
// sequence 1 (flattening.md 2.5). The others follow by sequence. What the person was admitted for, and external causes, are
// no diagnoses of the claim for Tuva.
func diagnosesInOrder(whole *exporter.WholeClaim, list []coded) []coded {
	list = list[:0]
	for _, values := range whole.Children[claims.Diagnoses] {
		r := record{diagnosisFields, values}
		kinds := strings.Split(r.text(claims.ColDiagnosesDxType), ";")
		principal := slices.Contains(kinds, "principal")
		if !principal && (slices.Contains(kinds, "admitting") || slices.Contains(kinds, "externalcauseofinjury")) {
			continue
		}
		code := r.of(claims.ColDiagnosesCodeNorm)
		if !code.Set {
			continue
		}
		list = append(list, coded{code: code, icd: r.of(claims.ColDiagnosesICDVersion), poa: r.of(claims.ColDiagnosesPOA),
			sequence: sequenceOf(r.of(claims.ColDiagnosesSequence)), principal: principal})
	}
	bySequence(list)
	main := slices.IndexFunc(list, func(c coded) bool { return c.principal })
	if main < 0 {
		main = slices.IndexFunc(list, func(c coded) bool { return c.sequence == 1 })
	}
	if main > 0 {
		c := list[main]
		copy(list[1:main+1], list[:main])
		list[0] = c
	}
	return list
}

func proceduresInOrder(whole *exporter.WholeClaim, list []coded) []coded {
	list = list[:0]
	for _, values := range whole.Children[claims.Procedures] {
		r := record{procedureFields, values}
		code := r.text(claims.ColProceduresCode)
		if code == "" {
			continue
		}
		list = append(list, coded{code: claims.TextValue(withoutDot(code)), icd: r.of(claims.ColProceduresICDVersion),
			day: r.day(claims.ColProceduresDate), sequence: sequenceOf(r.of(claims.ColProceduresSequence))})
	}
	bySequence(list)
	return list
}

// sequenceOf puts what has no number last.
func sequenceOf(v claims.Value) int64 {
	const last = 1 << 62
	if !v.Set {
		return last
	}
	return v.Int
}

func bySequence(list []coded) {
	slices.SortStableFunc(list, func(a, b coded) int { return cmp.Compare(a.sequence, b.sequence) })
}

func withoutDot(code string) string {
	return strings.ToUpper(strings.NewReplacer(".", "", " ", "").Replace(code))
}

// codeType names the code system of the first code: icd-10-cm, icd-9-pcs and so on.
func codeType(list []coded, suffix string) string {
	if len(list) == 0 || !list[0].icd.Set {
		return ""
	}
	return "icd-" + list[0].icd.Text + "-" + suffix
}
