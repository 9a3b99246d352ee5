package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// findings are what the rules of a claim found. Their memory is used again for the next claim.
type findings struct {
	claim    found // by the rules of the claim
	forLines found // by the rules of the lines, in places of the claim
	line     found // by the rules of the lines, on the line at hand
}

// applyToClaim fills the cells of the claims row that rules find a value for.
func (f *flattener) applyToClaim(row claims.Row) {
	s := f.claimRules
	if f.plain != nil {
		f.plain(s.rules, row, f.e, nil, f.claimType)
		return
	}
	f.findings.claim.claim(s, f.e)
	s.fill(row, f.e, nil, s.holding(f.claimType), &f.findings.claim, nil)
}

// findForLines looks once for what rules of lines read from the claim.
func (f *flattener) findForLines() {
	if f.plain == nil {
		f.findings.forLines.claim(f.lineRules, f.e)
	}
}

// applyToLine fills the cells of a line that rules find a value for.
func (f *flattener) applyToLine(row claims.Row, it *item) {
	s := f.lineRules
	if f.plain != nil {
		f.plain(s.rules, row, f.e, it, f.claimType)
		return
	}
	f.findings.line.line(s, it)
	s.fill(row, f.e, it, s.holding(f.claimType), &f.findings.forLines, &f.findings.line)
}
