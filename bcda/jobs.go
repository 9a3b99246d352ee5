package bcda

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// ServerState is a job's state in the server's own words, to filter the list of jobs with.
type ServerState string

// The states the server knows (docs/reference/bcda-protocol.md 4).
const (
	ServerPending          ServerState = "Pending"
	ServerInProgress       ServerState = "In Progress"
	ServerCompleted        ServerState = "Completed"
	ServerArchived         ServerState = "Archived"
	ServerExpired          ServerState = "Expired"
	ServerFailed           ServerState = "Failed"
	ServerFailedExpired    ServerState = "FailedExpired"
	ServerCancelled        ServerState = "Cancelled"
	ServerCancelledExpired ServerState = "CancelledExpired"
)

// TaskStatus is a job's state in the list of jobs: a code of FHIR Task.status, or the server's text if it is none.
type TaskStatus string

// The statuses.
const (
	TaskAccepted   TaskStatus = "accepted" // waiting to run; some documents write in-progress for it
	TaskInProgress TaskStatus = "in-progress"
	TaskCompleted  TaskStatus = "completed" // its files may have expired all the same
	TaskFailed     TaskStatus = "failed"
	TaskCancelled  TaskStatus = "cancelled"
)

// JobTask is one entry of the list of jobs.
type JobTask struct {
	ID      JobID
	Status  TaskStatus
	URL     string        // the export's URL; "" when not given
	Version Version       // of the export; "" when URL is not readable
	Request ExportRequest // of the export; zero when URL is not readable
	Start   time.Time     // zero when not given
	End     time.Time     // last update, while running too; zero when not given
}

// Running tells whether the job has not ended.
func (t JobTask) Running() bool { return t.Status == TaskAccepted || t.Status == TaskInProgress }

// filesKept is how long files stay after completion.
const filesKept = 24 * time.Hour

// FilesLikely tells whether the job is complete and its files should still be there.
func (t JobTask) FilesLikely(now time.Time) bool {
	return t.Status == TaskCompleted && !t.End.IsZero() && now.Before(t.End.Add(filesKept))
}

// Jobs lists the entity's jobs in the given states, latest first; without any state, all of them. No jobs is an empty list.
// At the public sandbox it includes strangers' jobs. A generic server keeps no list, so it is empty: a lost export cannot be
// found again there, only asked for anew.
func (c *Client) Jobs(ctx context.Context, states ...ServerState) ([]JobTask, error) {
	return c.jobs(ctx, c.version, states)
}

func (c *Client) jobs(ctx context.Context, v Version, states []ServerState) ([]JobTask, error) {
	if c.Generic() {
		return nil, nil
	}
	req := c.get(OpJobs, v.path("/jobs"), asyncHeader())
	if len(states) > 0 {
		names := make([]string, len(states))
		for i, s := range states {
			names[i] = strings.ReplaceAll(url.QueryEscape(string(s)), "+", "%20")
		}
		req.query = "_status=" + strings.Join(names, ",")
	}
	var tasks []JobTask
	err := c.read(ctx, req, func(body []byte) (err error) {
		tasks, err = parseJobs(body)
		return err
	})
	if errors.Is(err, ErrNoJobs) {
		return nil, nil
	}
	return tasks, err
}

// wireTask is a FHIR Task, with the plainer names that the published contract's list of objects leaves open.
type wireTask struct {
	ResourceType string `json:"resourceType"`
	Status       string `json:"status"`
	Identifier   []struct {
		Value json.RawMessage `json:"value"`
	} `json:"identifier"`
	Input []struct {
		ValueString string `json:"valueString"`
	} `json:"input"`
	ExecutionPeriod struct {
		Start string `json:"start"`
		End   string `json:"end"`
	} `json:"executionPeriod"`

	ID      json.RawMessage `json:"id"`
	JobID   json.RawMessage `json:"JobID"`
	Request string          `json:"request"`
}

// parseJobs reads a searchset Bundle of Tasks, or a plain array of objects as the published contract has it
// (docs/reference/bcda-protocol.md 10). Entries without a job number are left out.
func parseJobs(body []byte) ([]JobTask, error) {
	var entries []wireTask
	if strings.HasPrefix(strings.TrimLeft(string(body[:min(len(body), 16)]), "\ufeff \t\r\n"), "[") {
		if err := decodeFirst(body, &entries); err != nil {
			return nil, fmt.Errorf("read the list of jobs: %w", err)
		}
	} else {
		var bundle struct {
			ResourceType string `json:"resourceType"`
			Entry        []struct {
				Resource wireTask `json:"resource"`
			} `json:"entry"`
		}
		if err := decodeFirst(body, &bundle); err != nil {
			return nil, fmt.Errorf("read the list of jobs: %w", err)
		}
		if bundle.ResourceType != "Bundle" {
			return nil, errors.New("the list of jobs is no Bundle")
		}
		for _, e := range bundle.Entry {
			entries = append(entries, e.Resource)
		}
	}
	tasks := make([]JobTask, 0, len(entries))
	for _, e := range entries {
		if t, ok := e.task(); ok {
			tasks = append(tasks, t)
		}
	}
	slices.SortStableFunc(tasks, func(a, b JobTask) int { return b.Start.Compare(a.Start) })
	return tasks, nil
}

// task translates an entry; false for one that names no job.
func (w wireTask) task() (JobTask, bool) {
	t := JobTask{ID: parseJobID(w.JobID), Status: parseTaskStatus(w.Status), URL: strings.TrimPrefix(w.Request, "GET ")}
	if len(w.Identifier) > 0 {
		t.ID = parseJobID(w.Identifier[0].Value)
	}
	if t.ID == "" {
		t.ID = parseJobID(w.ID)
	}
	if len(w.Input) > 0 {
		t.URL = strings.TrimPrefix(w.Input[0].ValueString, "GET ")
	}
	// An unreadable URL or period leaves its fields zero: the job itself is still worth listing.
	t.Version, t.Request, _ = ParseRequestURL(t.URL)
	t.Start, _ = parseInstant(w.ExecutionPeriod.Start)
	t.End, _ = parseInstant(w.ExecutionPeriod.End)
	return t, t.ID != ""
}

// parseTaskStatus maps Task codes and the server's own state names to the five statuses.
func parseTaskStatus(text string) TaskStatus {
	switch strings.ToLower(strings.ReplaceAll(text, " ", "-")) {
	case "accepted", "pending", "requested", "received":
		return TaskAccepted
	case "in-progress":
		return TaskInProgress
	case "completed", "archived", "expired":
		return TaskCompleted
	case "failed", "failedexpired":
		return TaskFailed
	case "cancelled", "cancelledexpired":
		return TaskCancelled
	}
	return TaskStatus(safeText(text))
}
