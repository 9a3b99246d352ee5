package bcda_test

import (
	"crypto"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// smartRig is a client against the generic practice server; both share a clock that passes by sleeping.
type smartRig struct {
	server *practice.Smart
	clock  *clock
	config bcda.Config
	key    bcda.PrivateKey
}

func newSmartRig(t *testing.T, key crypto.Signer, quirks practice.Quirks) *smartRig {
	t.Helper()
	rig := &smartRig{clock: newClock()}
	people := synth.New(synth.Config{People: 12, Years: 1, Seed: 1, End: rig.clock.Now()})
	var err error
	rig.server, err = practice.NewSmart(practice.SmartConfig{
		Config: practice.Config{Source: practice.NewPopulation(people), Quirks: quirks, Now: rig.clock.Now}, Keys: []crypto.Signer{key},
	})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", rig.clock.Now().UTC().Format(http.TimeFormat))
		rig.server.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	pem, err := rig.server.PrivateKey()
	if err != nil {
		t.Fatal(err)
	}
	if rig.key, err = bcda.ParsePrivateKey(bcda.NewSecret(string(pem)), rig.server.KeyID()); err != nil {
		t.Fatal(err)
	}
	rig.config = bcda.Config{
		Base: web.URL + practice.BasePath, Version: bcda.V2, Limiter: rate.NewLimiter(rate.Inf, 0),
		Now: rig.clock.Now, Sleep: rig.clock.Sleep, Jitter: func() float64 { return 0.5 },
	}
	rig.signIn(t, rig.key)
	return rig
}

func (r *smartRig) signIn(t *testing.T, key bcda.PrivateKey) {
	t.Helper()
	tokens, err := bcda.NewAssertionTokens(r.config, bcda.Assertion{ClientID: r.server.ClientID(), Key: key})
	if err != nil {
		t.Fatal(err)
	}
	r.config.Tokens = tokens
}

func (r *smartRig) client(t *testing.T) *bcda.Client {
	t.Helper()
	return must(bcda.New(r.config))
}

// export runs an export to its manifest.
func (r *smartRig) export(t *testing.T, request bcda.ExportRequest) (*bcda.Client, bcda.JobStatus) {
	t.Helper()
	client := r.client(t)
	id, err := client.StartExport(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	return client, complete(t, client, id)
}

// A whole export with either kind of key, and in every situation of the server, brings the same lines.
func TestGenericPractice(t *testing.T) {
	var want map[string]string
	tests := map[string]struct {
		key    crypto.Signer
		quirks practice.Quirks
	}{
		"EC": {ecKey(), practice.NoQuirks}, "RSA": {rsaKey(), practice.AllQuirks}, "pages": {ecKey(), practice.PagedManifest | practice.ManyFiles},
		"open files": {ecKey(), practice.OpenFiles}, "SMART 2 scopes": {ecKey(), practice.RSScopes}, "no sign-in": {ecKey(), practice.NoSignIn},
	}
	for _, name := range []string{"EC", "RSA", "pages", "open files", "SMART 2 scopes", "no sign-in"} {
		tt := tests[name]
		rig := newSmartRig(t, tt.key, tt.quirks)
		client, status := rig.export(t, bcda.ExportRequest{Types: []string{"Patient", "Coverage", "ExplanationOfBenefit"}})
		got := fetchAll(t, client, status.Manifest.Output)
		if want == nil {
			want = got
		}
		if len(got) != 3 || strings.Count(got["Patient"], "\n") != 12 {
			t.Errorf("%s: %d types, %d people", name, len(got), strings.Count(got["Patient"], "\n"))
		}
		for kind, lines := range want {
			if got[kind] != lines {
				t.Errorf("%s: %s differs", name, kind)
			}
		}
		if status.Expires.Sub(rig.clock.Now()) < 23*time.Hour {
			t.Errorf("%s: files expire at %v", name, status.Expires)
		}
	}
}

// The next export brings what changed, and says who left.
func TestGenericPracticeSince(t *testing.T) {
	rig := newSmartRig(t, ecKey(), practice.NoQuirks)
	_, first := rig.export(t, bcda.ExportRequest{})
	if n := len(first.Manifest.Deleted); n != 0 {
		t.Errorf("%d deleted lists without since", n)
	}
	rig.clock.pass(time.Hour)
	var status bcda.JobStatus
	var client *bcda.Client
	for range 6 { // people leave sooner or later
		client, status = rig.export(t, bcda.ExportRequest{Since: first.Manifest.TransactionTime})
		if len(status.Manifest.Deleted) > 0 {
			break
		}
		rig.clock.pass(time.Hour)
	}
	if len(status.Manifest.Deleted) == 0 {
		t.Fatal("nobody left")
	}
	var bundle struct {
		Type  string
		Entry []struct{ Request struct{ Method, URL string } }
	}
	text := fetchAll(t, client, status.Manifest.Deleted)["Bundle"]
	if err := json.Unmarshal([]byte(text), &bundle); err != nil {
		t.Fatal(err)
	}
	if bundle.Type != "transaction" || len(bundle.Entry) == 0 || bundle.Entry[0].Request.Method != "DELETE" || !strings.HasPrefix(bundle.Entry[0].Request.URL, "Patient/") {
		t.Errorf("deleted: %s", text)
	}
}

func TestGenericPracticeTrouble(t *testing.T) {
	rig := newSmartRig(t, ecKey(), practice.NoQuirks)
	client := rig.client(t)
	t.Run("wrong key", func(t *testing.T) {
		other := newSmartRig(t, ecKey(), practice.NoQuirks)
		other.signIn(t, must(bcda.ParsePrivateKey(bcda.NewSecret(pkcs8(t, rsaKey())), other.server.KeyID())))
		if _, err := other.client(t).StartExport(t.Context(), bcda.ExportRequest{}); !errors.Is(err, bcda.ErrCredentialsRefused) {
			t.Errorf("got %v, want ErrCredentialsRefused", err)
		}
	})
	t.Run("wrong clock", func(t *testing.T) {
		late := newSmartRig(t, ecKey(), practice.NoQuirks)
		late.config.Now = func() time.Time { return late.clock.Now().Add(-time.Hour) }
		late.signIn(t, late.key)
		if _, err := late.client(t).StartExport(t.Context(), bcda.ExportRequest{}); err != nil {
			t.Errorf("got %v, want the server's clock to count", err)
		}
	})
	t.Run("token lost meanwhile", func(t *testing.T) {
		id, err := client.StartExport(t.Context(), bcda.ExportRequest{Types: []string{"Patient"}})
		if err != nil {
			t.Fatal(err)
		}
		rig.server.RevokeTokens()
		if status := complete(t, client, id); len(status.Manifest.Output) != 1 {
			t.Errorf("%d files", len(status.Manifest.Output))
		}
	})
	t.Run("too much", func(t *testing.T) {
		rig.server.SetQuirks(practice.TooMuch)
		defer rig.server.SetQuirks(practice.NoQuirks)
		if _, err := client.StartExport(t.Context(), bcda.ExportRequest{}); !errors.Is(err, bcda.ErrTooMuch) {
			t.Errorf("got %v, want ErrTooMuch", err)
		}
	})
	t.Run("unknown group", func(t *testing.T) {
		if _, err := client.StartExport(t.Context(), bcda.ExportRequest{Group: "nobody"}); !errors.Is(err, bcda.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	})
	t.Run("types it does not have", func(t *testing.T) {
		if _, err := client.StartExport(t.Context(), bcda.ExportRequest{Types: []string{"Patient", "Observation"}}); err != nil {
			t.Errorf("got %v, want lenient handling", err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		id, err := client.StartExport(t.Context(), bcda.ExportRequest{})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if err := client.CancelJob(t.Context(), id); err != nil {
				t.Errorf("cancel: %v", err)
			}
		}
		if _, err := client.Job(t.Context(), id); !errors.Is(err, bcda.ErrJobExpired) {
			t.Errorf("got %v, want ErrJobExpired", err)
		}
	})
}
