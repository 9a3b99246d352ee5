package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// Readers is all that the screens read of an open data set; *store.DB satisfies it. Every method waits for the disk:
// call them in the background only (load.go). Problems become words with app.ProblemOf.
type Readers interface {
	peopleReader
	personReader
	figureReader
	refreshReader
	exportReader
	eventReader
	analysisReader
	identityReader
}

// peopleReader finds people.
type peopleReader interface {
	// People is one page of the people whom the filter fits, and how many there are.
	People(ctx context.Context, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) (claims.People, error)
	// PeopleDoctors lists usual doctors of the people whom the filter fits, most people first, whichever doctor it asks for.
	PeopleDoctors(ctx context.Context, filter claims.PersonFilter) ([]claims.UsualDoctor, error)
}

// personReader reads one person and what belongs to them.
type personReader interface {
	// Person is the head of a person's page, by person_key.
	Person(ctx context.Context, key string) (claims.PersonDetail, error)
	// PersonClaims is one page of a person's claims, newest first where page.Desc is set.
	PersonClaims(ctx context.Context, filter claims.ClaimFilter, page claims.Page) (claims.ClaimPage, error)
	// PersonLeftOut counts what that list leaves out of a type and year.
	PersonLeftOut(ctx context.Context, filter claims.ClaimFilter) (claims.LeftOut, error)
	// PersonStory is what the picture and the timeline are made of.
	PersonStory(ctx context.Context, key string) (claims.PersonStory, error)
	PersonMedicines(ctx context.Context, key string) ([]claims.PersonMedicine, error)
	PersonDiagnoses(ctx context.Context, key string) ([]claims.PersonDiagnosis, error)
	PersonProviders(ctx context.Context, key string) ([]claims.PersonProvider, error)
	// PersonCoverMonths is what the person was covered by in each of the last n months, oldest first.
	PersonCoverMonths(ctx context.Context, key string, months int) ([]claims.CoverMonth, error)
	// PersonEvents lists the person's events of all work lists, newest first.
	PersonEvents(ctx context.Context, key string) ([]claims.Event, error)
	PersonNotes(ctx context.Context, key string) ([]claims.PersonNote, error)
	claimReader
	nameReader
}

// nameReader reads names of codes from official files.
type nameReader interface {
	CodeNames(ctx context.Context, keys []codes.Key) (codes.Names, error)
	// NameFiles lists the files whose names are kept.
	NameFiles(ctx context.Context) ([]claims.NameFile, error)
}

// claimReader reads one claim in full.
type claimReader interface {
	Claim(ctx context.Context, apiVersion, fhirID string) (claims.ClaimDetail, error)
	// ClaimFields is every field that has a value, of the claim and of its rows in all tables.
	ClaimFields(ctx context.Context, apiVersion, fhirID string) ([]claims.FieldTable, error)
	// ClaimOriginals are the resources of the claim as CMS sent them.
	ClaimOriginals(ctx context.Context, apiVersion, fhirID string) ([]claims.Original, error)
}

// refreshReader reads the history of refreshes.
type refreshReader interface {
	// Refreshes lists refreshes, latest first: those before a number, or from the last one on for 0.
	Refreshes(ctx context.Context, before int64, limit int) ([]claims.Refresh, error)
	// RefreshReport is all there is to tell of one.
	RefreshReport(ctx context.Context, id int64) (claims.RefreshReport, error)
}

// figureReader reads the figures of Home.
type figureReader interface {
	// CurrentSummary counts the default rows (docs/reference/contract.md 3).
	CurrentSummary(ctx context.Context) (claims.Summary, error)
	// LeftOut counts the claims that figures leave out: of everybody, or of the person of a key.
	LeftOut(ctx context.Context, personKey string) (claims.LeftOut, error)
	// Months is what base claims add up to in the last n months of service, oldest first.
	Months(ctx context.Context, n int) ([]claims.MonthTotal, error)
	// HospitalDelay is within how many days of discharge half of the hospital claims were here; false where that is not known.
	HospitalDelay(ctx context.Context) (days int, known bool, err error)
}

// exportReader reads what is kept about file exports.
type exportReader interface {
	// Exports lists the register of exports, latest first, up to limit; 0 for all.
	Exports(ctx context.Context, limit int) ([]claims.ExportEntry, error)
	// PeopleLists lists the lists of people, by name.
	PeopleLists(ctx context.Context) ([]claims.PeopleList, error)
}
