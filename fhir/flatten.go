package fhir

import (
	"cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// eobRows reads an ExplanationOfBenefit: its claims row, then the child rows in table order (flattening.md 2.3 to 2.5).
func eobRows(e *eob, in scope) content {
	f := newFlattener(e, in)
	claim := f.claim()
	c := content{id: e.ID, lastUpdated: e.Meta.LastUpdated, items: len(e.Item)}
	lines := f.lines(claim)
	f.diagnosisRows()
	f.procedureRows()
	f.careTeamRows()
	supportRows(e.SupportingInfo, e.Contained, f.child)
	lineAdjudicationRows(e.Item, f.child)
	f.claimAmountRows()
	c.rows = in.arena.rows([]claims.Row{claim}, lines, f.children)
	f.sumLines(claim, lines)
	if !claim.Value(claims.ColClaimsProviderTaxID).Set {
		set(claim, claims.ColClaimsProviderTaxID, f.lineTaxIDs())
	}
	set(claim, claims.ColClaimsDqFlags, dataNotes(c.rows, in.today))
	return c
}

// flattener holds what the functions that build the rows of one claim share.
type flattener struct {
	e          *eob
	version    string
	id         string // of the resource
	claimID    string
	claimType  string
	claimRules *ruleSet
	lineRules  *ruleSet
	findings   *findings
	plain      func([]rule, claims.Row, *eob, *item, string)
	members    []member  // care team
	diagnoses  []labeled // diagnosis elements
	children   []claims.Row
	lineRows   []claims.Row
	types      []string // of all diagnoses
	arena      *Arena
	texts      *texts
}

func newFlattener(e *eob, in scope) *flattener {
	f := in.work
	if f == nil {
		f = &flattener{}
	}
	*f = flattener{
		e: e, version: in.version, id: e.ID, claimRules: claimSetV3, lineRules: lineSetV3, arena: in.arena, texts: in.texts,
		findings: f.findings, plain: in.plain,
		members: f.members[:0], diagnoses: f.diagnoses[:0], children: f.children[:0], lineRows: f.lineRows[:0],
		types: f.types[:0],
	}
	if in.version == claims.V2 {
		f.claimRules, f.lineRules = claimSetV2, lineSetV2
	}
	if f.findings == nil {
		f.findings = new(findings)
	}
	f.members = f.careTeam()
	for i := range e.Diagnosis {
		f.diagnoses = append(f.diagnoses, labelDiagnosis(&e.Diagnosis[i], in, &f.types))
	}
	return f
}

// claim builds the claims row from what stands in the header, and the child rows that are not lines.
func (f *flattener) claim() claims.Row {
	e, row := f.e, f.arena.row(claims.Claims)
	set(row, claims.ColClaimsAPIVersion, f.version)
	set(row, claims.ColClaimsFHIRID, f.id)
	f.claimType = claimType(e)
	set(row, claims.ColClaimsClaimType, f.claimType)
	f.header(row)
	f.applyToClaim(row)
	if !row.Value(claims.ColClaimsClaimID).Set {
		set(row, claims.ColClaimsClaimID, f.id) // prior authorizations have no claim id (flattening.md 2)
	}
	f.claimID = row.Value(claims.ColClaimsClaimID).Text
	f.composed(row)
	f.provider(row)
	f.careTeamNPIs(row)
	set(row, claims.ColClaimsPrincipalDx, principal(f.diagnoses))
	set(row, claims.ColClaimsAdmittingDx, firstOfType(f.diagnoses, "admitting"))
	return row
}

// header sets the elements that are the same in both versions.
func (f *flattener) header(row claims.Row) {
	e := f.e
	set(row, claims.ColClaimsPatientID, referenceID(e.Patient.Reference, claims.TypePatient))
	if !row.Value(claims.ColClaimsPatientID).Set && !row.Value(claims.ColClaimsMBI).Set {
		set(row, claims.ColClaimsMBI, patientMBI(e))
	}
	set(row, claims.ColClaimsUse, cmp.Or(e.Use, claims.UseClaim))
	set(row, claims.ColClaimsStatus, e.Status)
	set(row, claims.ColClaimsAdjudication, cmp.Or(e.Outcome, claims.AdjudicationComplete))
	set(row, claims.ColClaimsFromDate, e.BillablePeriod.Start)
	set(row, claims.ColClaimsThruDate, e.BillablePeriod.End)
	set(row, claims.ColClaimsPaymentAmount, string(e.Payment.Amount.Value))
	set(row, claims.ColClaimsPaymentDate, e.Payment.Date)
	set(row, claims.ColClaimsLastUpdated, e.Meta.LastUpdated)
	row.Set(claims.ColClaimsLineCount, claims.IntValue(int64(len(e.Item))))
	if f.version == claims.V2 {
		set(row, claims.ColClaimsSourceSystem, "CCW")
		set(row, claims.ColClaimsFinalAction, finalAction(e.Status))
		set(row, claims.ColClaimsDisposition, e.Disposition)
	} else {
		set(row, claims.ColClaimsEffectiveDate, e.Created) // in v2 created is the time of the export
		set(row, claims.ColClaimsOriginalControlNumber, priorClaim(e.Related))
	}
	set(row, claims.ColClaimsCoveragePart, coveragePart(e.Insurance))
}

// patientMBI is the MBI of a claim that does not refer to a Patient by id: of the identifier that stands in the
// reference's place, or of the contained Patient that it names.
func patientMBI(e *eob) string {
	if mbi := identifierValue([]identifier{e.Patient.Identifier}, mbiSystem); mbi != "" {
		return mbi
	}
	if p := containedIn(e.Contained, e.Patient.Reference); p != nil {
		return identifierValue(p.Identifier, mbiSystem)
	}
	return ""
}

// finalAction is what v2 says by the status (flattening.md 2.3): active stands, the rest was replaced or taken back.
func finalAction(status string) string {
	switch status {
	case "":
		return ""
	case "active":
		return "FinalAction"
	}
	return "NotFinalAction"
}

// priorClaim is the control number of the claim that this one corrects.
func priorClaim(related []relatedClaim) string {
	prior := selector{code: "prior"}
	for i := range related {
		if prior.has(related[i].Relationship) && related[i].Reference.Value != "" {
			return related[i].Reference.Value
		}
	}
	return ""
}

// coveragePart is the coverage as sent: v2 refers to a Coverage, v3 only names it.
func coveragePart(insurances []insurance) string {
	for i := range insurances {
		if text := cmp.Or(insurances[i].Coverage.Reference, insurances[i].Coverage.Display); text != "" {
			return text
		}
	}
	return ""
}

// composed sets the columns that are put together from several places or have a place of last resort.
func (f *flattener) composed(row claims.Row) {
	if f.version == claims.V2 {
		set(row, claims.ColClaimsBillType, billTypeV2(f.e, f.texts))
		if !row.Value(claims.ColClaimsDRGCode).Set {
			set(row, claims.ColClaimsDRGCode, threeDigits(packageDRG(f.e.Diagnosis)))
		}
		if !row.Value(claims.ColClaimsSubmittedAmount).Set && isInstitutional(f.claimType) {
			set(row, claims.ColClaimsSubmittedAmount, bareTotal(f.e.Total))
		}
		return
	}
	set(row, claims.ColClaimsBillType, billTypeV3(f.e))
}

// packageDRG is where older v2 data has the DRG: on a diagnosis of its own, without a diagnosis code.
func packageDRG(diagnoses []diagnosis) string {
	for i := range diagnoses {
		if code := firstCode(diagnoses[i].PackageCode, selector{system: variables + "clm_drg_cd"}); code != "" {
			return code
		}
	}
	return ""
}

// bareTotal is the total charge of older v2 data: the one total, without a category.
func bareTotal(totals []adjudication) string {
	if len(totals) == 1 && len(totals[0].Category.Coding) == 0 {
		return string(totals[0].Amount.Value)
	}
	return ""
}
