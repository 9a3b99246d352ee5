package app_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/store"
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

// silentSource has nobody and nothing.
type silentSource struct{ practice.Source }

func (silentSource) Files(context.Context, practice.Query, func(practice.FileSpec) error) error {
	return nil
}

// An export without files is a success: nothing is new, and the since moves.
func TestEmptyExportMovesTheSince(t *testing.T) {
	r := newRig(t, serverConfig(silentSource{people()}, practice.NoQuirks), claims.V2)
	first := r.refresh(app.RefreshOptions{})
	if first.Refresh.State != claims.RefreshDone || first.Refresh.Files != 0 || len(first.Warnings) != 0 {
		t.Fatalf("got %+v", first)
	}
	if second := r.refresh(app.RefreshOptions{}); second.Refresh.Since != first.Refresh.TransactionTime || second.Refresh.Since == "" {
		t.Errorf("got since %q, want %q", second.Refresh.Since, first.Refresh.TransactionTime)
	}
}

// A file that holds other resources than its type says is no loss: each is stored as what it says it is.
func TestWrongTypeInAFile(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.NoQuirks), claims.V2)
	r.hooked(func(w http.ResponseWriter, req *http.Request) bool {
		if !strings.HasPrefix(req.URL.Path, "/data/") {
			return false
		}
		_, err := fmt.Fprint(w, patientLine)
		return err == nil
	})
	result := r.refresh(app.RefreshOptions{Types: []string{claims.TypeCoverage}})
	if all := statusOf(t, r.set).All; result.Refresh.State != claims.RefreshDone || all.People != 1 || result.Refresh.Quarantined != 0 {
		t.Errorf("got %s, %d people, %d set aside", result.Refresh.State, all.People, result.Refresh.Quarantined)
	}
}

// What a filtered full refresh held is not missed by an unfiltered one, and the other way round.
func TestFullRefreshesOfAnotherFilter(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	days, err := app.Choice{From: "2020-01-01"}.Options(claims.V3)
	if err != nil {
		t.Fatal(err)
	}
	days.Full = true
	r.refresh(days)
	r.refresh(app.RefreshOptions{Full: true})
	rows, err := r.set.DB().Rows(t.Context(), store.RowQuery{Table: claims.Claims, All: true, Columns: []claims.Col{claims.ColClaimsDqFlags}})
	if err != nil {
		t.Fatal(err)
	}
	marked := 0
	for rows.Next() {
		if strings.Contains(rows.Values()[0].Text, "not_in_latest_full") {
			marked++
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || marked > 0 {
		t.Errorf("%d claims are marked, %v", marked, err)
	}
}
