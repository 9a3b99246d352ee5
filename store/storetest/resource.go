package storetest

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Change sets columns of a row.
type Change func(claims.Row)

// Text sets a text, date, timestamp or decimal column; empty text is null.
func Text(col claims.Col, text string) Change {
	return func(r claims.Row) { r.Set(col, claims.TextValue(text)) }
}

// Int sets a number column.
func Int(col claims.Col, n int64) Change {
	return func(r claims.Row) { r.Set(col, claims.IntValue(n)) }
}

// Money sets an amount as sent; it panics for text that is no amount.
func Money(col claims.Col, amount string) Change {
	v, err := claims.MoneyValue(amount)
	if err != nil {
		panic(err)
	}
	return func(r claims.Row) { r.Set(col, v) }
}

// Patient is a beneficiary with MBIs, the current one first.
func Patient(version, id, last, first, born string, mbis ...string) claims.Resource {
	r := newResource(version, claims.TypePatient, id, claims.Beneficiaries,
		Text(claims.ColBeneficiariesPatientID, id), Text(claims.ColBeneficiariesLastName, last),
		Text(claims.ColBeneficiariesFirstName, first), Text(claims.ColBeneficiariesBirthDate, born),
		Text(claims.ColBeneficiariesSexCode, "2"), Text(claims.ColBeneficiariesCity, "DAYTON"),
		Text(claims.ColBeneficiariesState, "OH"), Text(claims.ColBeneficiariesZip5, "05402"))
	for i, mbi := range mbis {
		if i == 0 {
			r.Rows[0].Set(claims.ColBeneficiariesMBI, claims.TextValue(mbi))
		}
		current := int64(0)
		if i == 0 {
			current = 1
		}
		r = With(r, claims.BeneficiaryMBIs, Text(claims.ColBeneficiaryMBIsPatientID, id), Text(claims.ColBeneficiaryMBIsMBI, mbi),
			Int(claims.ColBeneficiaryMBIsIsCurrent, current), Int(claims.ColBeneficiaryMBIsSourceOrder, int64(i+1)))
	}
	return seal(r)
}

// Coverage is one coverage of a person.
func Coverage(version, id, patient, part string, changes ...Change) claims.Resource {
	return newResource(version, claims.TypeCoverage, id, claims.Coverage, append([]Change{
		Text(claims.ColCoverageCoverageID, id), Text(claims.ColCoveragePatientID, patient),
		Text(claims.ColCoveragePart, part), Text(claims.ColCoverageStatus, "active"),
	}, changes...)...)
}

// EOB is a claim that counts, of one day and without lines, unless changed.
func EOB(version, id, patient, claimType, day string, changes ...Change) claims.Resource {
	return newResource(version, claims.TypeEOB, id, claims.Claims, append([]Change{
		Text(claims.ColClaimsClaimID, id), Text(claims.ColClaimsPatientID, patient), Text(claims.ColClaimsClaimType, claimType),
		Text(claims.ColClaimsUse, claims.UseClaim), Text(claims.ColClaimsAdjudication, claims.AdjudicationComplete),
		Text(claims.ColClaimsStatus, "active"), Text(claims.ColClaimsFinalAction, "FinalAction"),
		Text(claims.ColClaimsFromDate, day), Text(claims.ColClaimsThruDate, day), Int(claims.ColClaimsLineCount, 0),
	}, changes...)...)
}

// With returns the resource with one more child row.
func With(r claims.Resource, table claims.TableID, changes ...Change) claims.Resource {
	row := claims.NewRow(table)
	t := claims.TableOf(table)
	setNamed(row, t, "api_version", claims.TextValue(r.APIVersion))
	setNamed(row, t, "fhir_id", claims.TextValue(r.ID))
	setNamed(row, t, "claim_id", claims.TextValue(r.ID))
	ordinal := int64(1)
	for _, other := range r.Rows {
		if other.Table == table {
			ordinal++
		}
	}
	setNamed(row, t, "ordinal", claims.IntValue(ordinal))
	for _, change := range changes {
		change(row)
	}
	r.Rows = append(slices.Clone(r.Rows), row)
	slices.SortStableFunc(r.Rows[1:], func(a, b claims.Row) int { return int(a.Table) - int(b.Table) })
	if table == claims.ClaimLines {
		main := claims.Row{Table: claims.Claims, Values: slices.Clone(r.Rows[0].Values)}
		main.Set(claims.ColClaimsLineCount, claims.IntValue(ordinal))
		r.Rows[0] = main
		r.Items = int(ordinal)
	}
	return seal(r)
}

func setNamed(row claims.Row, t *claims.Table, name string, v claims.Value) {
	if col, ok := t.Column(name); ok {
		row.Set(col, v)
	}
}

func newResource(version, resourceType, id string, table claims.TableID, changes ...Change) claims.Resource {
	row := claims.NewRow(table)
	t := claims.TableOf(table)
	setNamed(row, t, "api_version", claims.TextValue(version))
	setNamed(row, t, "fhir_id", claims.TextValue(id))
	setNamed(row, t, "last_updated", claims.TextValue("2026-08-01T00:00:00.000+00:00"))
	for _, change := range changes {
		change(row)
	}
	return seal(claims.Resource{
		APIVersion: version, Type: resourceType, ID: id, LastUpdated: "2026-08-01T00:00:00.000+00:00", Rows: []claims.Row{row},
	})
}

// seal gives the resource a raw text and a hash that follow from its rows.
func seal(r claims.Resource) claims.Resource {
	var b strings.Builder
	fmt.Fprintf(&b, `{"resourceType":%q,"id":%q,"values":[`, r.Type, r.ID)
	comma := ""
	for _, row := range r.Rows {
		for i, c := range claims.TableOf(row.Table).Columns {
			if v := row.Values[i]; v.Set {
				fmt.Fprintf(&b, "%s%q", comma, c.Name+"="+v.Format(c.Kind))
				comma = ","
			}
		}
	}
	b.WriteString("]}")
	r.Raw = []byte(b.String())
	sum := sha256.Sum256(r.Raw)
	r.Hash = [16]byte(sum[:16])
	return r
}
