package cclf

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// Options of Write.
type Options struct {
	// Resources opens the resources behind the claims, in their order, for what the tables do not hold; nil where resources must
	// not leave. Fields beyond the tables are empty then.
	Resources func(context.Context) (Resources, error)
	Progress  exporter.Progress
}

// layouts are the feed files in the order of their names.
func layouts() []*layout {
	return []*layout{&header, &revenueLines, &procedures, &diagnoses, &physicianLines, &equipmentLines, &drugLines, &demographics, &formerNumbers, &partAExtra, &partBExtra}
}

// Write writes the eleven feed files into dir, all or none of them. Memory grows with the number of people, not of claims.
func Write(ctx context.Context, tables exporter.Tables, dir string, opts Options) ([]exporter.WrittenFile, error) {
	var names []string
	for _, l := range layouts() {
		names = append(names, l.file+".csv")
	}
	written := make([]exporter.WrittenFile, len(names))
	err := exporter.WriteFiles(dir, names, func(writers []io.Writer) error {
		f := &feed{tables: tables, files: make(map[*layout]*exporter.CSVRows, len(names)), hospice: map[patient]stay{}}
		for i, l := range layouts() {
			rows, err := exporter.NewCSVRows(writers[i], l.columns(), exporter.CSVOptions{Headings: claims.HeadingColumn, Guard: true, Table: l.file, Progress: opts.Progress})
			if err != nil {
				return err
			}
			f.files[l] = rows
		}
		if err := errors.Join(f.writeClaims(ctx, opts), ctx.Err()); err != nil {
			return err
		}
		if err := f.writePeople(ctx); err != nil {
			return err
		}
		if err := f.writeFormerNumbers(ctx); err != nil {
			return err
		}
		for i, l := range layouts() {
			if err := f.files[l].Finish(); err != nil {
				return err
			}
			written[i] = exporter.WrittenFile{Name: names[i], Rows: f.files[l].Rows()}
		}
		return nil
	})
	return written, err
}

// feed is one run of Write.
type feed struct {
	tables  exporter.Tables
	files   map[*layout]*exporter.CSVRows
	hospice map[patient]stay // latest hospice claim of those who have one
	values  []claims.Value
}

func (f *feed) add(l *layout, r *row) error {
	f.values = f.values[:0]
	for i := range l.fields {
		f.values = append(f.values, l.fields[i].value(r))
	}
	return f.files[l].Write(f.values)
}

func (f *feed) writeClaims(ctx context.Context, opts Options) (err error) {
	var beyond *beyondReader
	if opts.Resources != nil {
		resources, err := opts.Resources(ctx)
		if err != nil {
			return fmt.Errorf("read stored resources: %w", err)
		}
		beyond = &beyondReader{from: resources}
		defer func() { err = errors.Join(err, resources.Close()) }()
	}
	return exporter.EachClaim(ctx, f.tables, wanted(), func(whole *exporter.WholeClaim) error {
		found, err := beyond.of(whole.Claim[claims.ColClaimsFHIRID].Text)
		if err != nil {
			return err
		}
		return f.addClaim(newClaimRow(whole, found))
	})
}

// addClaim sorts a claim into the files of its part. Prior authorizations and claims of unknown type have no file in the feed.
func (f *feed) addClaim(r *row) error {
	switch r.claimType() {
	case claims.Inpatient, claims.Outpatient, claims.SNF, claims.HHA, claims.Hospice:
		f.noteHospice(r)
		return f.addInstitutional(r)
	case claims.Carrier:
		return f.addLines(r, &physicianLines, &partBExtra)
	case claims.DME:
		return f.addLines(r, &equipmentLines, &partBExtra)
	case claims.PDE:
		return f.addLines(r, &drugLines)
	}
	return nil
}

func (f *feed) addInstitutional(r *row) error {
	if err := errors.Join(f.add(&header, r), f.add(&partAExtra, r), f.addLines(r, &revenueLines)); err != nil {
		return err
	}
	for _, code := range r.whole.Children[claims.Procedures] {
		of := *r
		of.procedure = code
		if err := f.add(&procedures, &of); err != nil {
			return err
		}
	}
	external := false
	for _, code := range r.whole.Children[claims.Diagnoses] {
		of := *r
		of.diagnosis = code
		if isExternalCause(code[claims.ColDiagnosesDxType]) {
			of.firstE, external = !external, true
		}
		if err := f.add(&diagnoses, &of); err != nil {
			return err
		}
	}
	return nil
}

func (f *feed) addLines(r *row, files ...*layout) error {
	for _, values := range r.whole.Children[claims.ClaimLines] {
		of := r.ofLine(values)
		for _, l := range files {
			if err := f.add(l, of); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteHospice keeps the days of the person's latest hospice claim.
func (f *feed) noteHospice(r *row) {
	if r.claimType() != claims.Hospice || !r.claim[claims.ColClaimsAdmissionDate].Set {
		return
	}
	p := patient{r.version(), r.claim[claims.ColClaimsPatientID].Text}
	thru := r.claim[claims.ColClaimsThruDate].Text
	if held, ok := f.hospice[p]; ok && thru < held.thru {
		return
	}
	f.hospice[p] = stay{from: r.claim[claims.ColClaimsAdmissionDate].Text, to: r.claim[claims.ColClaimsDischargeDate].Text, thru: thru}
}
