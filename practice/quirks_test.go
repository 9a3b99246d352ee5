package practice_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
)

func TestParseQuirks(t *testing.T) {
	tests := map[string]struct {
		text string
		want practice.Quirks
		ok   bool
	}{
		"all":            {"all", practice.AllQuirks, true},
		"none":           {"none", practice.NoQuirks, true},
		"list":           {"rs512,jobid", practice.RS512 | practice.JobID, true},
		"spaces":         {" rs512 , jobid ", practice.RS512 | practice.JobID, true},
		"with situation": {"all,january", practice.AllQuirks | practice.January, true},
		"situation":      {"expired", practice.Expired, true},
		"unknown":        {"rs512,nonsense", 0, false},
		"empty":          {"", 0, false},
		"empty part":     {"rs512,", 0, false},
		"capitals":       {"RS512", 0, false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := practice.ParseQuirks(tc.text)
			if (err == nil) != tc.ok || got != tc.want {
				t.Errorf("got %v, %v; want %v, ok %v", got, err, tc.want, tc.ok)
			}
		})
	}
}

// TestQuirkNames holds the names of docs/reference/contract.md 2, which scripts use.
func TestQuirkNames(t *testing.T) {
	survivable := "string-expires,rs512,progress-text,jobid,odd-expires,double-404,warnings,no-length,duplicate-429,many-files,group-new-400"
	if got, err := practice.ParseQuirks(survivable); err != nil || got != practice.AllQuirks {
		t.Errorf("all by name: got %v, %v", got, err)
	}
	_, err := practice.ParseQuirks("nonsense")
	if err == nil {
		t.Fatal("unknown name: got no error")
	}
	for name := range strings.SplitSeq(survivable+",january,expired,runout-over,all,none", ",") {
		if !strings.Contains(err.Error(), name) {
			t.Errorf("error does not name %s: %v", name, err)
		}
	}
}

func FuzzParseQuirks(f *testing.F) {
	for _, text := range []string{"all", "none", "rs512,jobid", "all,january", ",", "x"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := practice.ParseQuirks(text)
		if err != nil {
			return
		}
		again, err := practice.ParseQuirks(got.String())
		if err != nil || again != got {
			t.Errorf("%q: %v written and read again is %v, %v", text, got, again, err)
		}
	})
}

// TestQuirks shows what each quirk changes: observe returns what a client sees.
func TestQuirks(t *testing.T) {
	tests := map[string]struct {
		quirk   practice.Quirks
		observe func(t *testing.T, r *rig) string
		on, off string
	}{
		"string-expires": {practice.StringExpires, observeExpiresIn, `"1200"`, `1200`},
		"rs512":          {practice.RS512, observeAlgorithm, "RS512", "RS256"},
		"progress-text":  {practice.ProgressText, observeProgress, "In Progress (42%)", "In Progress, 42%"},
		"jobid":          {practice.JobID, observeJobID, `"JobID":1001`, ""},
		"odd-expires":    {practice.OddExpires, observeExpires, "2026-08-21 07:00:01.123456 +0000 UTC", "Fri, 21 Aug 2026 07:00:01 GMT"},
		"double-404":     {practice.Double404, observeSwept, "404 404 410", "404 404"},
		"warnings":       {practice.Warnings, observeErrors, "2", "0"},
		"no-length":      {practice.NoLength, observeLength, "chunked", "length"},
		"duplicate-429":  {practice.Duplicate429, observeDuplicate, "429 0", "202 "},
		"many-files":     {practice.ManyFiles, observeFiles, "24", "4"},
		"group-new-400":  {practice.GroupNew400, observeGroupNew, "400", "202"},
		"january":        {practice.January, observeJanuary, "404 202", "202 202"},
		"runout-over":    {practice.RunoutOver, observeRunout, "404", "202"},
		"expired":        {practice.Expired, observeExpired, "404 404", "200 200"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			if q, err := practice.ParseQuirks(name); err != nil || q != tc.quirk {
				t.Fatalf("name: got %v, %v", q, err)
			}
			source := people{n: 100}
			on := newRig(t, practice.Config{Source: source, Quirks: tc.quirk}).signIn()
			if got := tc.observe(t, on); got != tc.on {
				t.Errorf("on: got %q, want %q", got, tc.on)
			}
			off := newRig(t, practice.Config{Source: source}).signIn()
			if got := tc.observe(t, off); got != tc.off {
				t.Errorf("off: got %q, want %q", got, tc.off)
			}
		})
	}
}

