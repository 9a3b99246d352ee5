package bcda_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
)

const doubleJob = `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}` +
	`{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found"}]}`

// TestErrorRows has one case for each row of the error tables of docs/reference/bcda-protocol.md 2 to 5 and 9: the answer
// (repeated for ever), the kinds the error matches, and how often it is asked for in all.
func TestErrorRows(t *testing.T) {
	html := map[string]string{"Content-Type": "text/html"}
	tests := []struct {
		name  string
		op    bcda.Op
		reply reply
		want  []bcda.Kind
		not   []bcda.Kind
		asked int
	}{
		{"export 400 accept", bcda.OpExport, reply{status: 400, body: outcome("Accept header is required")}, []bcda.Kind{bcda.ErrBadRequest}, nil, 1},
		{"export 400 prefer", bcda.OpExport, reply{status: 400, body: outcome("Only asynchronous responses are supported")}, []bcda.Kind{bcda.ErrBadRequest}, nil, 1},
		{"export 400 elements", bcda.OpExport, reply{status: 400, body: outcome("Invalid parameter: this server does not support the _elements parameter.")}, []bcda.Kind{bcda.ErrBadRequest}, nil, 1},
		{"export 400 since form", bcda.OpExport, reply{status: 400, body: outcome("Invalid date format supplied in _since parameter.  Date must be in FHIR Instant format.")}, []bcda.Kind{bcda.ErrBadRequest}, []bcda.Kind{bcda.ErrSinceInFuture}, 1},
		{"export 400 since ahead", bcda.OpExport, reply{status: 400, body: outcome("Invalid date format supplied in _since parameter. Date must be a date that has already passed")}, []bcda.Kind{bcda.ErrSinceInFuture, bcda.ErrBadRequest}, nil, 1},
		{"export 400 type repeated", bcda.OpExport, reply{status: 400, body: outcome("Repeated resource type Patient")}, []bcda.Kind{bcda.ErrBadRequest}, nil, 1},
		{"export 400 type not allowed", bcda.OpExport, reply{status: 400, body: outcomeV2("unauthorized resource type Claim")}, []bcda.Kind{bcda.ErrTypeNotAllowed, bcda.ErrBadRequest}, nil, 1},
		{"export 400 type filter", bcda.OpExport, reply{status: 400, body: outcome("invalid _tag value")}, []bcda.Kind{bcda.ErrBadRequest}, nil, 1},
		{"export 400 group", bcda.OpExport, reply{status: 400, body: outcome("Invalid group ID")}, []bcda.Kind{bcda.ErrGroupUnknown, bcda.ErrBadRequest}, nil, 1},
		{"export 400 token is none", bcda.OpExport, reply{status: 400, body: outcome("Request Error")}, []bcda.Kind{bcda.ErrTokenRejected}, []bcda.Kind{bcda.ErrBadRequest}, 2},
		{"export 400 v2 code says nothing", bcda.OpExport, reply{status: 400, body: outcomeV2("Repeated resource type X")}, []bcda.Kind{bcda.ErrBadRequest}, []bcda.Kind{bcda.ErrTokenRejected}, 1},
		{"export 401 expired token", bcda.OpExport, reply{status: 401, body: outcome("Expired Token")}, []bcda.Kind{bcda.ErrTokenRejected}, nil, 2},
		{"export 401 no diagnostics", bcda.OpExport, reply{status: 401, body: outcome("")}, []bcda.Kind{bcda.ErrUnauthorized}, []bcda.Kind{bcda.ErrTokenRejected}, 1},
		{"export 403 denied", bcda.OpExport, reply{status: 403, body: outcome("ACO (CMS_ID: A9994) is unauthorized")}, []bcda.Kind{bcda.ErrAccessEnded}, nil, 1},
		{"export 403 v3 off", bcda.OpExport, reply{status: 403, body: outcome("V3 access not enabled for this ACO")}, []bcda.Kind{bcda.ErrVersionNotEnabled}, []bcda.Kind{bcda.ErrAccessEnded}, 1},
		{"export 403 v2 off", bcda.OpExport, reply{status: 403, body: outcomeV2("v1 nor v2 access not enabled for this ACO")}, []bcda.Kind{bcda.ErrVersionNotEnabled}, nil, 1},
		{"export 403 entity unknown", bcda.OpExport, reply{status: 403, body: outcome("Unauthorized Error")}, []bcda.Kind{bcda.ErrAccessEnded}, nil, 1},
		{"export 403 page in front", bcda.OpExport, reply{status: 403, header: html, body: "<html>denied</html>"}, []bcda.Kind{bcda.ErrBlocked}, []bcda.Kind{bcda.ErrAccessEnded, bcda.ErrNotBCDA}, 1},
		{"export 403 empty", bcda.OpExport, reply{status: 403}, []bcda.Kind{bcda.ErrBlocked}, nil, 1},
		{"export 404 January", bcda.OpExport, reply{status: 404, body: outcome("unable to perform export operations for this Group. No up-to-date attribution information is available for ACOID 'A9994'. Usually this is due to awaiting new attribution information at the beginning of a Performance Year.")}, []bcda.Kind{bcda.ErrJanuary}, nil, 1},
		{"export 404 no attribution", bcda.OpExport, reply{status: 404, body: outcome("failed to start job; attribution file not found")}, []bcda.Kind{bcda.ErrNoAttribution}, []bcda.Kind{bcda.ErrSinceTooEarly}, 1},
		{"export 404 since too early", bcda.OpExport, reply{status: 404, body: outcome("failed to start job; attribution file not found for given _since parameter.")}, []bcda.Kind{bcda.ErrSinceTooEarly}, []bcda.Kind{bcda.ErrNoAttribution}, 1},
		{"export 404 runout over", bcda.OpExport, reply{status: 404, body: outcome("runout data is no longer available. Runout data expires 180 days after ingestion")}, []bcda.Kind{bcda.ErrRunoutOver}, nil, 1},
		{"export 404 route missing", bcda.OpExport, reply{status: 404, body: "404 page not found\n"}, []bcda.Kind{bcda.ErrVersionNotEnabled}, nil, 1},
		{"export 429 duplicate", bcda.OpExport, reply{status: 429, header: map[string]string{"Retry-After": "0"}}, []bcda.Kind{bcda.ErrDuplicateJob}, []bcda.Kind{bcda.ErrRateLimited}, 1},
		{"export 429 limit in front", bcda.OpExport, reply{status: 429, header: html, body: "<html>slow down</html>"}, []bcda.Kind{bcda.ErrRateLimited}, []bcda.Kind{bcda.ErrDuplicateJob}, 1},
		{"export 500", bcda.OpExport, reply{status: 500, body: outcome("Database Error")}, []bcda.Kind{bcda.ErrExportUnsure, bcda.ErrServerTrouble}, nil, 1},
		{"export 503", bcda.OpExport, reply{status: 503, body: outcome("Internal Error")}, []bcda.Kind{bcda.ErrExportUnsure, bcda.ErrServerTrouble}, nil, 1},
		{"export dropped", bcda.OpExport, reply{drop: true}, []bcda.Kind{bcda.ErrExportUnsure, bcda.ErrDropped}, nil, 1},
		{"export without job", bcda.OpExport, reply{status: 202}, []bcda.Kind{bcda.ErrExportUnsure, bcda.ErrBadReply}, nil, 1},
		{"export redirect", bcda.OpExport, reply{status: 301, header: map[string]string{"Location": "/elsewhere"}}, []bcda.Kind{bcda.ErrNotBCDA}, nil, 1},

		{"job 410", bcda.OpJob, reply{status: 410, body: outcome("")}, []bcda.Kind{bcda.ErrJobExpired}, nil, 1},
		{"job 404 double body", bcda.OpJob, reply{status: 404, body: doubleJob}, []bcda.Kind{bcda.ErrJobExpired}, nil, 1},
		{"job 404 unknown", bcda.OpJob, reply{status: 404, body: outcome("")}, []bcda.Kind{bcda.ErrJobExpired}, nil, 1},
		{"job 404 cancelled", bcda.OpJob, reply{status: 404, body: outcome("Job has been cancelled.")}, []bcda.Kind{bcda.ErrJobCancelled}, []bcda.Kind{bcda.ErrJobExpired}, 1},
		{"job 500 final", bcda.OpJob, reply{status: 500, body: outcome("Service encountered numerous errors. Job failed to complete.")}, []bcda.Kind{bcda.ErrJobFailed}, []bcda.Kind{bcda.ErrServerTrouble}, 1},
		{"job 500 passing", bcda.OpJob, reply{status: 500, body: outcome("Error trying to fetch job. Please try again.")}, []bcda.Kind{bcda.ErrServerTrouble}, []bcda.Kind{bcda.ErrJobFailed}, 10},
		{"job 502 page", bcda.OpJob, reply{status: 502, header: html, body: "<html></html>"}, []bcda.Kind{bcda.ErrServerTrouble}, []bcda.Kind{bcda.ErrNotBCDA}, 10},
		{"job dropped", bcda.OpJob, reply{drop: true}, []bcda.Kind{bcda.ErrDropped, bcda.ErrServerTrouble}, nil, 10},
		{"job 401 of another entity", bcda.OpJob, reply{status: 401, body: outcome("")}, []bcda.Kind{bcda.ErrUnauthorized}, nil, 1},
		{"job 401 invalid token", bcda.OpJob, reply{status: 401, body: outcome("Invalid Token")}, []bcda.Kind{bcda.ErrTokenRejected}, nil, 2},
		{"job 400", bcda.OpJob, reply{status: 400, body: outcome("could not parse job id")}, []bcda.Kind{bcda.ErrBadRequest}, nil, 1},
		{"job 429", bcda.OpJob, reply{status: 429, header: map[string]string{"Retry-After": "7"}}, []bcda.Kind{bcda.ErrRateLimited}, nil, 10},
		{"job page", bcda.OpJob, reply{status: 200, header: html, body: "<html>sign in</html>"}, []bcda.Kind{bcda.ErrNotBCDA}, nil, 1},
		{"job 200 no manifest", bcda.OpJob, reply{status: 200, body: `{"hello":1}`}, []bcda.Kind{bcda.ErrBadReply}, nil, 1},

		{"jobs 403 v3 off", bcda.OpJobs, reply{status: 403, body: outcome("V3 access not enabled for this ACO")}, []bcda.Kind{bcda.ErrVersionNotEnabled}, nil, 1},
		{"jobs 404 route missing", bcda.OpJobs, reply{status: 404, body: "404 page not found\n"}, []bcda.Kind{bcda.ErrVersionNotEnabled}, nil, 1},
		{"jobs 401 model not enabled", bcda.OpJobs, reply{status: 401, body: outcome("")}, []bcda.Kind{bcda.ErrUnauthorized}, nil, 1},
		{"attribution 404", bcda.OpAttribution, reply{status: 404, body: outcome("")}, []bcda.Kind{bcda.ErrNoAttribution}, nil, 1},
		{"cancel 500 with reason", bcda.OpCancel, reply{status: 500, body: outcome("no")}, []bcda.Kind{bcda.ErrServerTrouble}, nil, 3},

		{"file 401 expired token", bcda.OpDownload, reply{status: 401, body: outcome("Expired Token")}, []bcda.Kind{bcda.ErrTokenRejected}, nil, 2},
		{"file 401 of another entity", bcda.OpDownload, reply{status: 401, body: outcome("")}, []bcda.Kind{bcda.ErrUnauthorized}, nil, 1},
		{"file 404 text", bcda.OpDownload, reply{status: 404, body: "Not Found"}, []bcda.Kind{bcda.ErrFileGone}, nil, 1},
		{"file 404 outcome and text", bcda.OpDownload, reply{status: 404, body: outcome("") + "Not Found"}, []bcda.Kind{bcda.ErrFileGone}, nil, 1},
		{"file 500", bcda.OpDownload, reply{status: 500, body: "Internal Server Error"}, []bcda.Kind{bcda.ErrServerTrouble}, nil, 10},
		{"file page", bcda.OpDownload, reply{status: 200, header: html, body: "<html></html>"}, []bcda.Kind{bcda.ErrNotBCDA}, nil, 1},
		{"file page without type", bcda.OpDownload, reply{status: 200, header: map[string]string{"Content-Type": "text/plain"}, body: "<html></html>"}, []bcda.Kind{bcda.ErrNotBCDA}, nil, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{keyOf(tt.op): {tt.reply}})
			err := perform(t.Context(), f.client(t), tt.op)
			if err == nil {
				t.Fatal("got no error")
			}
			for _, kind := range tt.want {
				if !errors.Is(err, kind) {
					t.Errorf("got %v, want it to match %v", err, kind)
				}
			}
			for _, kind := range tt.not {
				if errors.Is(err, kind) {
					t.Errorf("got %v, want it not to match %v", err, kind)
				}
			}
			if got := f.server.count(keyOf(tt.op)); got != tt.asked {
				t.Errorf("asked %d times, want %d", got, tt.asked)
			}
		})
	}
}

