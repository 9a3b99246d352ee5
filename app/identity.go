package app

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// DecideIdentity keeps what the person at this computer decided about two records, and works out anew who is one person. An
// empty decision takes one back.
func (s *Set) DecideIdentity(ctx context.Context, c claims.IdentityCheck, decision claims.IdentityDecision) error {
	if err := s.db.DecideIdentity(ctx, c.A, c.B, decision, account()); err != nil {
		return err
	}
	return s.db.Settle(ctx, store.SettleOptions{})
}
