package app

import (
	"context"
	"errors"

	"github.com/claimsdesk/claimsdesk/store"
)

// AddPersonNote keeps a note of 1 to 200 letters about a person, with who wrote it and when.
func (s *Set) AddPersonNote(ctx context.Context, personKey, note string) error {
	err := s.db.AddPersonNote(ctx, personKey, note, account())
	if errors.Is(err, store.ErrNote) {
		return errors.Join(&UsageError{Text: noteEmpty}, err)
	}
	return err
}

// DeletePersonNote removes a note.
func (s *Set) DeletePersonNote(ctx context.Context, id int64) error {
	return s.db.DeletePersonNote(ctx, id)
}
