package practice

import (
	"slices"
	"strconv"
	"time"
)

// bundle lists the entity's jobs. system is the URL of the list that was asked.
// s.mu is held.
func (s *Server) bundle(system string, wanted []Status) bundle {
	now := s.cfg.Now()
	list := bundle{ResourceType: "Bundle", Type: "searchset", Entry: []entry{}}
	for _, j := range s.jobs {
		if j.owner != s.entity.CMSID || j.past && !s.quirks.Has(AllQuirks) {
			continue
		}
		if wanted == nil || slices.Contains(wanted, j.status(now)) {
			list.Entry = append(list.Entry, entry{Resource: j.task(system, now)})
		}
	}
	list.Total = len(list.Entry)
	return list
}

// bundle, entry and task are the FHIR resources that list jobs
// (docs/reference/bcda-protocol.md 4, GET /jobs).
type bundle struct {
	ResourceType string  `json:"resourceType"`
	Type         string  `json:"type"`
	Total        int     `json:"total"`
	Entry        []entry `json:"entry"`
}

type entry struct {
	Resource task `json:"resource"`
}

type task struct {
	ResourceType string       `json:"resourceType"`
	Identifier   []identifier `json:"identifier"`
	Status       string       `json:"status"`
	Intent       string       `json:"intent"`
	Input        []taskInput  `json:"input"`
	Period       period       `json:"executionPeriod"`
}

type identifier struct {
	System string `json:"system"`
	Value  string `json:"value"`
}

type taskInput struct {
	Type  concept `json:"type"`
	Value string  `json:"valueString"`
}

type period struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

func (j *job) task(system string, now time.Time) task {
	return task{
		ResourceType: "Task",
		Identifier:   []identifier{{System: system, Value: strconv.FormatUint(j.id, 10)}},
		Status:       taskStatus(j.status(now)),
		Intent:       "order",
		Input:        []taskInput{{Type: concept{Text: "BULK FHIR Export"}, Value: "GET " + j.asked.url}},
		Period:       period{Start: instant(j.created), End: instant(j.updated(now))},
	}
}

// taskStatus maps a job's state to the FHIR code.
func taskStatus(s Status) string {
	switch s {
	case Pending:
		return "accepted"
	case InProgress:
		return "in-progress"
	case Failed, FailedExpired:
		return "failed"
	case Cancelled, CancelledExpired:
		return "cancelled"
	}
	return "completed"
}