func keyOf(op bcda.Op) string {
	switch op {
	case bcda.OpExport:
		return exportPath
	case bcda.OpJob:
		return jobPath
	case bcda.OpJobs:
		return jobsPath
	case bcda.OpCancel:
		return "DELETE /api/v3/jobs/42"
	case bcda.OpAttribution:
		return "GET /api/v3/attribution_status"
	}
	return filePath
}

func perform(ctx context.Context, c *bcda.Client, op bcda.Op) (err error) {
	switch op {
	case bcda.OpExport:
		_, err = c.StartExport(ctx, bcda.ExportRequest{})
	case bcda.OpJob:
		_, err = c.Job(ctx, "42")
	case bcda.OpJobs:
		_, err = c.Jobs(ctx)
	case bcda.OpCancel:
		err = c.CancelJob(ctx, "42")
	case bcda.OpAttribution:
		_, err = c.Attribution(ctx)
	default:
		_, err = c.Fetch(ctx, bcda.File{Job: "42", Name: "a.ndjson"}, func(r io.Reader) error {
			_, err := io.Copy(io.Discard, r)
			return err
		})
	}
	return err
}

func TestRetrySchedule(t *testing.T) {
	f := newFixture(t, map[string][]reply{jobPath: {{status: 503}}})
	var heard []bcda.Pause
	f.config.OnWait = func(p bcda.Pause) { heard = append(heard, p) }
	if err := perform(t.Context(), f.client(t), bcda.OpJob); err == nil {
		t.Fatal("got no error")
	}
	want := "2s 4s 8s 16s 32s 1m0s 1m0s 1m0s 1m0s"
	if got := seconds(f.clock.slept()); got != want {
		t.Errorf("waits: got %s, want %s", got, want)
	}
	if len(heard) != 9 || heard[0].Kind != bcda.ErrServerTrouble || heard[0].Op != bcda.OpJob || heard[8].Failed != 9 {
		t.Errorf("OnWait heard %+v", heard)
	}
}

