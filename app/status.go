package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Status is what claimsctl status and Home show of a data set.
type Status struct {
	All     claims.Summary // every stored row
	Current claims.Summary // default rows (contract.md 3)
	// Connection is nil where files were only imported.
	Connection *claims.Connection
	// CredentialDays is how many days the secret still works: 0 on the day on which it stops, nil when the issue date is
	// not known. WarningOf says what that means.
	CredentialDays *int
	// LastRefresh is nil before the first one.
	LastRefresh *claims.Refresh
	// IdentityChecks is how many pairs of records wait for somebody to say whether they are one person.
	IdentityChecks int
	// ClockBehind is the server's clock minus this computer's, as the last refresh of this program heard it; ClockProblem says what it
	// means.
	ClockBehind time.Duration
	// Free is how many bytes still fit on the disk of the data set; nil where the system does not tell.
	Free *uint64
}

// lowRoom is the room below which a refresh may not fit any more: a first one brings some GB.
const lowRoom = 2 << 30

// LowRoom says that the disk is nearly full.
func (s Status) LowRoom() bool { return s.Free != nil && *s.Free < lowRoom }

// Status reads the figures of the data set.
func (s *Set) Status(ctx context.Context) (status Status, err error) {
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return Status{}, err
	}
	defer func() { err = errors.Join(err, snapshot.Close()) }()
	if status.All, err = snapshot.Summary(ctx); err != nil {
		return Status{}, fmt.Errorf("count what is stored: %w", err)
	}
	if status.Current, err = snapshot.CurrentSummary(ctx); err != nil {
		return Status{}, fmt.Errorf("count what is current: %w", err)
	}
	connection, err := s.db.Connection(ctx)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return Status{}, err
	default:
		status.Connection = &connection
		status.CredentialDays = credentialDays(connection, s.desk.now())
	}
	last, err := s.db.LastRefresh(ctx)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return Status{}, err
	default:
		status.LastRefresh = &last
	}
	if free, err := s.desk.freeSpace(s.Folder()); err == nil {
		status.Free = &free
	}
	status.ClockBehind = time.Duration(s.clockBehind.Load())
	status.IdentityChecks, err = s.db.OpenIdentityChecks(ctx)
	return status, err
}
