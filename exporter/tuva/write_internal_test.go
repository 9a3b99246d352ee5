package tuva

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

func TestNamesDoNotBecomeFormulas(t *testing.T) {
	someone := patient("1", "P1", "1S00A00AA01", "", false)
	someone[claims.ColBeneficiariesLastName] = claims.TextValue(`=HYPERLINK("x")`)
	someone[claims.ColBeneficiariesFirstName] = claims.TextValue("Ann, \"Annie\"\nB")
	dir := filepath.Join(t.TempDir(), "tuva")
	written, err := Write(t.Context(), held{claims.Beneficiaries: {someone}}, dir, Options{AsOf: asOf})
	if err != nil {
		t.Fatal(err)
	}
	if len(written) != 3 || written[2] != (exporter.WrittenFile{Name: Eligibility, Rows: 1}) {
		t.Errorf("got %v, want three files and one row of eligibility", written)
	}
	text, err := os.ReadFile(filepath.Join(dir, Eligibility))
	if err != nil {
		t.Fatal(err)
	}
	if want := "\"Ann, \"\"Annie\"\"\nB\",,\"'=HYPERLINK(\"\"x\"\")\""; !strings.Contains(string(text), want) {
		t.Errorf("the file does not hold %s", want)
	}
}

func TestStoppedOrImpossible(t *testing.T) {
	stopped, stop := context.WithCancel(t.Context())
	stop()
	dir := t.TempDir()
	tests := map[string]struct {
		ctx  context.Context
		dir  string
		opts Options
		want error // nil for any
	}{
		"stopped":                  {stopped, dir, Options{AsOf: asOf}, context.Canceled},
		"the folder above is gone": {t.Context(), filepath.Join(dir, "gone", "tuva"), Options{AsOf: asOf}, exporter.ErrNoFolder},
		"no day of the data":       {t.Context(), dir, Options{AsOf: "soon"}, nil},
	}
	tables := held{claims.Beneficiaries: {patient("1", "P1", "1S00A00AA01", "", false)}}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Write(tt.ctx, tables, tt.dir, tt.opts)
			if err == nil || (tt.want != nil && !errors.Is(err, tt.want)) {
				t.Errorf("got error %v, want %v", err, tt.want)
			}
			if _, err := os.Stat(filepath.Join(tt.dir, Eligibility)); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a file was written: %v", err)
			}
		})
	}
}

// failing gives the rows of held, but the procedures cannot be read to their end.
type failing struct{ held }

var errGone = errors.New("gone")

func (f failing) Open(ctx context.Context, id claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	rows, err := f.held.Open(ctx, id, columns)
	if id != claims.Procedures {
		return rows, err
	}
	return failingRows{rows}, err
}

type failingRows struct{ exporter.ClosableSource }

func (failingRows) Err() error { return errGone }

func TestFilesStayWhenReadingFails(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{MedicalClaim, PharmacyClaim, Eligibility} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Write(t.Context(), failing{held{}}, dir, Options{AsOf: asOf}); !errors.Is(err, errGone) {
		t.Fatalf("got error %v, want %v", err, errGone)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 3 {
		t.Errorf("the folder holds %d entries, %v, want the three files", len(entries), err)
	}
	for _, e := range entries {
		if text, err := os.ReadFile(filepath.Join(dir, e.Name())); err != nil || string(text) != "before" {
			t.Errorf("%s was changed: %v", e.Name(), err)
		}
	}
}

// Every column that the layout reads is one that it can find.
func TestColumnsCanBeRead(t *testing.T) {
	h := &header{claim: made(claimFields, nil), kind: professional}
	for _, kind := range []string{professional, institutional, undetermined} {
		h.kind = kind
		fill(medicalColumns, &medicalRow{header: h, line: made(lineFields, nil)}, nil)
	}
	fill(pharmacyColumns, &pharmacyRow{header: h, line: made(lineFields, nil)}, nil)
	values := fill(eligibilityColumns, &eligibilityRow{people: &people{asOf: asOf}, one: &person{}, patient: made(personFields, nil)}, nil)
	if len(medicalColumns) != 148 || len(pharmacyColumns) != 25 || len(values) != 39 {
		t.Errorf("got %d, %d and %d columns, want 148, 25 and 39", len(medicalColumns), len(pharmacyColumns), len(values))
	}
}