func TestRateLimitWaits(t *testing.T) {
	tests := []struct {
		name, retryAfter, want string
	}{
		{"seconds", "300", "5m0s"},
		{"zero is a second", "0", "1s"},
		{"too long is an hour", "999999", "1h0m0s"},
		{"date", newClock().now.Add(90 * time.Second).Format(http.TimeFormat), "1m30s"},
		{"none", "", "1m0s"},
		{"nonsense", "soon", "1m0s"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{jobPath: {
				{status: 429, header: map[string]string{"Retry-After": tt.retryAfter}}, {status: 202},
			}})
			if err := perform(t.Context(), f.client(t), bcda.OpJob); err != nil {
				t.Fatal(err)
			}
			if got := seconds(f.clock.slept()); got != tt.want {
				t.Errorf("waits: got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestDuplicateJobWaitsAMinute(t *testing.T) {
	f := newFixture(t, map[string][]reply{exportPath: {{status: 429, header: map[string]string{"Retry-After": "0"}}}})
	err := perform(t.Context(), f.client(t), bcda.OpExport)
	var failure *bcda.StatusError
	if !errors.As(err, &failure) || failure.RetryAfter != time.Minute {
		t.Errorf("got %#v, want a wait of a minute", failure)
	}
}

func TestTokenRejectedOnceIsReplaced(t *testing.T) {
	for _, op := range []bcda.Op{bcda.OpExport, bcda.OpJob, bcda.OpDownload} {
		t.Run(string(op), func(t *testing.T) {
			good := map[bcda.Op]reply{
				bcda.OpExport: started("7"), bcda.OpJob: {status: 202}, bcda.OpDownload: {status: 200, body: "{}\n"},
			}
			f := newFixture(t, map[string][]reply{keyOf(op): {{status: 401, body: outcome("Expired Token")}, good[op]}})
			if err := perform(t.Context(), f.client(t), op); err != nil {
				t.Fatal(err)
			}
			if got, want := f.server.header(keyOf(op)).Get("Authorization"), "Bearer token-2"; got != want {
				t.Errorf("Authorization: got %q, want %q", got, want)
			}
			if got := f.server.count(keyOf(op)); got != 2 {
				t.Errorf("asked %d times, want 2", got)
			}
		})
	}
}
