package exporter_test

import (
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// claimRows makes rows of the table claims as a data set of some thousand people has them: which columns are empty, how often
// values repeat and how long they are is what practice data shows.
func claimRows(n int) [][]claims.Value {
	chance := rand.New(rand.NewPCG(7, 7))
	all := make([][]claims.Value, n)
	for i := range all {
		all[i] = claimRow(chance, i)
	}
	return all
}

func claimRow(chance *rand.Rand, i int) []claims.Value {
	person := chance.IntN(4000)
	thru := time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, chance.IntN(1095))
	pick := func(texts ...string) string { return texts[chance.IntN(len(texts))] }
	day := func(after int) string { return thru.AddDate(0, 0, after).Format(time.DateOnly) }
	npi := func(many int) string { return fmt.Sprintf("1%09d", chance.IntN(many)) }
	cents := func(most int) string { return claims.FormatCents(int64(chance.IntN(most))) }
	texts := map[string]string{
		"api_version": "v3", "fhir_id": fmt.Sprintf("-%012d", 20140000008325+int64(i)*7919), "claim_id": fmt.Sprintf("%012d", 20140000008325+int64(i)*7919),
		"claim_control_number": fmt.Sprintf("%014d", chance.Int64N(1e14)), "patient_id": fmt.Sprintf("-%d", 10000010000+person), "person_key": fmt.Sprint(person),
		"mbi": fmt.Sprintf("1S00A%06d", person), "claim_type": pick("CARRIER", "CARRIER", "OUTPATIENT", "PDE", "INPATIENT"), "claim_type_code": pick("71", "72", "40", "60", "1"),
		"use": "claim", "source_system": "NCH", "final_action": "FinalAction", "status": "active", "adjudication": "complete", "adjustment_type": "0",
		"from_date": day(-chance.IntN(3)), "thru_date": day(0), "effective_date": day(20 + chance.IntN(20)), "weekly_process_date": day(14), "received_date": day(9),
		"process_date": day(11), "idr_load_date": day(16), "payment_amount": cents(90000), "submitted_amount": cents(300000), "allowed_amount": cents(120000),
		"provider_payment_amount": cents(90000), "deductible_amount": pick("0.00", "0.00", "233.00"), "coinsurance_amount": cents(20000), "denial_code": "1",
		"disposition": "01", "query_code": "3", "near_line_code": pick("O", "W", "V", "M"), "billing_npi": npi(900), "provider_tax_id": fmt.Sprintf("%09d", chance.IntN(600)),
		"rendering_npi": npi(3000), "referring_npi": npi(2000), "principal_dx": fmt.Sprintf("%c%03d", 'A'+rune(chance.IntN(26)), chance.IntN(60)), "coverage_part": "Part B",
		"last_updated": thru.AddDate(0, 0, 30).Format("2006-01-02T15:04:05.000-07:00"), "file_name": "ExplanationOfBenefit.ndjson", "export_id": "31", "ingested_at": "2026-07-01T09:30:00Z",
	}
	columns := claims.TableOf(claims.Claims).Columns
	row := make([]claims.Value, len(columns))
	for i, c := range columns {
		switch text := texts[c.Name]; {
		case c.Name == "is_current":
			row[i] = claims.BoolValue(true)
		case c.Name == "line_count":
			row[i] = claims.IntValue(int64(1 + chance.IntN(6)))
		case c.Kind == claims.Money && text != "":
			n, err := claims.ParseCents(text)
			row[i] = claims.Value{Set: err == nil, Int: n, Text: text}
		default:
			row[i] = claims.TextValue(text)
		}
	}
	return row
}

// repeated is a RowSource that gives rows over and over until there are enough.
type repeated struct {
	columns []claims.Column
	rows    [][]claims.Value
	total   int
	at      int
}

func repeat(table claims.TableID, rows [][]claims.Value, total int) *repeated {
	return &repeated{columns: claims.TableOf(table).Columns, rows: rows, total: total}
}

func (r *repeated) Columns() []claims.Column { return r.columns }
func (r *repeated) Err() error               { return nil }
func (r *repeated) Values() []claims.Value   { return r.rows[(r.at-1)%len(r.rows)] }
func (r *repeated) Next() bool {
	r.at++
	return r.at <= r.total
}
