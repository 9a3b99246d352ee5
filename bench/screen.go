package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// screen is an X server of its own, whose picture lies in a file.
type screen struct {
	server  *exec.Cmd
	folder  string
	display string
	skip    int64 // length of the head of the file
}

// openScreen starts an X server; its picture and the settings of what it shows lie in a folder.
func openScreen(ctx context.Context, program, folder string) (*screen, error) {
	if err := errors.Join(os.RemoveAll(folder), os.MkdirAll(folder, 0o700)); err != nil {
		return nil, err
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	s := &screen{folder: folder}
	s.server = exec.CommandContext(ctx, program, "-displayfd", "3", "-fbdir", folder, "-nolisten", "tcp", "-noreset", "-screen", "0", "1280x800x24") //nolint:gosec // found in the path
	s.server.ExtraFiles = []*os.File{writer}
	if err := errors.Join(s.server.Start(), writer.Close()); err != nil {
		return nil, err
	}
	number, err := bufio.NewReader(reader).ReadString('\n') // written once the server takes clients
	if err != nil {
		s.close()
		return nil, fmt.Errorf("the X server did not come up: %w", err)
	}
	s.display = ":" + strings.TrimSpace(number)
	picture, err := os.ReadFile(s.picture())
	if err != nil {
		s.close()
		return nil, err
	}
	s.skip = int64(binary.BigEndian.Uint32(picture))
	return s, nil
}

func (s *screen) picture() string { return filepath.Join(s.folder, "Xvfb_screen0") }

func (s *screen) close() { end(s.server) }

// end ends a program and waits for it; one that does not end by itself is killed.
func end(cmd *exec.Cmd) {
	const patience = 10 * time.Second
	if cmd.Process.Signal(os.Interrupt) == nil {
		kill := time.AfterFunc(patience, func() { _ = cmd.Process.Kill() }) // it may have ended meanwhile
		_ = cmd.Wait()                                                      // its exit code is not what is measured
		kill.Stop()
	}
}

// look opens the window on the crowd: how long after the start the picture changed last, and where asked for, the share of a processor
// that the window takes afterwards, in percent.
func (s *screen) look(ctx context.Context, cfg config, idle bool) (rest time.Duration, cpu float64, err error) {
	const restless, long = 2 * time.Second, 30 * time.Second
	before, err := s.pixels()
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	window := exec.CommandContext(ctx, cfg.window, "--data", cfg.crowdFolder()) //nolint:gosec // the program that this measures
	window.Env = append(os.Environ(), "DISPLAY="+s.display, "HOME="+s.folder, "XDG_CONFIG_HOME="+s.folder)
	if err := window.Start(); err != nil {
		return 0, 0, err
	}
	defer end(window)
	for rest == 0 || time.Since(start)-rest < restless {
		now, err := s.pixels()
		if err != nil {
			return 0, 0, err
		}
		if !bytes.Equal(now, before) {
			rest, before = time.Since(start), now
		}
		if time.Since(start) > long {
			return 0, 0, errors.New("the window's picture does not come to rest")
		}
		time.Sleep(5 * time.Millisecond)
	}
	if idle {
		cpu, err = idleShare(window.Process.Pid)
	}
	return rest, cpu, err
}

// opened says that the window opened the crowd: it remembers what it opened last.
func (s *screen) opened() bool {
	kept, err := os.ReadFile(filepath.Join(s.folder, "fyne", "io.github.claimsdesk.ClaimsDesk", "preferences.json"))
	return err == nil && bytes.Contains(kept, []byte(`"crowd"`))
}

func (s *screen) pixels() ([]byte, error) {
	picture, err := os.ReadFile(s.picture())
	if err != nil {
		return nil, err
	}
	return picture[min(s.skip, int64(len(picture))):], nil
}

// idleShare is what a process takes of a processor, in percent, over some seconds.
func idleShare(pid int) (float64, error) {
	const settle, over, ticks = 5 * time.Second, 20 * time.Second, 100 // clock ticks a second, on Linux
	time.Sleep(settle)
	before, err := processTicks(pid)
	if err != nil {
		return 0, err
	}
	time.Sleep(over)
	after, err := processTicks(pid)
	return 100 * float64(after-before) / ticks / over.Seconds(), err
}

// processTicks is the processor time of a process, as Linux tells it.
func processTicks(pid int) (int64, error) {
	text, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(pid), "stat"))
	if err != nil {
		return 0, err
	}
	const user, system = 11, 12 // behind the name, which ends with the last bracket
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) <= system {
		return 0, errors.New("the system does not tell the processor time")
	}
	u, err := strconv.ParseInt(fields[user], 10, 64)
	if err != nil {
		return 0, err
	}
	v, err := strconv.ParseInt(fields[system], 10, 64)
	return u + v, err
}
