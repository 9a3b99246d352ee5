package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Kinds of file_findings.
const (
	findingSystem = "system"
	findingType   = "type"
	findingFlag   = "flag"
	findingClaims = "claim_type" // with the one name UNKNOWN
)

// note adds what a resource gives to the import report of its file.
func note(report *claims.ImportReport, r *claims.Resource) {
	for name, n := range r.Unknown {
		claims.Count(&report.Systems, name, n)
	}
	if r.Rows[0].Table != claims.Claims {
		return
	}
	main := r.Rows[0]
	for _, name := range strings.Split(main.Value(claims.ColClaimsDqFlags).Text, ";") {
		if name != "" {
			claims.Count(&report.Flags, name, 1)
		}
	}
	if main.Value(claims.ColClaimsClaimType).Text == claims.Unknown && r.Type != claims.TypeClaimResponse { // which has no type of its own
		report.UnknownClaims++
	}
	if r.Told.Claims == 0 {
		return
	}
	report.Told.Add(r.Told)
	stored := claims.ClaimFigures{Claims: 1, PaymentCents: main.Value(claims.ColClaimsPaymentAmount).Int}
	for _, row := range r.Rows[1:] {
		switch row.Table {
		case claims.ClaimLines:
			stored.Lines++
		case claims.Diagnoses:
			stored.Diagnoses++
		}
	}
	report.Stored.Add(stored)
}

// saveReport writes the report of a file beside its ledger entry.
func (f *FileImport) saveReport() error {
	told, read := f.count.Report.Told, f.count.Report.Stored
	err := f.w.exec(`UPDATE files SET told_claims = ?, told_paid_cents = ?, told_lines = ?, told_diagnoses = ?,
			read_claims = ?, read_paid_cents = ?, read_lines = ?, read_diagnoses = ? WHERE file_id = ?`,
		int64(told.Claims), told.PaymentCents, int64(told.Lines), int64(told.Diagnoses),
		int64(read.Claims), read.PaymentCents, int64(read.Lines), int64(read.Diagnoses), f.fileID)
	if err != nil {
		return err
	}
	for kind, found := range map[string]map[string]int{
		findingSystem: f.count.Report.Systems, findingType: f.count.Report.Types, findingFlag: f.count.Report.Flags,
		findingClaims: {claims.Unknown: f.count.Report.UnknownClaims},
	} {
		for _, name := range slices.Sorted(maps.Keys(found)) {
			if found[name] == 0 {
				continue
			}
			if err := f.w.exec(`INSERT INTO file_findings (file_id, kind, name, found) VALUES (?, ?, ?, ?)`, f.fileID, kind, name, int64(found[name])); err != nil {
				return err
			}
		}
	}
	return nil
}

// ImportReport adds up the reports of all files in the ledger, the same file as often as it was read.
func (db *DB) ImportReport(ctx context.Context) (claims.ImportReport, error) {
	var report claims.ImportReport
	told, read := &report.Told, &report.Stored
	err := db.read.QueryRowContext(ctx, `SELECT coalesce(sum(told_claims), 0), coalesce(sum(told_paid_cents), 0), coalesce(sum(told_lines), 0),
			coalesce(sum(told_diagnoses), 0), coalesce(sum(read_claims), 0), coalesce(sum(read_paid_cents), 0), coalesce(sum(read_lines), 0),
			coalesce(sum(read_diagnoses), 0) FROM files`).
		Scan(&told.Claims, &told.PaymentCents, &told.Lines, &told.Diagnoses, &read.Claims, &read.PaymentCents, &read.Lines, &read.Diagnoses)
	if err != nil {
		return report, wrap(err, "add up the import reports")
	}
	found, err := listed(ctx, db.read, "list what imports found", scanFinding, `SELECT kind, name, sum(found) FROM file_findings GROUP BY kind, name`)
	if err != nil {
		return report, err
	}
	named := map[string]*map[string]int{findingSystem: &report.Systems, findingType: &report.Types, findingFlag: &report.Flags}
	for _, f := range found {
		if f.kind == findingClaims {
			report.UnknownClaims += f.n
		}
		if into := named[f.kind]; into != nil {
			claims.Count(into, f.name, f.n)
		}
	}
	return report, nil
}

// finding is one row of file_findings.
type finding struct {
	kind, name string
	n          int
}

func scanFinding(row scanner) (finding, error) {
	var f finding
	err := row.Scan(&f.kind, &f.name, &f.n)
	return f, err
}

// moneyRules hold for every file by itself.
var moneyRules = []rule{
	{"the payments of each file are those of its claims, to the cent", `SELECT count(*) FROM files WHERE told_paid_cents <> read_paid_cents`},
	{"each file has as many claim lines as its claims", `SELECT count(*) FROM files WHERE told_lines <> read_lines OR told_claims <> read_claims`},
	{"each file has as many diagnoses as its claims", `SELECT count(*) FROM files WHERE told_diagnoses <> read_diagnoses`},
}
