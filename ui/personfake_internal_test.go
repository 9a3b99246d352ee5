package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/store"
)

// fakePerson is what the tabs of a person read.
type fakePerson struct {
	story     claims.PersonStory
	medicines []claims.PersonMedicine
	diagnoses []claims.PersonDiagnosis
	providers []claims.PersonProvider
	months    []claims.CoverMonth
	events    []claims.Event
	notes     []claims.PersonNote
	names     codes.Names
	files     []claims.NameFile
	fields    map[claimRef][]claims.FieldTable
	originals map[claimRef][]claims.Original
}

func (f *fakeReaders) PersonStory(_ context.Context, key string) (claims.PersonStory, error) {
	f.note("story of %s", key)
	p := f.person.story
	if p.Claims == nil {
		for _, c := range f.rows[key] {
			p.Claims = append(p.Claims, claims.StoryClaim{ClaimRow: c})
		}
	}
	return p, f.err
}

func (f *fakeReaders) PersonMedicines(context.Context, string) ([]claims.PersonMedicine, error) {
	return f.person.medicines, f.err
}

func (f *fakeReaders) PersonDiagnoses(context.Context, string) ([]claims.PersonDiagnosis, error) {
	return f.person.diagnoses, f.err
}

func (f *fakeReaders) PersonProviders(context.Context, string) ([]claims.PersonProvider, error) {
	return f.person.providers, f.err
}

func (f *fakeReaders) PersonCoverMonths(context.Context, string, int) ([]claims.CoverMonth, error) {
	return f.person.months, f.err
}

func (f *fakeReaders) PersonEvents(context.Context, string) ([]claims.Event, error) {
	return f.person.events, f.err
}

func (f *fakeReaders) PersonNotes(context.Context, string) ([]claims.PersonNote, error) {
	return f.person.notes, f.err
}

func (f *fakeReaders) CodeNames(context.Context, []codes.Key) (codes.Names, error) {
	return f.person.names, f.err
}

func (f *fakeReaders) NameFiles(context.Context) ([]claims.NameFile, error) {
	return f.person.files, f.err
}

func (f *fakeReaders) ClaimFields(_ context.Context, apiVersion, fhirID string) ([]claims.FieldTable, error) {
	f.note("fields of %s", fhirID)
	tables, ok := f.person.fields[claimRef{apiVersion, fhirID}]
	if !ok && f.err == nil {
		return nil, store.ErrNotFound
	}
	return tables, f.err
}

func (f *fakeReaders) ClaimOriginals(_ context.Context, apiVersion, fhirID string) ([]claims.Original, error) {
	f.note("original of %s", fhirID)
	return f.person.originals[claimRef{apiVersion, fhirID}], f.err
}
