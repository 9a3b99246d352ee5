package tuva

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// people are the persons by their key.
type people struct {
	byKey  map[string]*person
	asOf   string
	usesID bool            // person_id is the MBI
	shared map[string]bool // MBIs that more than one person has: they name nobody
}

// readPeople reads what coverage says of each person. Months are read in v2 only: v3 sends periods.
func readPeople(ctx context.Context, tables exporter.Tables, opts Options) (*people, error) {
	p := &people{byKey: map[string]*person{}, asOf: opts.AsOf, usesID: opts.PersonID == PersonIDMBI, shared: map[string]bool{}}
	isV2 := false
	err := each(ctx, tables, claims.Beneficiaries, personFields, func(r record) {
		isV2 = r.text(claims.ColBeneficiariesAPIVersion) == claims.V2
		p.addPatient(r)
	})
	if err != nil {
		return nil, err
	}
	err = each(ctx, tables, claims.Coverage, coverageFields, func(r record) {
		isV2 = r.text(claims.ColCoverageAPIVersion) == claims.V2
		if one := p.of(r.text(claims.ColCoveragePersonKey), r.text(claims.ColCoveragePatientID)); one != nil {
			one.addCoverage(r)
		}
	})
	if err != nil {
		return nil, err
	}
	if isV2 {
		err = each(ctx, tables, claims.CoverageMonths, monthFields, func(r record) {
			if one := p.of(r.text(claims.ColCoverageMonthsPersonKey), r.text(claims.ColCoverageMonthsPatientID)); one != nil {
				year := r.of(claims.ColCoverageMonthsYear)
				one.addYear(year)
				one.addMonth(year.Int, r.of(claims.ColCoverageMonthsMonth).Int, r.text(claims.ColCoverageMonthsDual), p.asOf)
			}
		})
	}
	p.findShared()
	return p, err
}

// each reads the rows of a table.
func each(ctx context.Context, tables exporter.Tables, table claims.TableID, fields *fields, do func(record)) (err error) {
	name := claims.TableOf(table).Name
	rows, err := tables.Open(ctx, table, fields.columns)
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	const cancelEvery = 1024
	for n := 0; rows.Next(); n++ {
		if n%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		do(record{fields, rows.Values()})
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

// of finds a person; a row without a person key goes by its patient id.
func (p *people) of(key, patient string) *person {
	if key == "" {
		key = patient
	}
	if key == "" {
		return nil
	}
	one := p.byKey[key]
	if one == nil {
		one = &person{key: key}
		p.byKey[key] = one
	}
	return one
}

func (p *people) addPatient(r record) {
	one := p.of(r.text(claims.ColBeneficiariesPersonKey), r.text(claims.ColBeneficiariesPatientID))
	if one == nil {
		return
	}
	if s := speakerOf(r); one.speaker.id == "" || s.before(one.speaker) {
		one.speaker = s
		one.mbi = r.text(claims.ColBeneficiariesMBI)
		one.death = r.day(claims.ColBeneficiariesDeathDate).Text
	}
	year := r.of(claims.ColBeneficiariesReferenceYear)
	for i := range int64(12) {
		dual := r.text(claims.ColBeneficiariesDualStatus01 + claims.Col(i))
		one.addMonth(year.Int, i+1, dual, p.asOf)
	}
}

func speakerOf(r record) speaker {
	updated := r.text(claims.ColBeneficiariesLastUpdated)
	if len(updated) >= 5 && updated[:5] == "9999-" {
		updated = ""
	}
	return speaker{id: r.text(claims.ColBeneficiariesFHIRID), updated: updated, merged: r.of(claims.ColBeneficiariesReplacedBy).Set}
}

// speaks says whether a Patient resource speaks for its person.
func (p *people) speaks(r record) (*person, bool) {
	one := p.of(r.text(claims.ColBeneficiariesPersonKey), r.text(claims.ColBeneficiariesPatientID))
	return one, one != nil && one.speaker.id == r.text(claims.ColBeneficiariesFHIRID)
}

// findShared looks for MBIs that people share who are kept apart because their birth date or sex disagree.
func (p *people) findShared() {
	holder := map[string]string{}
	for key, one := range p.byKey {
		mbi := one.member()
		if other, taken := holder[mbi]; taken && mbi != "" && other != key {
			p.shared[mbi] = true
		}
		holder[mbi] = key
	}
}

func (o *person) member() string {
	if o.mbi != "" {
		return o.mbi
	}
	return o.insured
}

// personID is what person_id holds: the key of the person here, or the MBI where that was asked for and names one person.
func (p *people) personID(key, mbi string) claims.Value {
	if p.usesID && mbi != "" && !p.shared[mbi] {
		return claims.TextValue(mbi)
	}
	return claims.TextValue(key)
}

// ofClaim is the person and the member of a claim.
func (p *people) ofClaim(claim record) (personID, member claims.Value) {
	key := claim.text(claims.ColClaimsPersonKey)
	if key == "" {
		key = claim.text(claims.ColClaimsPatientID)
	}
	mbi := claim.text(claims.ColClaimsMBI)
	if one := p.byKey[key]; one != nil && one.member() != "" {
		mbi = one.member()
	}
	if key == "" {
		key = mbi
	}
	return p.personID(key, mbi), claims.TextValue(mbi)
}

// withoutPatient are the people of whom there is coverage alone, by their key.
func (p *people) withoutPatient() []*person {
	var list []*person
	for _, key := range slices.Sorted(maps.Keys(p.byKey)) {
		if one := p.byKey[key]; one.speaker.id == "" {
			list = append(list, one)
		}
	}
	return list
}
