package ui

import (
	"context"
	"errors"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// session is an open data set with what runs on it. Opening and closing wait for the disk; leave belongs to Fyne's
// goroutine.
type session struct {
	set      *app.Set
	practice *app.PracticeServer // nil for other data
	status   app.Status          // as it was read last

	ctx    context.Context // ends when the data set is left
	cancel context.CancelFunc
	crew   crew
}

// openSession opens a data set for this window alone, which takes its lock. Practice data bring their server along. ctx is
// that of the window.
func openSession(ctx context.Context, desk *app.Desk, name string) (*session, error) {
	set, err := desk.OpenSet(ctx, name)
	if err != nil {
		return nil, err
	}
	s := &session{set: set}
	s.ctx, s.cancel = context.WithCancel(ctx)
	if err := s.begin(desk); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *session) begin(desk *app.Desk) (err error) {
	if s.set.Name() == string(claims.EnvPractice) {
		server, err := desk.StartPractice(s.ctx)
		if err != nil {
			return err
		}
		s.practice = &server
		if err := s.set.ConnectPractice(s.ctx, server); err != nil {
			return err
		}
	}
	s.status, err = s.set.Status(s.ctx)
	return err
}

// leave ends what runs on the data set, without waiting.
func (s *session) leave() { s.cancel() }

// close waits for what runs and gives the data set free.
func (s *session) close() error {
	s.cancel()
	s.crew.dismiss()
	err := s.set.Close()
	if s.practice != nil {
		err = errors.Join(err, s.practice.Stop())
	}
	return err
}

// environment is where the data come from; empty for imported files.
func (s *session) environment() claims.Environment {
	if s.status.Connection == nil {
		return ""
	}
	return s.status.Connection.Environment
}

// label names the data set on the screen.
func (s *session) label() string {
	return labelOf(s.set.Name(), s.status.Connection)
}

// empty says that nothing has ever been fetched or imported.
func (s *session) empty() bool { return s.status.All.People == 0 && len(s.status.All.Claims) == 0 }
