package app

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// Reread reads the stored resources and the lines in quarantine again, by the rules of this version of the program and
// without CMS. Rows that come out otherwise are replaced, all at once: an interruption leaves everything as it was, and
// the data set is settled as a whole afterwards.
func (s *Set) Reread(ctx context.Context, report Report) (claims.Reread, error) {
	tell := newReporter(report, s.desk.now)
	readers := map[string]*fhir.Reader{}
	read := func(version string, line []byte) (claims.Resource, error) {
		if readers[version] == nil {
			readers[version] = fhir.NewReader(fhir.Options{Version: version, Now: s.desk.now})
		}
		return readers[version].Parse(line)
	}
	count, err := s.db.Reread(ctx, read, func(c claims.Reread) {
		tell.tell(Event{Phase: PhaseImporting, Resources: c.Resources, Percent: -1})
	})
	if err != nil {
		return claims.Reread{}, err
	}
	tell.finish(Event{Phase: PhaseSettling, Resources: count.Resources, Percent: -1})
	if err := s.db.Settle(ctx, store.SettleOptions{All: true}); err != nil {
		return count, err
	}
	tell.finish(Event{Phase: PhaseDone, Resources: count.Resources, Percent: -1})
	return count, nil
}
