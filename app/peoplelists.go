package app

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/store"
)

// SavedList is what became of a people list.
type SavedList struct {
	People  int // MBIs on it
	Unknown int // of the file, those that belong to nobody in the data
}

// SavePeopleList keeps MBIs under a name that recipes call, in place of what it held before.
func (s *Set) SavePeopleList(ctx context.Context, name string, mbis []string) (saved SavedList, err error) {
	const longest = 60 // as recipes allow
	if name != strings.TrimSpace(name) || name == "" || utf8.RuneCountInString(name) > longest || strings.ContainsAny(name, "\r\n\t") {
		return saved, &UsageError{Text: listName}
	}
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return saved, err
	}
	saved.Unknown, err = snapshot.Unknown(ctx, mbis)
	if err := errors.Join(err, snapshot.Close()); err != nil {
		return saved, err
	}
	if err := s.db.SavePeopleList(ctx, name, mbis); err != nil {
		return saved, err
	}
	kept, err := s.db.PeopleOnList(ctx, name)
	saved.People = len(kept)
	return saved, err
}

// DeletePeopleList removes a list.
func (s *Set) DeletePeopleList(ctx context.Context, name string) error {
	err := s.db.DeletePeopleList(ctx, name)
	if errors.Is(err, store.ErrNotFound) {
		return &UsageError{Text: listNotThere}
	}
	return err
}
