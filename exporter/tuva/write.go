package tuva

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// PersonID says what person_id holds.
type PersonID string

// What person_id may hold. The MBI is what Tuva's CCLF connector uses, so that data of both kinds meet.
const (
	PersonIDKey PersonID = "key" // the person's key on this computer
	PersonIDMBI PersonID = "mbi" // the current MBI; the key of people who have none, or share one
)

// Options are what the tables themselves do not say.
type Options struct {
	// AsOf is the day of the data, YYYY-MM-DD.
	AsOf     string
	PersonID PersonID
	// FileDay gives the day of the transaction time of the export that a file came with, as YYYY-MM-DD; empty where it is
	// not known. It may be nil.
	FileDay  func(exportID, fileName string) string
	Progress exporter.Progress
}

func (o Options) fileDay(exportID, fileName claims.Value) claims.Value {
	if o.FileDay == nil {
		return claims.Value{}
	}
	return claims.TextValue(o.FileDay(exportID.Text, fileName.Text))
}

// Names of the files, in the order of Tuva's documentation.
const (
	MedicalClaim  = "medical_claim.csv"
	PharmacyClaim = "pharmacy_claim.csv"
	Eligibility   = "eligibility.csv"
)

// Write writes the three files into a folder that is there or can be made. All of them are written, or none changes.
func Write(ctx context.Context, tables exporter.Tables, dir string, opts Options) ([]exporter.WrittenFile, error) {
	if _, ok := claims.CalendarDate(opts.AsOf); !ok {
		return nil, errors.New("the day of the data is no day")
	}
	if err := exporter.MakeFolder(dir); err != nil {
		return nil, err
	}
	people, err := readPeople(ctx, tables, opts)
	if err != nil {
		return nil, err
	}
	ids, err := readClaimIDs(ctx, tables)
	if err != nil {
		return nil, err
	}
	w := &writer{tables: tables, opts: opts, people: people, ids: ids}
	names := []string{MedicalClaim, PharmacyClaim, Eligibility}
	rows := make([]int64, len(names))
	err = exporter.WriteFiles(dir, names, func(files []io.Writer) error {
		if rows[0], rows[1], err = w.claims(ctx, files[0], files[1]); err != nil {
			return err
		}
		rows[2], err = w.eligibility(ctx, files[2])
		return err
	})
	if err != nil {
		return nil, err
	}
	written := make([]exporter.WrittenFile, len(names))
	for i, name := range names {
		written[i] = exporter.WrittenFile{Name: name, Rows: rows[i]}
	}
	return written, nil
}

// writer is one run of Write.
type writer struct {
	tables exporter.Tables
	opts   Options
	people *people
	ids    *claimIDs

	medical, pharmacy     *exporter.CSVRows
	values                []claims.Value
	lines                 []record
	diagnoses, procedures []coded
}

func (w *writer) open(to io.Writer, table string, columns []claims.Column) (*exporter.CSVRows, error) {
	return exporter.NewCSVRows(to, columns, exporter.CSVOptions{Headings: claims.HeadingColumn, Guard: true, Table: table, Progress: w.opts.Progress})
}

// claims writes medical_claim and pharmacy_claim in one reading of the claims.
func (w *writer) claims(ctx context.Context, medical, pharmacy io.Writer) (medicalRows, pharmacyRows int64, err error) {
	if w.medical, err = w.open(medical, "medical_claim", described(medicalColumns)); err != nil {
		return 0, 0, err
	}
	if w.pharmacy, err = w.open(pharmacy, "pharmacy_claim", described(pharmacyColumns)); err != nil {
		return 0, 0, err
	}
	wanted := exporter.Wanted{
		claims.Claims: claimFields.columns, claims.ClaimLines: lineFields.columns,
		claims.Diagnoses: diagnosisFields.columns, claims.Procedures: procedureFields.columns,
	}
	if err := exporter.EachClaim(ctx, w.tables, wanted, w.claim); err != nil {
		return 0, 0, err
	}
	if err := w.medical.Finish(); err != nil {
		return 0, 0, err
	}
	return w.medical.Rows(), w.pharmacy.Rows(), w.pharmacy.Finish()
}

// claim writes the rows of one claim.
func (w *writer) claim(whole *exporter.WholeClaim) error {
	claim := record{claimFields, whole.Claim}
	h := &header{
		claim: claim, id: w.ids.of(claim), kind: kindOf(claim.text(claims.ColClaimsClaimType)),
		fileDate: w.opts.fileDay(claim.of(claims.ColClaimsExportID), claim.of(claims.ColClaimsFileName)),
	}
	h.person, h.member = w.people.ofClaim(claim)
	w.lines = linesInOrder(whole, w.lines)
	if claim.text(claims.ColClaimsClaimType) == claims.PDE {
		row := &pharmacyRow{header: h}
		if len(w.lines) > 0 {
			row.line = w.lines[0]
		}
		w.values = fill(pharmacyColumns, row, w.values)
		return w.pharmacy.Write(w.values)
	}
	w.diagnoses = diagnosesInOrder(whole, w.diagnoses)
	w.procedures = proceduresInOrder(whole, w.procedures)
	h.diagnoses, h.procedures = w.diagnoses, w.procedures
	for i, money := range amountsOf(h, w.lines) {
		row := &medicalRow{header: h, number: int64(i + 1), money: money}
		if i < len(w.lines) {
			row.line = w.lines[i]
		}
		w.values = fill(medicalColumns, row, w.values)
		if err := w.medical.Write(w.values); err != nil {
			return err
		}
	}
	return nil
}

// eligibility writes a row for each span: of people with a Patient in the order of its id, then of the others.
func (w *writer) eligibility(ctx context.Context, to io.Writer) (int64, error) {
	out, err := w.open(to, "eligibility", described(eligibilityColumns))
	if err != nil {
		return 0, err
	}
	var failed error
	write := func(one *person, patient record, source origin) {
		day := w.opts.fileDay(source.export, source.file)
		for _, s := range one.spans(w.people.asOf) {
			if failed == nil {
				w.values = fill(eligibilityColumns, &eligibilityRow{people: w.people, one: one, patient: patient, span: s, source: source, fileDate: day}, w.values)
				failed = out.Write(w.values)
			}
		}
	}
	err = each(ctx, w.tables, claims.Beneficiaries, personFields, func(r record) {
		if one, speaks := w.people.speaks(r); speaks {
			write(one, r, origin{r.of(claims.ColBeneficiariesFileName), r.of(claims.ColBeneficiariesExportID), r.of(claims.ColBeneficiariesIngestedAt)})
		}
	})
	if err != nil {
		return 0, err
	}
	for _, one := range w.people.withoutPatient() {
		write(one, record{}, one.source)
	}
	if failed != nil {
		return 0, failed
	}
	return out.Rows(), out.Finish()
}

func yearBefore(year string) string {
	n, err := strconv.Atoi(year)
	if err != nil {
		return year
	}
	return strconv.Itoa(n - 1)
}
