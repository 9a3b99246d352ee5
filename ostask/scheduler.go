package ostask

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// ErrNoScheduler says that this computer has no scheduler that can be used.
var ErrNoScheduler = errors.New("no scheduler to use")

// Run runs a program of the system and returns what it printed.
type Run func(ctx context.Context, name string, args ...string) (output string, err error)

// Options say where tasks are kept; the zero value is this computer and the present person.
type Options struct {
	System System // empty for this computer's
	Home   string // the person's folder; empty for os.UserHomeDir
	Config string // where systemd looks for the person's units; empty for os.UserConfigDir
	UserID int    // of the person, for launchd; 0 for os.Getuid
	Run    Run    // nil to run programs
}

// Scheduler sets tasks up and removes them.
type Scheduler struct {
	system System
	home   string
	config string
	user   int
	run    Run
}

// New returns the scheduler of a system, or ErrNoScheduler for a system that is not known.
func New(o Options) (*Scheduler, error) {
	s := &Scheduler{system: o.System, home: o.Home, config: o.Config, user: o.UserID, run: o.Run}
	if s.system == "" {
		s.system = System(runtime.GOOS)
	}
	switch s.system {
	case Windows, MacOS, Linux:
	default:
		return nil, fmt.Errorf("%s: %w", s.system, ErrNoScheduler)
	}
	var err error
	if s.home == "" {
		if s.home, err = os.UserHomeDir(); err != nil {
			return nil, fmt.Errorf("find the person's folder: %w", err)
		}
	}
	if s.config == "" {
		if s.config, err = os.UserConfigDir(); err != nil {
			return nil, fmt.Errorf("find the person's folder: %w", err)
		}
	}
	if s.user == 0 {
		s.user = os.Getuid()
	}
	if s.run == nil {
		s.run = runProgram
	}
	return s, nil
}

// Install sets a task up, in the place of an older one of the same name. When the system refuses, nothing is left of it.
func (s *Scheduler) Install(ctx context.Context, t Task) error {
	if err := t.Validate(); err != nil {
		return err
	}
	var err error
	switch s.system {
	case Windows:
		err = s.installWindows(ctx, t)
	case MacOS:
		err = s.installMacOS(ctx, t)
	default:
		err = s.installLinux(ctx, t)
	}
	if err != nil {
		return fmt.Errorf("set up task %s: %w", t.Name, err)
	}
	return nil
}

// Remove takes a task away; one that is not there is no error.
func (s *Scheduler) Remove(ctx context.Context, name string) error {
	there, err := s.Installed(ctx, name)
	if err != nil || !there {
		return err
	}
	switch s.system {
	case Windows:
		err = s.call(ctx, "schtasks.exe", "/Delete", "/TN", windowsTask(name), "/F")
	case MacOS:
		err = s.removeMacOS(ctx, name)
	default:
		err = s.removeLinux(ctx, name)
	}
	if err != nil {
		return fmt.Errorf("remove task %s: %w", name, err)
	}
	return nil
}

// Installed says whether a task is set up.
func (s *Scheduler) Installed(ctx context.Context, name string) (bool, error) {
	if !taskName.MatchString(name) {
		return false, fmt.Errorf("%w: no such name", ErrTask)
	}
	switch s.system {
	case Windows:
		// The list has one line of CSV for each task, in no language of its own: the path stands first.
		list, err := s.output(ctx, "schtasks.exe", "/Query", "/FO", "CSV", "/NH")
		return strings.Contains(list, `"`+windowsTask(name)+`"`), err
	case MacOS:
		return isThere(s.plist(name))
	default:
		return isThere(s.unit(name, ".timer"))
	}
}

// installWindows hands the description over in a file that is gone afterwards.
func (s *Scheduler) installWindows(ctx context.Context, t Task) (err error) {
	text, err := WindowsXML(t)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp("", "claimsdesk-task-*.xml")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(f.Name())) }()
	_, err = f.Write(utf16File(text))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return s.call(ctx, "schtasks.exe", "/Create", "/TN", windowsTask(t.Name), "/XML", f.Name(), "/F")
}

func (s *Scheduler) plist(name string) string {
	return filepath.Join(s.home, "Library", "LaunchAgents", launchdLabel(name)+".plist")
}

