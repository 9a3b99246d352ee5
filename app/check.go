package app

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

// CheckStep is one step of the connection test.
type CheckStep struct {
	Name    string // in words: "The server answers"
	State   CheckState
	Detail  string // in words; may be empty
	Problem *Problem
}

// CheckState is how a step ended.
type CheckState string

// States of a step.
const (
	CheckOK       CheckState = "ok"
	CheckFailed   CheckState = "problem"
	CheckNotTried CheckState = "not tried"
)

// Check walks the connection step by step: server, credentials, version, patient list; of a generic server the first two.
// It stops at the first step that
// fails; the others are not tried. told, which may be nil, is called after each step.
func (s *Set) Check(ctx context.Context, told func(CheckStep)) ([]CheckStep, error) {
	srv, err := s.server(ctx, nil)
	if err != nil {
		return nil, err
	}
	return srv.check(ctx, told), nil
}

// CheckConnection tests a connection that is not saved yet.
func (d *Desk) CheckConnection(ctx context.Context, req ConnectRequest, told func(CheckStep)) ([]CheckStep, error) {
	c, err := req.connection()
	if err != nil {
		return nil, err
	}
	secret, err := keptSecret(c, req.Secret)
	if err != nil {
		return nil, err
	}
	srv, err := d.dial(c, secret, nil)
	if err != nil {
		return nil, err
	}
	return srv.check(ctx, told), nil
}

// checkPart is a step with what it does; it returns a detail in words.
type checkPart struct {
	name string
	run  func() (string, error)
}

func (s *server) check(ctx context.Context, told func(CheckStep)) []CheckStep {
	plan := s.checkPlan(ctx)
	steps := make([]CheckStep, len(plan))
	stopped := false
	for i, p := range plan {
		steps[i] = CheckStep{Name: p.name, State: CheckNotTried}
		if !stopped {
			detail, err := p.run()
			steps[i].State, steps[i].Detail = CheckOK, detail
			if err != nil {
				problem := ProblemOf(err)
				steps[i].State, steps[i].Detail, steps[i].Problem = CheckFailed, problem.Title, &problem
				stopped = true
			}
		}
		if told != nil {
			told(steps[i])
		}
	}
	return steps
}

func (s *server) checkPlan(ctx context.Context) []checkPart {
	if s.connection.Generic() {
		return []checkPart{
			{"The server answers", func() (string, error) { return s.connection.Base, s.isBulkServer(ctx) }},
			{"The credentials are accepted", func() (string, error) { return s.checkToken(ctx) }},
		}
	}
	version := s.connection.API
	if version == "auto" {
		version = claims.V2 // every BCDA server has its routes; the version step looks closer
	}
	return []checkPart{
		{"The server answers", func() (string, error) { return s.checkServer(ctx, version) }},
		{"The credentials are accepted", func() (string, error) { return s.checkToken(ctx) }},
		{"A version is turned on for you", func() (string, error) {
			var err error
			version, err = s.chooseVersion(ctx)
			return "Version " + strings.TrimPrefix(version, "v") + " is used", err
		}},
		{"CMS has a patient list for you", func() (string, error) { return s.checkAttribution(ctx, version) }},
	}
}

func (s *server) checkServer(ctx context.Context, version string) (string, error) {
	client, err := s.client(version)
	if err != nil {
		return "", err
	}
	m, err := client.Metadata(ctx)
	if err != nil {
		return "", err
	}
	if m.Release == "" {
		return s.connection.Origin, nil
	}
	return fmt.Sprintf("%s, release %s", s.connection.Origin, m.Release), nil
}

func (s *server) checkToken(ctx context.Context) (string, error) {
	token, err := s.tokens.Token(ctx)
	if err != nil {
		return "", err
	}
	switch {
	case token.Access.Empty():
		return "The server asks for no sign-in", nil
	case token.CMSID == "":
		return "Signed in", nil
	}
	return "Signed in as " + token.CMSID, nil
}

func (s *server) checkAttribution(ctx context.Context, version string) (string, error) {
	client, err := s.client(version)
	if err != nil {
		return "", err
	}
	a, err := client.Attribution(ctx)
	if err != nil {
		return "", err
	}
	if a.Updated.IsZero() {
		return "CMS does not say when it was loaded", nil
	}
	return "Loaded on " + a.Updated.Format("Jan 2, 2006"), nil
}

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
