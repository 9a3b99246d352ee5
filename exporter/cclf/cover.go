package cclf

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// cover is what the coverage of a person says, for the demographics. One is held for each person: coverage comes in the order of
// its own ids, not of people.
type cover struct {
	status, reason, buyIn, dual string // of periods
	statusOfA                   bool
	partA, partB, dualSpan      span
	buyInMonth, dualMonth       monthly
}

// span is the latest period of a part. Periods that have begun go by their first day.
type span struct {
	from string
	set  bool
}

// later says whether the period begins after the one held; the first always does.
func (s *span) later(from string) bool {
	if s.set && from < s.from {
		return false
	}
	*s = span{from, true}
	return true
}

// monthly is the latest month that says something.
type monthly struct {
	at   int64 // months since year 0
	code string
}

func (m *monthly) add(at int64, code string) {
	if at >= m.at {
		m.at, m.code = at, code
	}
}

// stay is the days of a hospice claim.
type stay struct{ from, to, thru string }

// patient is a person in one version of BCDA.
type patient struct{ version, id string }

// eachRow reads the columns of a table to the end.
func eachRow(ctx context.Context, tables exporter.Tables, id claims.TableID, columns []claims.Col, each func([]claims.Value) error) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("read %s: %w", claims.TableOf(id).Name, err)
		}
	}()
	rows, err := tables.Open(ctx, id, columns)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for n := 0; rows.Next(); n++ {
		if n%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if err := each(rows.Values()); err != nil {
			return err
		}
	}
	return rows.Err()
}

// readCovers gathers what coverage says of each person.
func readCovers(ctx context.Context, tables exporter.Tables) (map[patient]*cover, error) {
	covers := map[patient]*cover{}
	of := func(version, id claims.Value) *cover {
		p := patient{version.Text, id.Text}
		if covers[p] == nil {
			covers[p] = &cover{}
		}
		return covers[p]
	}
	err := eachRow(ctx, tables, claims.Coverage, wholeTable(claims.Coverage), func(row []claims.Value) error {
		of(row[claims.ColCoverageAPIVersion], row[claims.ColCoveragePatientID]).addPeriod(row)
		return nil
	})
	if err != nil {
		return nil, err
	}
	months := []claims.Col{
		claims.ColCoverageMonthsAPIVersion, claims.ColCoverageMonthsPatientID,
		claims.ColCoverageMonthsYear, claims.ColCoverageMonthsMonth, claims.ColCoverageMonthsBuyin, claims.ColCoverageMonthsDual,
	}
	err = eachRow(ctx, tables, claims.CoverageMonths, months, func(row []claims.Value) error {
		of(row[0], row[1]).addMonth(row[2].Int*12+row[3].Int, row[4].Text, row[5].Text)
		return nil
	})
	return covers, err
}

func (c *cover) addPeriod(row []claims.Value) {
	from := row[claims.ColCoveragePeriodStart].Text
	switch part := row[claims.ColCoveragePart].Text; part {
	case "A", "B":
		held := &c.partB
		if part == "A" {
			held = &c.partA
		}
		if !held.later(from) {
			return
		}
		if part == "A" || !c.statusOfA {
			c.status = cmp.Or(row[claims.ColCoverageMedicareStatusCode].Text, c.status)
			c.reason = cmp.Or(row[claims.ColCoverageOriginalEntitlementReason].Text, c.reason)
			c.statusOfA = part == "A"
		}
		c.buyIn = cmp.Or(row[claims.ColCoverageBuyinCode].Text, c.buyIn)
	case "DUAL":
		if c.dualSpan.later(from) {
			c.dual = row[claims.ColCoverageDualStatusCode].Text
		}
	}
}

func (c *cover) addMonth(at int64, buyIn, dual string) {
	if buyIn != "" {
		c.buyInMonth.add(at, buyIn)
	}
	if saysDual(dual) {
		c.dualMonth.add(at, dual)
	}
}
