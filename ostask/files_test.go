package ostask_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/ostask"
)

var update = flag.Bool("update", false, "write the golden files anew")

// plain is a task as it usually is, awkward one with everything that has a meaning to some system.
func plain() ostask.Task {
	return ostask.Task{
		Name: "refresh-a9994", About: "ClaimsDesk: get new data for a9994", Program: "/opt/claimsdesk/claimsctl",
		Args: []string{"refresh", "--set", "a9994", "--quiet", "--data", "/home/rivera/ClaimsDesk"},
		Days: []time.Weekday{time.Monday}, Hour: 6, SpreadMinutes: 30, Good: []int{6},
	}
}

func awkward() ostask.Task {
	return ostask.Task{
		Name: "refresh-a9994", About: `100% "new" <data> & more`, Program: "/opt/Claims & Desk 100% $5;/claimsctl",
		Args: []string{"refresh", "--data", `/home/o'neil/My $HOME & <data> 50%h \ "old" ;`, ""},
		Hour: 23, Minute: 5,
	}
}

// quotedProgram has in its path what systemd does not take in a program's.
const quotedProgram = `/home/o'neil/"new" \ $HOME 5%/claimsctl`

func onWindows(t ostask.Task) ostask.Task {
	t.Program = `C:\Program Files\Claims & Desk\claimsctl.exe`
	t.Args = []string{"refresh", "--set", "a9994", "--data", `C:\Users\O'Neil <IT>\ClaimsDesk\`, `say "hi"`, ""}
	return t
}

// TestGolden compares every file with one that a person has read. -update writes them anew.
func TestGolden(t *testing.T) {
	windows := func(task ostask.Task) string {
		text, err := ostask.WindowsXML(onWindows(task))
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(text, "\r\n", "\n")
	}
	quoted := awkward()
	quoted.Program = quotedProgram
	midweek := plain()
	midweek.Days, midweek.Hour = []time.Weekday{time.Thursday, time.Monday}, 18
	for name, got := range map[string]string{
		"weekly.service": ostask.SystemdService(plain()), "weekly.timer": ostask.SystemdTimer(plain()),
		"awkward.service": ostask.SystemdService(awkward()), "awkward.timer": ostask.SystemdTimer(awkward()), "midweek.timer": ostask.SystemdTimer(midweek),
		"quotes.service": ostask.SystemdService(quoted),
		"weekly.plist":   ostask.LaunchdPlist(plain()), "awkward.plist": ostask.LaunchdPlist(awkward()), "midweek.plist": ostask.LaunchdPlist(midweek),
		"weekly.xml": windows(plain()), "daily.xml": windows(awkward()), "midweek.xml": windows(midweek),
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		})
	}
}

// systemd itself reads the units of awkward paths. verify complains about a program that is not there, so the way a path
// is quoted is checked too.
func TestSystemdAccepts(t *testing.T) {
	verify, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("there is no systemd here")
	}
	quoted := awkward()
	quoted.Program = quotedProgram
	for name, task := range map[string]ostask.Task{"plain": plain(), "awkward": awkward(), "quotes": quoted} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			task.Program = filepath.Join(dir, task.Program)
			if err := os.MkdirAll(filepath.Dir(task.Program), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(task.Program, []byte("#!/bin/sh\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			units := filepath.Join(dir, "units")
			if err := os.Mkdir(units, 0o700); err != nil {
				t.Fatal(err)
			}
			for ending, text := range map[string]string{".service": ostask.SystemdService(task), ".timer": ostask.SystemdTimer(task)} {
				if err := os.WriteFile(filepath.Join(units, "claimsdesk-x"+ending), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			command := exec.CommandContext(t.Context(), verify, "verify", "--man=no", filepath.Join(units, "claimsdesk-x.timer"), filepath.Join(units, "claimsdesk-x.service"))
			command.Env = append(os.Environ(), "HOME="+dir, "XDG_RUNTIME_DIR="+dir)
			output, err := command.CombinedOutput()
			if err != nil || strings.Contains(string(output), "claimsdesk-x") {
				t.Errorf("%v\n%s\n%s", err, output, ostask.SystemdService(task))
			}
		})
	}
}

// Whatever stands in a path, XML gives it back.
func TestXMLGivesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zA-Z0-9 <>&"'\\/;:.,é漢$-]{0,20}`)
		task := plain()
		task.Program = "/" + word.Draw(t, "program")
		task.Args = rapid.SliceOfN(word, 0, 4).Draw(t, "arguments")
		if err := task.Validate(); err != nil {
			t.Fatalf("%q %q: %v", task.Program, task.Args, err)
		}
		want := append([]string{task.Program}, task.Args...)
		if diff := cmp.Diff(want, plistWords(t, ostask.LaunchdPlist(task))); diff != "" {
			t.Fatalf("plist (-want +got):\n%s", diff)
		}
		text, err := ostask.WindowsXML(task)
		if err != nil {
			t.Fatal(err)
		}
		var read struct {
			Command   string `xml:"Actions>Exec>Command"`
			Arguments string `xml:"Actions>Exec>Arguments"`
		}
		decoder := xml.NewDecoder(strings.NewReader(text))
		decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
		if err := decoder.Decode(&read); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if diff := cmp.Diff(want, append([]string{read.Command}, split(read.Arguments)...)); diff != "" {
			t.Fatalf("Task Scheduler (-want +got):\n%s", diff)
		}
	})
}

