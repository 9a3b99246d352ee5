package exporter

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Tables opens tables of one consistent state, narrowed as the export asks. Rows come in the order of the table's key;
// columns are those asked for, in that order.
type Tables interface {
	Open(ctx context.Context, table claims.TableID, columns []claims.Col) (ClosableSource, error)
}

// WholeClaim is a claim with the rows of its child tables. It is valid until the next claim.
type WholeClaim struct {
	// Claim holds the columns of the claims table that were asked for, in that order.
	Claim []claims.Value
	// Children holds, for each child table that was asked for, the claim's rows with the columns that were asked for.
	Children map[claims.TableID][][]claims.Value
}

// Wanted names tables and the columns of each; claims itself must be one of them.
type Wanted map[claims.TableID][]claims.Col

// EachClaim reads claims and their children side by side, as all of them are in the order of the claim's key, so that it
// holds one claim at a time however many there are.
func EachClaim(ctx context.Context, tables Tables, wanted Wanted, each func(*WholeClaim) error) (err error) {
	streams := make([]*claimStream, 0, len(wanted))
	defer func() {
		for _, s := range streams {
			err = errors.Join(err, s.rows.Close())
		}
	}()
	for _, table := range claims.Catalogue() {
		columns, ok := wanted[table.ID]
		if !ok {
			continue
		}
		s, err := openStream(ctx, tables, table, columns)
		if err != nil {
			return err
		}
		streams = append(streams, s)
	}
	whole := &WholeClaim{Children: make(map[claims.TableID][][]claims.Value, len(wanted))}
	head := streams[0] // the catalogue names claims before its children
	for n := 0; head.next(); n++ {
		if n%cancelEvery == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		whole.Claim = head.values
		for _, child := range streams[1:] {
			whole.Children[child.table.ID] = child.of(head.key)
		}
		if err := each(whole); err != nil {
			return err
		}
	}
	for _, s := range streams {
		if err := s.rows.Err(); err != nil {
			return fmt.Errorf("read %s: %w", s.table.Name, err)
		}
	}
	return nil
}

// claimStream is one table, read in step with the others.
type claimStream struct {
	table  *claims.Table
	rows   ClosableSource
	width  int // columns that were asked for; the two of the claim's key follow them
	key    claimKey
	values []claims.Value
	ahead  bool // the present row belongs to a later claim
	kept   [][]claims.Value
	free   [][]claims.Value // rows of earlier claims, to be filled again
}

type claimKey struct{ version, id string }

// before says that the key comes first in the order of tables.
func (k claimKey) before(o claimKey) bool {
	return k.version < o.version || (k.version == o.version && k.id < o.id)
}

func openStream(ctx context.Context, tables Tables, table *claims.Table, columns []claims.Col) (*claimStream, error) {
	version, hasVersion := table.Column("api_version")
	id, hasID := table.Column("fhir_id")
	if !hasVersion || !hasID {
		return nil, fmt.Errorf("%s does not belong to claims", table.Name)
	}
	key := []claims.Col{version, id}
	rows, err := tables.Open(ctx, table.ID, slices.Concat(columns, key))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", table.Name, err)
	}
	return &claimStream{table: table, rows: rows, width: len(columns)}, nil
}

func (s *claimStream) next() bool {
	if !s.rows.Next() {
		return false
	}
	values := s.rows.Values()
	s.values = values[:s.width]
	s.key = claimKey{values[s.width].Text, values[s.width+1].Text}
	return true
}

// of collects the rows of a claim. Claims come in order, so rows of earlier ones are passed over.
func (s *claimStream) of(key claimKey) [][]claims.Value {
	s.free = append(s.free, s.kept...)
	s.kept = s.kept[:0]
	for s.ahead || s.next() {
		s.ahead = false
		switch {
		case s.key == key:
			s.kept = append(s.kept, s.copied())
		case key.before(s.key):
			s.ahead = true
			return s.kept
		}
	}
	return s.kept
}

// copied keeps the present row beyond the next one.
func (s *claimStream) copied() []claims.Value {
	if n := len(s.free); n > 0 {
		row := s.free[n-1]
		s.free = s.free[:n-1]
		return append(row[:0], s.values...)
	}
	return slices.Clone(s.values)
}
