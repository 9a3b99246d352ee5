package walkthrough_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// window is the program on a screen of its own, with a computer of its own: home, settings and data are in a new folder.
type window struct {
	*screen
	home    string
	env     []string
	program *exec.Cmd
	log     bytes.Buffer
}

// newWindow makes the computer; open starts the program.
func newWindow(t *testing.T, env ...string) *window {
	t.Helper()
	w := &window{screen: newScreen(t), home: t.TempDir(), env: env}
	if err := os.MkdirAll(w.documents(), 0o700); err != nil {
		t.Fatal(err)
	}
	return w
}

// documents is where files go that a person saves.
func (w *window) documents() string { return filepath.Join(w.home, "Documents") }

func (w *window) data() string { return filepath.Join(w.home, "data") }

// open starts the program; it ends with the test, or with close.
func (w *window) open(t *testing.T) {
	t.Helper()
	w.program = exec.CommandContext(t.Context(), *programs+"/claimsdesk")
	w.program.Env = w.environment("DISPLAY="+w.display, "FYNE_SCALE=1", "FYNE_THEME=light")
	w.program.Dir, w.program.Stderr, w.program.Stdout = w.home, &w.log, &w.log
	if err := w.program.Start(); err != nil {
		t.Fatalf("open the window: %v", err)
	}
	t.Cleanup(func() { w.close(t) })
}

// close closes the window and waits until the program has ended.
func (w *window) close(t *testing.T) {
	t.Helper()
	stop(w.program)
	if strings.Contains(w.log.String(), "panic:") {
		t.Errorf("the program broke:\n%s", w.log.String())
	}
}

// environment is that of every program of the made-up computer: nothing of ours gets in.
func (w *window) environment(more ...string) []string {
	base := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + w.home, "XDG_CONFIG_HOME=" + filepath.Join(w.home, "config"), "LANG=en_US.UTF-8",
		"CLAIMSDESK_DATA=" + w.data(), "CLAIMSDESK_WAIT_SCALE=0.002", "CLAIMSDESK_PASSPHRASE=" + passphrase,
	}
	return append(append(base, w.env...), more...)
}

// passphrase seals made-up secrets: there is no keychain on the made-up computer.
const passphrase = "a made-up passphrase"

// ctl runs claimsctl on the window's data and reads its answer.
func (w *window) ctl(t *testing.T, into any, args ...string) error {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), *programs+"/claimsctl", append([]string{"--json"}, args...)...)
	cmd.Env = w.environment()
	var problem bytes.Buffer
	cmd.Stderr = &problem
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("claimsctl %s: %w\n%s", args[0], err, problem.String())
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(out, into)
}

// files lists the names of a kind that were saved to the documents, in their order.
func (w *window) files(t *testing.T, ending string) []string {
	t.Helper()
	entries, err := os.ReadDir(w.documents())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) == ending {
			names = append(names, e.Name())
		}
	}
	return names
}
