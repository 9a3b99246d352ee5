package ostask_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ostask"
)

// system stands in for the programs of a system: it notes the calls and answers as told.
type system struct {
	calls   []string
	answers map[string]answer // by the begin of the call
	files   map[string]string // what the files named in /XML held
}

type answer struct {
	output string
	err    error
}

func (s *system) run(_ context.Context, name string, args ...string) (string, error) {
	call := strings.Join(append([]string{name}, args...), " ")
	for i, a := range args {
		if a == "/XML" {
			data, err := os.ReadFile(args[i+1])
			if err != nil {
				return "", err
			}
			s.files = map[string]string{args[i+1]: fromUTF16(data)}
			call = strings.Replace(call, args[i+1], "FILE", 1)
		}
	}
	s.calls = append(s.calls, call)
	for begin, a := range s.answers {
		if strings.HasPrefix(call, begin) {
			return a.output, a.err
		}
	}
	return "", nil
}

func fromUTF16(data []byte) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
	}
	return string(utf16.Decode(units))
}

func newScheduler(t *testing.T, on ostask.System, s *system) (*ostask.Scheduler, string) {
	t.Helper()
	home := t.TempDir()
	scheduler, err := ostask.New(ostask.Options{System: on, Home: home, Config: filepath.Join(home, ".config"), UserID: 501, Run: s.run})
	if err != nil {
		t.Fatal(err)
	}
	return scheduler, home
}

// files lists what lies beneath a folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: mode %s, want it closed to others", path, info.Mode())
		}
		name, err := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestInstallAndRemove(t *testing.T) {
	const label = "io.github.claimsdesk.ClaimsDesk.refresh-a9994"
	tests := map[ostask.System]struct {
		files             []string
		installs, removes []string
	}{
		ostask.Linux: {
			[]string{".config/systemd/user/claimsdesk-refresh-a9994.service", ".config/systemd/user/claimsdesk-refresh-a9994.timer"},
			[]string{"systemctl --user daemon-reload", "systemctl --user enable claimsdesk-refresh-a9994.timer", "systemctl --user restart claimsdesk-refresh-a9994.timer"},
			[]string{"systemctl --user disable --now claimsdesk-refresh-a9994.timer", "systemctl --user daemon-reload"},
		},
		ostask.MacOS: {
			[]string{"Library/LaunchAgents/" + label + ".plist"},
			[]string{"launchctl bootstrap gui/501 HOME/Library/LaunchAgents/" + label + ".plist"},
			[]string{"launchctl print gui/501/" + label, "launchctl bootout gui/501/" + label},
		},
	}
	for on, tt := range tests {
		t.Run(string(on), func(t *testing.T) {
			s := &system{}
			scheduler, home := newScheduler(t, on, s)
			calls := func() []string {
				list := strings.Split(strings.ReplaceAll(filepath.ToSlash(strings.Join(s.calls, "\n")), filepath.ToSlash(home), "HOME"), "\n")
				s.calls = nil
				return list
			}
			installed(t, scheduler, false)
			if err := scheduler.Install(t.Context(), plain()); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.installs, calls()); diff != "" {
				t.Errorf("calls of install (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.files, files(t, home)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			installed(t, scheduler, true)
			if err := scheduler.Remove(t.Context(), "refresh-a9994"); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.removes, calls()); diff != "" {
				t.Errorf("calls of remove (-want +got):\n%s", diff)
			}
			if left := files(t, home); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
			installed(t, scheduler, false)
			if err := scheduler.Remove(t.Context(), "refresh-a9994"); err != nil || len(s.calls) > 0 {
				t.Errorf("removing what is not there: %v, calls %q", err, s.calls)
			}
		})
	}
}

func installed(t *testing.T, scheduler *ostask.Scheduler, want bool) {
	t.Helper()
	got, err := scheduler.Installed(t.Context(), "refresh-a9994")
	if err != nil || got != want {
		t.Errorf("installed: got %t %v, want %t", got, err, want)
	}
}

func TestWindows(t *testing.T) {
	s := &system{answers: map[string]answer{"schtasks.exe /Query": {output: "\"\\Other\",\"N/A\",\"Ready\"\r\n\"\\ClaimsDesk\\refresh-a9994-2\",\"N/A\",\"Ready\"\r\n"}}}
	scheduler, _ := newScheduler(t, ostask.Windows, s)
	installed(t, scheduler, false)
	task := onWindows(plain())
	if err := scheduler.Install(t.Context(), task); err != nil {
		t.Fatal(err)
	}
	if want := `schtasks.exe /Create /TN \ClaimsDesk\refresh-a9994 /XML FILE /F`; s.calls[len(s.calls)-1] != want {
		t.Errorf("got %q, want %q", s.calls, want)
	}
	text, err := ostask.WindowsXML(task)
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range s.files {
		if got != "\ufeff"+text {
			t.Errorf("the file held\n%s", got)
		}
		if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the file is still there: %v", err)
		}
	}
	s.answers["schtasks.exe /Query"] = answer{output: "\"\\ClaimsDesk\\refresh-a9994\",\"8/24/2026 6:00:00 AM\",\"Ready\"\r\n"}
	installed(t, scheduler, true)
	if err := scheduler.Remove(t.Context(), task.Name); err != nil {
		t.Fatal(err)
	}
	if want := `schtasks.exe /Delete /TN \ClaimsDesk\refresh-a9994 /F`; s.calls[len(s.calls)-1] != want {
		t.Errorf("got %q, want %q", s.calls, want)
	}
}

// What the system refuses leaves nothing behind and says why.
func TestRefusals(t *testing.T) {
	refusal := answer{"Access is denied.", errors.New("exit status 1")}
	tests := map[string]struct {
		on          ostask.System
		call        string
		answer      answer
		noScheduler bool
	}{
		"no systemd":                 {ostask.Linux, "systemctl", answer{err: &exec.Error{Name: "systemctl", Err: exec.ErrNotFound}}, true},
		"no systemd for this person": {ostask.Linux, "systemctl --user daemon-reload", refusal, true},
		"timer refused":              {ostask.Linux, "systemctl --user restart", refusal, false},
		"agent refused":              {ostask.MacOS, "launchctl bootstrap", refusal, false},
		"task refused":               {ostask.Windows, "schtasks.exe /Create", refusal, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := &system{answers: map[string]answer{tt.call: tt.answer}}
			scheduler, home := newScheduler(t, tt.on, s)
			err := scheduler.Install(t.Context(), plain())
			if err == nil || errors.Is(err, ostask.ErrNoScheduler) != tt.noScheduler {
				t.Errorf("got %v, want no scheduler: %t", err, tt.noScheduler)
			}
			if tt.answer.output != "" && !strings.Contains(err.Error(), tt.answer.output) {
				t.Errorf("%v does not say why", err)
			}
			if left := files(t, home); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

func TestUnknownSystem(t *testing.T) {
	if _, err := ostask.New(ostask.Options{System: "plan9"}); !errors.Is(err, ostask.ErrNoScheduler) {
		t.Errorf("got %v, want ErrNoScheduler", err)
	}
}
