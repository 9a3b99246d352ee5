package app

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// CheckState is where a line of a connection test stands.
type CheckState string

// States of a line that has ended.
const (
	CheckOK       CheckState = "ok"
	CheckFailed   CheckState = "problem"
	CheckNotTried CheckState = "not tried"
)

// ServerJob is a job in the server's list.
type ServerJob struct {
	ID       string
	State    string // in words
	Request  string
	Started  string // RFC 3339; empty when not readable
	Updated  string
	Progress int // -1 when not asked or not told
}

// Jobs lists the jobs at the server, latest first. A generic server keeps no list: there it is the jobs of the last refresh.
func (s *Set) Jobs(ctx context.Context) ([]ServerJob, error) {
	connection, err := s.db.Connection(ctx)
	if err == nil && connection.Generic() {
		return s.ownJobs(ctx)
	}
	client, err := s.client(ctx)
	if err != nil {
		return nil, err
	}
	tasks, err := client.Jobs(ctx)
	if err != nil {
		return nil, err
	}
	jobs := make([]ServerJob, len(tasks))
	for i, t := range tasks {
		jobs[i] = ServerJob{ID: string(t.ID), State: taskWords(t, s.desk.now()), Request: requestPath(t.URL), Started: instantText(t.Start), Updated: instantText(t.End), Progress: -1}
	}
	return jobs, nil
}

// Job looks at one job.
func (s *Set) Job(ctx context.Context, id string) (ServerJob, error) {
	client, err := s.client(ctx)
	if err != nil {
		return ServerJob{}, err
	}
	status, err := client.Job(ctx, bcda.JobID(id))
	if err != nil {
		return ServerJob{}, err
	}
	job := ServerJob{ID: id, State: "being prepared", Progress: status.Progress}
	if status.State == bcda.StateComplete {
		job.State = fmt.Sprintf("ready: %d files", len(status.Manifest.Output))
		job.Request = requestPath(status.Manifest.Request)
	}
	return job, nil
}

// CancelJob stops a job at the server.
func (s *Set) CancelJob(ctx context.Context, id string) error {
	client, err := s.client(ctx)
	if err != nil {
		return err
	}
	return client.CancelJob(ctx, bcda.JobID(id))
}

// requestPath leaves the origin away: it only echoes what the server believes of itself.
func requestPath(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.RequestURI()
}

// client speaks the version in use to the stored connection's server.
func (s *Set) client(ctx context.Context) (*bcda.Client, error) {
	srv, err := s.server(ctx, nil)
	if err != nil {
		return nil, err
	}
	version := srv.connection.InUse
	if version == "" {
		if version, err = srv.chooseVersion(ctx); err != nil {
			return nil, err
		}
	}
	return srv.client(version)
}

func taskWords(t bcda.JobTask, now time.Time) string {
	switch t.Status {
	case bcda.TaskAccepted:
		return "waiting"
	case bcda.TaskInProgress:
		return "being prepared"
	case bcda.TaskCompleted:
		if t.FilesLikely(now) {
			return "ready"
		}
		return "over, files deleted"
	case bcda.TaskFailed:
		return "could not be finished"
	case bcda.TaskCancelled:
		return "cancelled"
	default:
		return "unknown"
	}
}
