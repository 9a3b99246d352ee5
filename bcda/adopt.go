package bcda

import "time"

// Matches tells whether the job was started by this request at this version.
func (t JobTask) Matches(v Version, request ExportRequest) bool {
	return t.URL != "" && t.Version == v && t.Request.same(request)
}

// MatchLostExport finds the job of an export whose answer was lost: running or complete, of the same request, started
// at notBefore or later (both by the server's clock; see LostExportError). Of several it takes the earliest, as later
// ones are somebody else's: at the sandbox strangers share a credential. It reports false when there is none, and only
// then may the export be sent again.
func MatchLostExport(tasks []JobTask, v Version, request ExportRequest, notBefore time.Time) (JobTask, bool) {
	var best JobTask
	found := false
	for _, t := range tasks {
		alive := t.Running() || t.Status == TaskCompleted
		if !alive || t.Start.IsZero() || t.Start.Before(notBefore) || !t.Matches(v, request) {
			continue
		}
		if !found || t.Start.Before(best.Start) {
			best, found = t, true
		}
	}
	return best, found
}