func (s *Scheduler) domain() string { return "gui/" + strconv.Itoa(s.user) }

func (s *Scheduler) installMacOS(ctx context.Context, t Task) error {
	if err := s.Remove(ctx, t.Name); err != nil { // launchd keeps the old times of an agent that it knows
		return err
	}
	if err := writeFile(s.plist(t.Name), LaunchdPlist(t)); err != nil {
		return err
	}
	if err := s.call(ctx, "launchctl", "bootstrap", s.domain(), s.plist(t.Name)); err != nil {
		return errors.Join(err, remove(s.plist(t.Name)))
	}
	return nil
}

func (s *Scheduler) removeMacOS(ctx context.Context, name string) error {
	// launchd knows an agent only while the person is signed in with the agent loaded: print tells.
	if _, err := s.run(ctx, "launchctl", "print", s.domain()+"/"+launchdLabel(name)); err == nil {
		if err := s.call(ctx, "launchctl", "bootout", s.domain()+"/"+launchdLabel(name)); err != nil {
			return err
		}
	}
	return remove(s.plist(name))
}

func (s *Scheduler) unit(name, ending string) string {
	return filepath.Join(s.config, "systemd", "user", systemdUnit(name)+ending)
}

func (s *Scheduler) installLinux(ctx context.Context, t Task) error {
	err := errors.Join(writeFile(s.unit(t.Name, ".service"), SystemdService(t)), writeFile(s.unit(t.Name, ".timer"), SystemdTimer(t)))
	if err == nil {
		if err = s.call(ctx, "systemctl", "--user", "daemon-reload"); err != nil {
			err = fmt.Errorf("%w: %w", ErrNoScheduler, err) // no systemd runs for this person
		}
	}
	if err == nil {
		err = s.call(ctx, "systemctl", "--user", "enable", systemdUnit(t.Name)+".timer")
	}
	if err == nil {
		// A timer that runs already keeps its old times until it is started anew.
		err = s.call(ctx, "systemctl", "--user", "restart", systemdUnit(t.Name)+".timer")
	}
	if err != nil {
		return errors.Join(err, s.removeUnits(t.Name))
	}
	return nil
}

func (s *Scheduler) removeLinux(ctx context.Context, name string) error {
	if err := s.call(ctx, "systemctl", "--user", "disable", "--now", systemdUnit(name)+".timer"); err != nil {
		return err
	}
	if err := s.removeUnits(name); err != nil {
		return err
	}
	return s.call(ctx, "systemctl", "--user", "daemon-reload")
}

func (s *Scheduler) removeUnits(name string) error {
	wants := filepath.Join(s.config, "systemd", "user", "timers.target.wants", systemdUnit(name)+".timer")
	return errors.Join(remove(s.unit(name, ".timer")), remove(s.unit(name, ".service")), remove(wants))
}

func (s *Scheduler) call(ctx context.Context, name string, args ...string) error {
	_, err := s.output(ctx, name, args...)
	return err
}

// output runs a program of the system. One that is not there means that there is no scheduler.
func (s *Scheduler) output(ctx context.Context, name string, args ...string) (string, error) {
	output, err := s.run(ctx, name, args...)
	if errors.Is(err, exec.ErrNotFound) {
		return "", fmt.Errorf("%w: %s is not there", ErrNoScheduler, name)
	}
	if err != nil {
		return "", fmt.Errorf("%s %s: %w: %s", name, args[0], err, strings.TrimSpace(output))
	}
	return output, nil
}

func runProgram(ctx context.Context, name string, args ...string) (string, error) {
	output, err := exec.CommandContext(ctx, name, args...).CombinedOutput() //nolint:gosec // the names are this package's, the arguments are not read by a shell
	return string(output), err
}

// Folders and files are the person's alone: paths tell which data there are.
const (
	folderMode = 0o700
	fileMode   = 0o600
)

// writeFile makes a file appear whole.
func writeFile(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), folderMode); err != nil {
		return err
	}
	draft := name + ".new"
	if err := os.WriteFile(draft, []byte(text), fileMode); err != nil {
		return errors.Join(err, remove(draft))
	}
	return os.Rename(draft, name)
}

func remove(name string) error {
	if err := os.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

func isThere(name string) (bool, error) {
	_, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
