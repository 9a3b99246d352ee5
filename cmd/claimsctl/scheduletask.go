package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ostask"
	"github.com/claimsdesk/claimsdesk/schedule"
)

type scheduleInstallCmd struct{}

func (c *scheduleInstallCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &scheduleDocument{}
	err := s.reading(ctx, func(set *app.Set) error {
		chosen, err := set.Schedule(ctx)
		if err != nil {
			return err
		}
		if chosen.Off {
			return &app.UsageError{Text: "Choose a schedule first: claimsctl schedule set."}
		}
		if err := s.secretInKeychain(ctx, set.Name()); err != nil {
			return err
		}
		tasks, err := ostask.New(ostask.Options{})
		if err == nil {
			err = s.installTask(ctx, tasks, set.Name(), chosen)
		}
		if err != nil {
			return taskProblem(err)
		}
		return doc.read(ctx, s, set)
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type scheduleRemoveCmd struct{}

func (c *scheduleRemoveCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &scheduleDocument{}
	err := s.reading(ctx, func(set *app.Set) error {
		tasks, err := ostask.New(ostask.Options{})
		if err == nil {
			err = tasks.Remove(ctx, s.desk.ScheduledTaskName(set.Name()))
		}
		if err != nil {
			return taskProblem(err)
		}
		return doc.read(ctx, s, set)
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

// secretInKeychain refuses a task that could not sign in: nobody is there to give a password.
func (s *session) secretInKeychain(ctx context.Context, set string) error {
	var secrets app.Secrets = app.Keychain{Folder: s.desk.Dir()}
	if s.main.Secrets != nil {
		secrets = s.main.Secrets
	}
	_, err := secrets.Secret(ctx, set)
	if errors.Is(err, app.ErrNoSecret) || errors.Is(err, app.ErrNoKeychain) {
		return &app.UsageError{Text: "The computer's own scheduler needs the secret in this computer's keychain, and it is not there. Connect again on a computer with a keychain, or leave the window open."}
	}
	return err
}

// installTask sets the task up for this program at the place where it lies now.
func (s *session) installTask(ctx context.Context, tasks *ostask.Scheduler, set string, chosen schedule.Schedule) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find this program: %w", err)
	}
	return tasks.Install(ctx, s.desk.ScheduledTask(program, set, chosen))
}

// taskInstalled says whether the computer's own scheduler knows of the refresh. Where there is none, it does not.
func (s *session) taskInstalled(ctx context.Context, set string) (bool, error) {
	tasks, err := ostask.New(ostask.Options{})
	there := false
	if err == nil {
		there, err = tasks.Installed(ctx, s.desk.ScheduledTaskName(set))
	}
	if errors.Is(err, ostask.ErrNoScheduler) {
		return false, nil
	}
	return there, err
}

// followSchedule brings the task in line with a changed schedule, where there is one.
func (s *session) followSchedule(ctx context.Context, tasks *ostask.Scheduler, set string, chosen schedule.Schedule) error {
	there, err := tasks.Installed(ctx, s.desk.ScheduledTaskName(set))
	switch {
	case err != nil || !there:
		return err
	case chosen.Off:
		return tasks.Remove(ctx, s.desk.ScheduledTaskName(set))
	default:
		return s.installTask(ctx, tasks, set, chosen)
	}
}

// taskProblem puts what the computer's own scheduler refuses into plain words.
func taskProblem(err error) error {
	switch {
	case errors.Is(err, ostask.ErrNoScheduler):
		return errors.Join(&app.UsageError{Text: "This computer has no scheduler that ClaimsDesk can use. Leave the window open instead: it runs the schedule."}, err)
	case errors.Is(err, ostask.ErrTask):
		return errors.Join(&app.UsageError{Text: "The computer's own scheduler cannot be told where ClaimsDesk or its data lies: a path has a character that it does not take."}, err)
	default:
		return err
	}
}