// exportV3 is the export that most tests start.
const exportV3 = "/api/v3/Group/all/$export"

func itoa(n int) string { return strconv.Itoa(n) }

func observeExpiresIn(_ *testing.T, r *rig) string {
	body := r.ask(http.MethodPost, "/auth/token", basic(r.srv.ClientID(), r.srv.ClientSecret())).body
	_, rest, _ := strings.Cut(body, `"expires_in":`)
	value, _, _ := strings.Cut(rest, ",")
	return value
}

func observeAlgorithm(t *testing.T, r *rig) string {
	header, _, _ := tokenParts(t, r.token)
	return header["alg"].(string)
}

func observeProgress(_ *testing.T, r *rig) string {
	status := r.export(exportV3)
	r.clock.pass(420 * time.Millisecond)
	return r.get(status).header.Get("X-Progress")
}

func observeJobID(_ *testing.T, r *rig) string {
	status := r.export(exportV3)
	r.clock.pass(time.Second)
	body := r.get(status).body
	at := strings.Index(body, `"JobID"`)
	if at < 0 {
		return ""
	}
	return strings.TrimRight(body[at:], "}\n")
}

func observeExpires(_ *testing.T, r *rig) string {
	status := r.export(exportV3)
	r.clock.pass(time.Second)
	return r.get(status).header.Get("Expires")
}

// observeSwept gives the HTTP status and those that the outcomes speak of.
func observeSwept(_ *testing.T, r *rig) string {
	status := r.export(exportV3)
	r.complete(status)
	r.srv.ExpireJobs()
	got := r.get(status)
	return strings.Join([]string{itoa(got.status), "404", "410"}[:1+strings.Count(got.body, `"resourceType"`)], " ")
}

func observeErrors(_ *testing.T, r *rig) string {
	m := r.complete(r.export(exportV3))
	return itoa(len(m.Error))
}

func observeLength(_ *testing.T, r *rig) string {
	m := r.complete(r.export(exportV3))
	got := r.get(r.path(m.Output[0]), "Accept-Encoding: gzip")
	if got.resp.ContentLength < 0 {
		return strings.Join(got.resp.TransferEncoding, ",")
	}
	return "length"
}

func observeDuplicate(t *testing.T, r *rig) string {
	r.export(exportV3)
	got := r.async(exportV3)
	if got.body != "" {
		t.Errorf("body: got %q, want none", got.body)
	}
	return itoa(got.status) + " " + got.header.Get("Retry-After")
}

func observeFiles(_ *testing.T, r *rig) string {
	return itoa(len(r.complete(r.export(exportV3)).Output))
}

func observeGroupNew(_ *testing.T, r *rig) string {
	return itoa(r.async("/api/v3/Group/new/$export").status)
}

func observeJanuary(t *testing.T, r *rig) string {
	all := r.async(exportV3)
	runout := r.async("/api/v3/Group/runout/$export?_type=Patient")
	if all.status == http.StatusAccepted { // without the quirk it runs already
		return itoa(all.status) + " " + itoa(runout.status)
	}
	if patient := r.async("/api/v3/Patient/$export"); patient.status != all.status {
		t.Errorf("patient endpoint: got %d, want %d", patient.status, all.status)
	}
	if want := "No up-to-date attribution information is available for ACOID 'A9994'"; !strings.Contains(all.body, want) {
		t.Errorf("body: got %q, want %q in it", all.body, want)
	}
	return itoa(all.status) + " " + itoa(runout.status)
}

func observeRunout(_ *testing.T, r *rig) string {
	return itoa(r.async("/api/v3/Group/runout/$export").status)
}

// observeExpired asks for a file and for the job after the manifest was read.
func observeExpired(_ *testing.T, r *rig) string {
	status := r.export(exportV3)
	m := r.complete(status)
	return itoa(r.get(r.path(m.Output[0])).status) + " " + itoa(r.get(status).status)
}
