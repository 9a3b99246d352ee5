package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// checkDetails reads the packed details of every claim and counts those that do not read as they were counted.
func (s *Snapshot) checkDetails(ctx context.Context) (check Check, err error) {
	check.Rule = "the details of each claim can be read and are as many as were stored"
	dec, err := unpacker(ctx, s.tx)
	if err != nil {
		return check, err
	}
	defer dec.Close()
	rows, err := s.tx.QueryContext(ctx, `SELECT packed, `+strings.Join(packedNames(), ", ")+` FROM claim_details`)
	if err != nil {
		return check, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	c := detailCheck{dec: dec, layouts: detailLayouts()}
	dest := []any{&c.packed}
	for i := range c.counts {
		dest = append(dest, &c.counts[i])
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return check, err
		}
		if !c.holds() {
			check.Wrong++
		}
	}
	return check, rows.Err()
}

// detailCheck is one row of claim_details under examination.
type detailCheck struct {
	dec     *zstd.Decoder
	layouts [len(packedTables)]detailLayout
	packed  sql.RawBytes
	counts  [len(packedTables)]int
	plain   []byte
	values  []claims.Value
}

func (c *detailCheck) holds() bool {
	plain, err := c.dec.DecodeAll(c.packed, c.plain[:0])
	if err != nil {
		return false
	}
	c.plain = plain
	for place, want := range c.counts {
		values, got, err := decodeDetails(c.values, plain, place, &c.layouts[place])
		if err != nil || got != want {
			return false
		}
		c.values = values
	}
	return true
}