// plistWords reads the first array of strings.
func plistWords(t *rapid.T, text string) []string {
	var read struct {
		Words []string `xml:"dict>array>string"`
	}
	if err := xml.Unmarshal([]byte(text), &read); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return read.Words
}

// split takes a command line apart as CommandLineToArgvW does: 2n backslashes and a quote are n backslashes and the begin
// or end of a quoted part, 2n+1 are n backslashes and a quote.
func split(line string) []string {
	var words []string
	var word strings.Builder
	quoted, inWord := false, false
	for i := 0; i < len(line); {
		slashes := 0
		for i < len(line) && line[i] == '\\' {
			slashes, i = slashes+1, i+1
		}
		if i < len(line) && line[i] == '"' {
			word.WriteString(strings.Repeat(`\`, slashes/2))
			if inWord = true; slashes%2 == 1 {
				word.WriteByte('"')
			} else {
				quoted = !quoted
			}
			i++
			continue
		}
		word.WriteString(strings.Repeat(`\`, slashes))
		inWord = inWord || slashes > 0
		switch {
		case i == len(line):
		case !quoted && (line[i] == ' ' || line[i] == '\t'):
			if inWord {
				words = append(words, word.String())
			}
			word.Reset()
			inWord = false
			i++
		default:
			word.WriteByte(line[i])
			inWord = true
			i++
		}
	}
	if inWord {
		words = append(words, word.String())
	}
	return words
}

func TestValidate(t *testing.T) {
	tests := map[string]struct {
		change func(*ostask.Task)
		good   bool
	}{
		"plain":                      {func(*ostask.Task) {}, true},
		"Windows path":               {func(t *ostask.Task) { t.Program = `C:\Program Files\x.exe` }, true},
		"network path":               {func(t *ostask.Task) { t.Program = `\\server\share\x.exe` }, true},
		"relative path":              {func(t *ostask.Task) { t.Program = "claimsctl" }, false},
		"name leaves the folder":     {func(t *ostask.Task) { t.Name = "../x" }, false},
		"no name":                    {func(t *ostask.Task) { t.Name = "" }, false},
		"line break in an argument":  {func(t *ostask.Task) { t.Args = []string{"a\nExecStartPre=/bin/true"} }, false},
		"line break in the words":    {func(t *ostask.Task) { t.About = "a\n[Service]" }, false},
		"24 o'clock":                 {func(t *ostask.Task) { t.Hour = 24 }, false},
		"a day that does not exist":  {func(t *ostask.Task) { t.Days = []time.Weekday{7} }, false},
		"spread before the time":     {func(t *ostask.Task) { t.SpreadMinutes = -1 }, false},
		"at the last minute, spread": {func(t *ostask.Task) { t.Hour, t.Minute, t.SpreadMinutes = 23, 59, 180 }, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			task := plain()
			tt.change(&task)
			err := task.Validate()
			if (err == nil) != tt.good || (err != nil && !errors.Is(err, ostask.ErrTask)) {
				t.Errorf("got %v, want good %t", err, tt.good)
			}
		})
	}
}

// Task Scheduler would replace such parts, and nothing escapes them.
func TestWindowsRefusesVariables(t *testing.T) {
	for _, arg := range []string{`C:\%TEMP%\x`, `C:\100%`, `C:\$(Arg0)`} {
		task := onWindows(plain())
		task.Args = []string{arg}
		if _, err := ostask.WindowsXML(task); !errors.Is(err, ostask.ErrTask) {
			t.Errorf("%s: got %v, want ErrTask", arg, err)
		}
	}
}

// launchd cannot spread starts, so tasks with other names have other times, on the same day.
func TestLaunchdSpread(t *testing.T) {
	times := map[string]bool{}
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		task := plain()
		task.Name, task.Hour, task.Minute = name, 23, 50
		text := ostask.LaunchdPlist(task)
		if !strings.Contains(text, "<key>Hour</key>\n\t\t\t<integer>23</integer>") {
			t.Fatalf("left the day:\n%s", text)
		}
		_, minute, _ := strings.Cut(text, "<key>Minute</key>")
		times[minute[:40]] = true
	}
	if len(times) < 3 {
		t.Errorf("got %d times for 8 names", len(times))
	}
}
