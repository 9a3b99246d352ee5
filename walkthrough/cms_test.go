package walkthrough_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// cms is a practice server that can be made to lose files, and whose connections can be cut, as a sleeping computer does.
type cms struct {
	*practice.Server
	web *httptest.Server

	mu      sync.Mutex
	lost    map[string]bool // paths of files that it does not hand out
	toLose  int             // so many of the next files of claims it will lose
	first   string          // the export of the patient list, which stays whole
	handed  int             // files of claims handed out
	halfway chan struct{}   // closed when some files were handed out
}

// newCMS starts a server with made-up people of its own.
func newCMS(t *testing.T) *cms {
	t.Helper()
	people := synth.New(synth.Config{People: 40, Years: 2, Seed: 7, End: time.Now()})
	server, err := practice.New(practice.Config{Source: practice.NewPopulation(people), Quirks: practice.AllQuirks, MinJobTime: time.Millisecond, BatchSize: 2})
	if err != nil {
		t.Fatal(err)
	}
	c := &cms{Server: server, lost: map[string]bool{}, halfway: make(chan struct{})}
	c.web = httptest.NewServer(c)
	t.Cleanup(c.web.Close)
	return c
}

// lose has it lose so many of the files that it hands out from now on, until mend.
func (c *cms) lose(files int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.toLose, c.handed, c.first, c.halfway = files, 0, "", make(chan struct{})
}

func (c *cms) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.toLose, c.lost = 0, map[string]bool{}
}

// enough is how many files are half of an export here.
const enough = 4

// ServeHTTP is the practice server but for lost files, which end in the middle of a line.
func (c *cms) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/data/") && c.isLost(r.URL.Path) {
		w.Header().Set("Content-Type", "application/fhir+ndjson")
		if _, err := io.WriteString(w, `{"resourceType":"Explanation`); err != nil {
			return // the client is gone
		}
		return
	}
	c.Server.ServeHTTP(w, r)
}

func (c *cms) isLost(file string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	job := path.Dir(file)
	if c.first == "" {
		c.first = job
	}
	if job == c.first {
		return false
	}
	if c.toLose > 0 && !c.lost[file] {
		c.lost[file] = true
		c.toLose--
	}
	if c.handed++; c.handed == enough {
		close(c.halfway)
	}
	return c.lost[file]
}

// secretFile writes the credentials to a file of the computer as a person has them.
func (c *cms) secretFile(t *testing.T, w *window, name string) string {
	t.Helper()
	path := filepath.Join(w.home, name)
	if err := os.WriteFile(path, []byte("Client ID: "+c.ClientID()+"\nClient Secret: "+c.ClientSecret()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// secretAlone writes the secret to a file that claimsctl takes.
func (c *cms) secretAlone(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "secret.txt")
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(file, c.ClientSecret()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}
