package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	engine "github.com/claimsdesk/claimsdesk/app"
)

// systemTask has the operating system's scheduler get new data. claimsctl sets the task up and removes it, because it is what
// the system runs.
type systemTask struct {
	claimsctl string // path; empty when it does not lie beside this program
	dataDir   string
	run       func(ctx context.Context, program string, args ...string) (stdout, stderr string, err error)
}

// newSystemTask looks for claimsctl beside this program.
func newSystemTask(dataDir string) *systemTask {
	t := &systemTask{dataDir: dataDir, run: runProgram}
	own, err := os.Executable()
	if err != nil {
		return t
	}
	name := "claimsctl"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	path := filepath.Join(filepath.Dir(own), name)
	if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
		t.claimsctl = path
	}
	return t
}

// Missing implements ui.SystemTask.
func (t *systemTask) Missing() string {
	if t.claimsctl == "" {
		return "Not possible here: claimsctl is not in the same folder as ClaimsDesk."
	}
	return ""
}

// Installed implements ui.SystemTask.
func (t *systemTask) Installed(ctx context.Context, set string) (bool, error) {
	text, err := t.schedule(ctx, "show", set, "--json")
	if err != nil {
		return false, err
	}
	var shown struct {
		Installed bool `json:"installed"`
	}
	if err := json.Unmarshal([]byte(text), &shown); err != nil {
		return false, fmt.Errorf("read what claimsctl says of the schedule: %w", err)
	}
	return shown.Installed, nil
}

// Install implements ui.SystemTask.
func (t *systemTask) Install(ctx context.Context, set string) error {
	_, err := t.schedule(ctx, "install", set)
	return err
}

// Remove implements ui.SystemTask.
func (t *systemTask) Remove(ctx context.Context, set string) error {
	_, err := t.schedule(ctx, "remove", set)
	return err
}

// schedule runs a command of claimsctl. What it refuses stands in plain words on its error output.
func (t *systemTask) schedule(ctx context.Context, command, set string, more ...string) (string, error) {
	args := append([]string{"schedule", command, "--set", set, "--data", t.dataDir}, more...)
	stdout, stderr, err := t.run(ctx, t.claimsctl, args...)
	if err == nil {
		return stdout, nil
	}
	told, _, _ := strings.Cut(stderr, "\nDetails: ") // those are for support
	if told = strings.Join(strings.Fields(told), " "); told != "" {
		return "", errors.Join(&engine.UsageError{Text: told}, err)
	}
	return "", fmt.Errorf("claimsctl schedule %s: %w", command, err)
}

func runProgram(ctx context.Context, program string, args ...string) (string, string, error) {
	var stdout, stderr bytes.Buffer
	command := exec.CommandContext(ctx, program, args...) //nolint:gosec // our own program, by its path; nothing is read by a shell
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	return stdout.String(), stderr.String(), err
}
