package inferno

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// Source is what the files are made of: the tables under the export's filters, and the resources behind their rows.
type Source interface {
	exporter.Tables
	// Resources opens the stored resources behind the rows of beneficiaries, coverage or claims, in the order of the rows.
	Resources(ctx context.Context, table claims.TableID) (Resources, error)
}

// Resources gives stored resources one after the other, as CMS sent them.
type Resources interface {
	Next() bool
	// Bytes is the present resource; the slice is reused by the next call of Next.
	Bytes() []byte
	Err() error
	Close() error
}

// Options of Write.
type Options struct {
	// AsOf is the day the data speak of. Its month stands in the name of the coverage file, which is where bcda_connector
	// takes the month of enrolment from.
	AsOf time.Time
	// Zone is the time zone of processed_datetime; nil for the computer's.
	Zone     *time.Location
	Progress exporter.Progress
}

// kind is one type of resource with the files made of it.
type kind struct {
	table        claims.TableID
	resourceType string
	input        string // name of the NDJSON file that FHIR_inferno would have read, without its ending
	records      []record
}

func kinds(asOf time.Time) []kind {
	return []kind{
		{claims.Beneficiaries, claims.TypePatient, "patient", patientRecords},
		{claims.Coverage, claims.TypeCoverage, "coverage_" + asOf.Format("200601"), coverageRecords},
		{claims.Claims, claims.TypeEOB, "explanationofbenefit", explanationRecords},
	}
}

func (k kind) fileNames() []string {
	names := make([]string, len(k.records))
	for i, r := range k.records {
		names[i] = r.file + ".csv_" + k.input + ".csv"
	}
	return names
}

// Write writes the thirteen files into dir. Files of earlier months of coverage are left alone, the others are replaced.
// The resources must be of BCDA v2: places in v3 arrays mean other things.
func Write(ctx context.Context, src Source, dir string, opts Options) ([]exporter.WrittenFile, error) {
	processed, err := lastRead(ctx, src)
	if err != nil {
		return nil, err
	}
	zone := opts.Zone
	if zone == nil {
		zone = time.Local
	}
	stamp := processed.In(zone).Format(time.DateTime)
	var names []string
	for _, k := range kinds(opts.AsOf) {
		names = append(names, k.fileNames()...)
	}
	var written []exporter.WrittenFile
	err = exporter.WriteFiles(dir, names, func(writers []io.Writer) error {
		for _, k := range kinds(opts.AsOf) {
			files, err := writeKind(ctx, src, k, writers[len(written):], stamp, opts.Progress)
			if err != nil {
				return fmt.Errorf("write %s: %w", k.input, err)
			}
			written = append(written, files...)
		}
		return nil
	})
	return written, err
}

// lastRead is when the newest of the rows came in. It stands for the time of processing, so that the same data give the same
// bytes (contract.md 3).
func lastRead(ctx context.Context, tables exporter.Tables) (last time.Time, err error) {
	for _, k := range kinds(time.Time{}) {
		table := claims.TableOf(k.table)
		column, ok := table.Column("ingested_at")
		if !ok {
			return last, fmt.Errorf("%s does not say when its rows came in", table.Name)
		}
		if last, err = latest(ctx, tables, k.table, column, last); err != nil {
			return last, fmt.Errorf("read %s: %w", table.Name, err)
		}
	}
	return last, nil
}

func latest(ctx context.Context, tables exporter.Tables, table claims.TableID, column claims.Col, last time.Time) (_ time.Time, err error) {
	rows, err := tables.Open(ctx, table, []claims.Col{column})
	if err != nil {
		return last, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	seen := ""
	for rows.Next() {
		text := rows.Values()[0].Text
		if text == seen {
			continue // files bring many rows
		}
		seen = text
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil && at.After(last) {
			last = at
		}
	}
	return last, rows.Err()
}

func writeKind(ctx context.Context, src Source, k kind, writers []io.Writer, stamp string, progress exporter.Progress) (_ []exporter.WrittenFile, err error) {
	resources, err := src.Resources(ctx, k.table)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, resources.Close()) }()
	files := make([]*file, len(k.records))
	for i, r := range k.records {
		files[i] = newFile(writers[i], r, k.input+".ndjson", stamp)
	}
	var n int64
	for resources.Next() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n++
		if err := addResource(files, resources.Bytes(), k.resourceType); err != nil {
			return nil, fmt.Errorf("resource %d: %w", n, err)
		}
		if progress != nil && n%256 == 0 {
			progress(claims.TableOf(k.table).Label, n)
		}
	}
	if err := resources.Err(); err != nil {
		return nil, err
	}
	return finish(files, k.fileNames())
}

func finish(files []*file, names []string) ([]exporter.WrittenFile, error) {
	written := make([]exporter.WrittenFile, len(files))
	for i, f := range files {
		if err := f.out.Flush(); err != nil {
			return nil, fmt.Errorf("write csv: %w", err)
		}
		written[i] = exporter.WrittenFile{Name: names[i], Rows: f.rows}
	}
	return written, nil
}

// addResource decodes a resource and adds its rows to each file. Others than of the type, such as the Claim of an early
// claim, have no place there.
func addResource(files []*file, raw []byte, resourceType string) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var resource map[string]any
	if err := decoder.Decode(&resource); err != nil {
		return errors.New("stored resource is no JSON object") // the decoder's own words may quote the resource
	}
	if resource["resourceType"] != resourceType {
		return nil
	}
	for _, f := range files {
		if err := f.add(resource); err != nil {
			return fmt.Errorf("write csv: %w", err)
		}
	}
	return nil
}
