package practice

import "time"

// The jobs below are there from the start. Their ids lie below firstJob.
const (
	archivedJob = 901
	failedJob   = 902
	foreignJob  = 903
)

// foreignCMSID is the entity that owns foreignJob.
const foreignCMSID = "A9990"

// pastJobs are jobs from before the server was made: one that was done and swept
// long ago and one that failed, both listed with AllQuirks, and one of another
// entity, which answers 401.
func pastJobs(started time.Time, owner, version string) []*job {
	past := func(id uint64, owner string, daysAgo int, end Status) *job {
		created := started.AddDate(0, 0, -daysAgo)
		return &job{
			id: id, owner: owner, version: version, group: GroupAll, created: created,
			ready: created.Add(time.Hour), end: end, ended: created.Add(time.Hour), loaded: created,
			asked: exportRequest{url: "https://sandbox.bcda.cms.gov/api/" + version + "/Group/all/$export"},
		}
	}
	archived := past(archivedJob, owner, 9, Completed)
	failed := past(failedJob, owner, 8, Failed)
	archived.past, failed.past = true, true
	return []*job{archived, failed, past(foreignJob, foreignCMSID, 7, Completed)}
}
