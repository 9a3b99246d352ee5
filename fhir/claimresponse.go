package fhir

import (
	"cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// claimResponse is a ClaimResponse of BCDA v2: how far an early claim got (docs/reference/flattening.md section 3).
type claimResponse struct {
	ID           string          `json:"id"`
	Meta         meta            `json:"meta"`
	Contained    []contained     `json:"contained"`
	Extension    []extension     `json:"extension"`
	Identifier   []identifier    `json:"identifier"`
	Status       string          `json:"status"`
	Type         codeableConcept `json:"type"`
	Use          string          `json:"use"`
	Outcome      string          `json:"outcome"`
	Item         []responseItem  `json:"item"`
	Adjudication []adjudication  `json:"adjudication"`
	Total        []adjudication  `json:"total"`
}

type responseItem struct {
	ItemSequence number         `json:"itemSequence"` // of the line in the Claim; absent in what CMS sends today
	Adjudication []adjudication `json:"adjudication"`
}

// claimResponseRows reads a ClaimResponse: the claims row of the Claim with the same id, of which it decides a few
// columns, the process status and its dates as supporting information, and denials as decisions on lines. The row holds
// what is known of the other columns, which stand as long as no Claim came.
func claimResponseRows(r *claimResponse, in scope) content {
	e := r.asEOB()
	row := newEarlyRow(e, in.version)
	set(row, claims.ColClaimsClaimType, r.claimType(e))
	set(row, claims.ColClaimsUse, cmp.Or(r.Use, claims.UseClaim))
	set(row, claims.ColClaimsSourceSystem, earlySystem(e))
	set(row, claims.ColClaimsAdjudication, r.adjudication())
	set(row, claims.ColClaimsReceivedDate, r.date("fiss/recd-dt-cymd", "mcs/claim-receipt-date"))
	set(row, claims.ColClaimsProcessDate, r.date("fiss/curr-tran-dt-cymd", "mcs/status-date"))
	set(row, claims.ColClaimsLastUpdated, r.Meta.LastUpdated)
	f := flattener{e: e, version: in.version, id: r.ID, claimID: r.ID}
	supportRows(r.statuses(), nil, f.child)
	lineAdjudicationRows(e.Item, f.child)
	f.claimAmountRows()
	return content{
		id: r.ID, lastUpdated: r.Meta.LastUpdated, items: len(r.Item),
		rows: append([]claims.Row{row}, f.children...), patch: responseColumns(),
	}
}

// asEOB holds the elements that an EOB has too.
func (r *claimResponse) asEOB() *eob {
	e := &eob{
		ID: r.ID, Contained: r.Contained, Identifier: r.Identifier, Extension: r.Extension, Type: r.Type,
		Adjudication: r.Adjudication, Total: r.Total,
	}
	for i := range r.Item {
		e.Item = append(e.Item, item{Sequence: r.Item[i].ItemSequence, Adjudication: r.Item[i].Adjudication})
	}
	return e
}

// claimType is as much of the claim type as a ClaimResponse knows: it has no type of bill.
func (r *claimResponse) claimType(e *eob) string {
	if earlyClaimType(e) == claims.Carrier {
		return claims.Carrier
	}
	return claims.Unknown
}

// adjudication is partial unless the outcome is complete; queued and error are partial too.
func (r *claimResponse) adjudication() string {
	if r.Outcome == claims.AdjudicationComplete {
		return claims.AdjudicationComplete
	}
	return claims.AdjudicationPartial
}

// date is the first of the extensions that is there.
func (r *claimResponse) date(names ...string) string {
	for _, name := range names {
		if text := extensionText(r.Extension, variables+name); text != "" {
			return text
		}
	}
	return ""
}

// statuses are the extensions of the ClaimResponse in the form of supporting information: the url is the category (its
// last segment the code), a coding the code, a date the day. The process status is curr-status in FISS and status-code in
// MCS.
func (r *claimResponse) statuses() []supportingInfo {
	var infos []supportingInfo
	for i := range r.Extension {
		x := &r.Extension[i]
		info := supportingInfo{
			Category:    codeableConcept{Coding: []coding{{System: x.URL, Code: x.URL}}},
			TimingDate:  cmp.Or(x.ValueDate, x.ValueDateTime),
			ValueString: x.ValueString,
		}
		switch {
		case x.ValueCoding != nil:
			info.Code.Coding = []coding{*x.ValueCoding}
		case x.ValueCodeableConcept != nil:
			info.Code = *x.ValueCodeableConcept
		}
		infos = append(infos, info)
	}
	return infos
}
