package practice

import (
	"fmt"
	"time"
)

// Status is the state of a job as the server names it
// (docs/reference/bcda-protocol.md 4).
type Status string

// The states of jobs. The real server also has Expired, which looks like
// Archived from outside.
const (
	Pending          Status = "Pending"
	InProgress       Status = "In Progress"
	Completed        Status = "Completed"
	Archived         Status = "Archived"
	StatusExpired    Status = "Expired"
	Failed           Status = "Failed"
	FailedExpired    Status = "FailedExpired"
	Cancelled        Status = "Cancelled"
	CancelledExpired Status = "CancelledExpired"
)

func statuses() []Status {
	return []Status{Completed, Archived, StatusExpired, Failed, FailedExpired, InProgress, Pending, Cancelled, CancelledExpired}
}

func (s Status) running() bool { return s == Pending || s == InProgress }

// keepFiles is how long the files of a completed job are promised.
const keepFiles = 24 * time.Hour

// firstJob is the id of the first job a client starts; past jobs lie below it.
const firstJob = 1001

// job is one export. Its state is a function of its fields and the time.
type job struct {
	id      uint64
	owner   string // CMS id of the entity that started it
	past    bool   // from before the server was made; see pastJobs
	version string
	group   string
	asked   exportRequest
	created time.Time
	ready   time.Time // when it gets done unless cancelled
	query   Query
	loaded  time.Time // the manifest's transactionTime

	end   Status    // Completed, Failed or Cancelled once it ended, else empty
	ended time.Time // when it ended
	swept bool      // files taken away before their time (Expired, ExpireJobs)
	files []*servedFile
}

// addJob starts a job for a request that passed all checks. s.mu is held.
func (s *Server) addJob(version, group string, req exportRequest, now time.Time) *job {
	line := s.timelines[version]
	j := &job{
		id: s.nextJob, owner: s.entity.CMSID, version: version, group: group, asked: req,
		created: now, ready: now.Add(s.cfg.MinJobTime), loaded: line.latest(),
		query: Query{
			Version: version, Group: group, Types: req.types, Since: req.since, TypeFilter: req.filter,
			Release: line.release(), Loaded: append([]time.Time(nil), line.loaded...), Now: now,
			Batches: batches(s.cfg.BatchSize, s.quirks),
		},
	}
	if version == v3 {
		// v3 reports the clock when the job was prepared; v2 the time of the last load.
		j.loaded = now
	}
	s.nextJob++
	s.jobs = append(s.jobs, j)
	return j
}

// status is the job's state at a time.
func (j *job) status(now time.Time) Status {
	swept := j.end != "" && (j.swept || !now.Before(sweepAfter(j.ended.Add(keepFiles))))
	switch {
	case j.end == "" && now.Sub(j.created)*10 < j.ready.Sub(j.created):
		return Pending // for the first tenth of its time
	case j.end == "":
		return InProgress
	case !swept:
		return j.end
	case j.end == Completed:
		return Archived
	case j.end == Failed:
		return FailedExpired
	}
	return CancelledExpired
}

// late reports whether a completed job is past its 24 hours.
func (j *job) late(now time.Time) bool { return !now.Before(j.ended.Add(keepFiles)) }

// percent is the progress of a running job, below 100.
func (j *job) percent(now time.Time) int {
	total := j.ready.Sub(j.created)
	return int(min(99, now.Sub(j.created)*100/total))
}

// progress is the text of X-Progress.
func (j *job) progress(now time.Time, quirks Quirks) string {
	status := j.status(now)
	switch {
	case status == Pending:
		return string(Pending)
	case quirks.Has(ProgressText):
		return fmt.Sprintf("%s (%d%%)", status, j.percent(now))
	}
	return fmt.Sprintf("%s, %d%%", status, j.percent(now))
}

// updated is the last change of the job, which keeps moving while it runs.
func (j *job) updated(now time.Time) time.Time {
	if j.end == "" {
		return now
	}
	return j.ended
}

// sweepAfter is the first sweep at or after a time: sweeps run at 11:00 and 23:00
// UTC (docs/reference/bcda-protocol.md 5).
func sweepAfter(t time.Time) time.Time {
	t = t.UTC()
	midnight := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	for _, hour := range []int{11, 23} {
		if at := midnight.Add(time.Duration(hour) * time.Hour); !at.Before(t) {
			return at
		}
	}
	return midnight.Add(35 * time.Hour)
}

// ExpireJobs takes the files of all completed jobs away, as the sweep after 24
// hours does.
func (s *Server) ExpireJobs() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.jobs {
		j.swept = j.swept || j.end != ""
	}
}
