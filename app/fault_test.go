package app_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// A computer whose clock is hours off finds its lost export all the same: the server's clock counts.
func TestClockWrongByHours(t *testing.T) {
	for name, off := range map[string]time.Duration{"ahead": 3 * time.Hour, "behind": -3 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, slowJobs(), claims.V2)
			desk := newDesk(t, app.Deps{
				DataDir: r.desk.Dir(), Secrets: r.secrets, WaitScale: 1e-5,
				Now: func() time.Time { return r.clock.Now().Add(off) },
			})
			if err := r.set.Close(); err != nil {
				t.Fatal(err)
			}
			r.desk, r.set = desk, openSet(t, desk, r.set.Name())
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			r.hooked(once(func(_ http.ResponseWriter, req *http.Request) bool {
				r.server.ServeHTTP(&discarded{header: http.Header{}}, req.WithContext(context.WithoutCancel(req.Context())))
				cancel()
				<-req.Context().Done()
				return true
			}, "$export", "_type=Patient"))
			if _, err := r.set.Refresh(ctx, app.RefreshOptions{}, nil); err == nil {
				t.Fatal("the refresh was not stopped")
			}
			r.restart()
			if result := r.refresh(app.RefreshOptions{}); !result.Resumed || r.asked("/$export") != 2 {
				t.Errorf("got resumed %t with %d exports, want the lost job adopted", result.Resumed, r.asked("/$export"))
			}
		})
	}
}

// discarded is an answer that nobody gets.
type discarded struct{ header http.Header }

func (d *discarded) Header() http.Header         { return d.header }
func (d *discarded) Write(p []byte) (int, error) { return len(p), nil }
func (d *discarded) WriteHeader(int)             {}
