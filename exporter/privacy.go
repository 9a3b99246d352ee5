package exporter

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// PrivacyOptions decide what Private tells (docs/privacy.md).
type PrivacyOptions struct {
	Level claims.PrivacyLevel
	// Year is that of the export: ages are counted to its end.
	Year int
	// Providers keeps the numbers and names of providers and plans in a de-identified export.
	Providers bool
	Codes     Codes
}

// Codes keeps the random codes of identifying numbers.
type Codes interface {
	// Fill sets the Code of each number: the same for the same number of a kind, a new random one where it has none yet.
	Fill(ctx context.Context, numbers []claims.Number) error
}

// privateBatch is how many rows are looked at together: their codes are asked for at once, and de-identified rows are put
// in an order of their own, which tells nothing of the order of the numbers they had.
const privateBatch = 4096

// Private returns rows as a privacy level tells them. What is done with a column follows from the catalogue alone; columns
// that the level removes are not among Columns. At the full level it is src itself. Closing it closes src.
func Private(ctx context.Context, src ClosableSource, opts PrivacyOptions) ClosableSource {
	if opts.Level == claims.PrivacyFull {
		return src
	}
	p := &private{ctx: ctx, src: src, opts: opts, sorted: opts.Level != claims.PrivacyLimited}
	for i, c := range src.Columns() {
		treatment := c.Identifier.Treatment(opts.Level)
		if opts.Providers && c.Identifier == claims.ProviderOrPlan {
			treatment = claims.Keep
		}
		if treatment == claims.Remove {
			continue
		}
		p.from = append(p.from, i)
		p.treatments = append(p.treatments, treatment)
		p.kinds = append(p.kinds, c.Identifier)
		p.columns = append(p.columns, told(c, treatment))
	}
	return p
}

// told describes a column as a level tells it.
func told(c claims.Column, treatment claims.Treatment) claims.Column {
	switch treatment {
	case claims.Code:
		c.Meaning = "A random code in place of the number; the same number has the same code. " + c.Meaning
	case claims.YearOnly:
		c.Kind, c.Label = claims.Int, c.Label+" (year)"
		c.Meaning += " The year alone; empty where it would tell an age over 89."
	case claims.BirthYear:
		c.Kind, c.Label = claims.Int, c.Label+" (year)"
		c.Meaning += " The year alone; people of 90 and over have the year of those who are 89."
	case claims.ZIP3:
		c.Label += " (3 digits)"
		c.Meaning += " The first three digits; 000 where 20,000 people or fewer live."
	case claims.Keep, claims.Remove:
	}
	return c
}

// private tells rows batch by batch.
type private struct {
	ctx        context.Context // of the export: Next of a RowSource has none
	src        ClosableSource
	opts       PrivacyOptions
	sorted     bool
	columns    []claims.Column
	from       []int // place of each column in src
	treatments []claims.Treatment
	kinds      []claims.Identifier

	rows    [][]claims.Value // of the present batch; beyond its length, rows to be filled again
	at      int              // next row of the batch
	numbers []claims.Number
	err     error
}

// Columns implements RowSource.
func (p *private) Columns() []claims.Column { return p.columns }

// Values implements RowSource.
func (p *private) Values() []claims.Value { return p.rows[p.at-1] }

// Err implements RowSource.
func (p *private) Err() error { return cmp.Or(p.err, p.src.Err()) }

// Close implements ClosableSource.
func (p *private) Close() error { return p.src.Close() }

// Next implements RowSource.
func (p *private) Next() bool {
	if p.at == len(p.rows) && !p.fill() {
		return false
	}
	p.at++
	return true
}

// fill reads the next batch; false at the end and after an error.
func (p *private) fill() bool {
	p.rows, p.at, p.numbers = p.rows[:0], 0, p.numbers[:0]
	if p.err != nil {
		return false
	}
	for len(p.rows) < privateBatch && p.src.Next() {
		p.take(p.src.Values())
	}
	if p.src.Err() != nil || len(p.rows) == 0 {
		p.rows = p.rows[:0]
		return false
	}
	if p.err = p.encode(); p.err != nil {
		p.rows = p.rows[:0]
		return false
	}
	if p.sorted {
		slices.SortFunc(p.rows, compareRows)
	}
	return true
}

// take keeps a row of src as the level tells it; numbers wait for their codes.
func (p *private) take(values []claims.Value) {
	row := p.newRow()
	for i, from := range p.from {
		v := values[from]
		switch p.treatments[i] {
		case claims.Code:
			if v.Set {
				p.numbers = append(p.numbers, claims.Number{Kind: p.kinds[i], Text: v.Text})
			}
		case claims.YearOnly:
			v = yearOnly(v, p.opts.Year)
		case claims.BirthYear:
			v = birthYear(v, p.opts.Year)
		case claims.ZIP3:
			v = zip3(v)
		case claims.Keep, claims.Remove:
		}
		row[i] = v
	}
}

// newRow adds a row to the batch, in the memory of an earlier one where there is any.
func (p *private) newRow() []claims.Value {
	n := len(p.rows)
	if n == cap(p.rows) {
		p.rows = append(p.rows, nil)
	}
	p.rows = p.rows[:n+1]
	if p.rows[n] == nil {
		p.rows[n] = make([]claims.Value, len(p.from))
	}
	return p.rows[n]
}

// encode puts the codes of the batch in the place of its numbers.
func (p *private) encode() error {
	if len(p.numbers) == 0 {
		return nil
	}
	if err := p.opts.Codes.Fill(p.ctx, p.numbers); err != nil {
		return fmt.Errorf("look up codes: %w", err)
	}
	next := 0
	for _, row := range p.rows {
		for i, treatment := range p.treatments {
			if treatment == claims.Code && row[i].Set {
				row[i] = claims.TextValue(p.numbers[next].Code)
				next++
			}
		}
	}
	return nil
}

// compareRows orders rows by what they show, so that their order tells nothing more.
func compareRows(a, b []claims.Value) int {
	return slices.CompareFunc(a, b, func(x, y claims.Value) int {
		if x.Set != y.Set {
			if y.Set {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(x.Int, y.Int), cmp.Compare(x.Text, y.Text))
	})
}

// Ages of Safe Harbor: those over 89 are one group, and Medicare begins for most at 65, so that a date from before tells an
// age as a birth date does.
const (
	oldestAge   = 89
	medicareAge = 65
)

// yearOnly cuts a date to its year. A year so long back that whoever turned 65 in it is over 89 is left out: 45 CFR
// 164.514(b)(2)(i)(C) counts years that indicate such an age. CMS's 9999 stays, which means open or unknown.
func yearOnly(v claims.Value, now int) claims.Value {
	year, ok := yearOf(v)
	if !ok || year < now-(oldestAge-medicareAge) {
		return claims.Value{}
	}
	return claims.IntValue(int64(year))
}

// birthYear cuts a birth date to its year, at most 89 years back.
func birthYear(v claims.Value, now int) claims.Value {
	year, ok := yearOf(v)
	if !ok {
		return claims.Value{}
	}
	return claims.IntValue(int64(max(year, now-oldestAge)))
}

// yearOf reads the year in front of a date or time as sent.
func yearOf(v claims.Value) (int, bool) {
	const digits = 4
	if !v.Set || len(v.Text) < digits {
		return 0, false
	}
	year, err := strconv.ParseUint(v.Text[:digits], 10, 16)
	return int(year), err == nil
}
