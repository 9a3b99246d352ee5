package main

import (
	"context"
	"errors"
	"slices"
	"testing"

	engine "github.com/claimsdesk/claimsdesk/app"
)

func TestSystemTask(t *testing.T) {
	refused := errors.New("exit status 2")
	tests := map[string]struct {
		stdout, stderr string
		err            error
		do             func(*systemTask, context.Context) error
		args           []string
		want           string // what is told; empty when it goes well
	}{
		"install": {do: func(s *systemTask, ctx context.Context) error { return s.Install(ctx, "a9994") }, args: []string{"schedule", "install", "--set", "a9994", "--data", "/data"}},
		"remove":  {do: func(s *systemTask, ctx context.Context) error { return s.Remove(ctx, "a9994") }, args: []string{"schedule", "remove", "--set", "a9994", "--data", "/data"}},
		"refused": {
			stderr: "Choose a schedule first.\nDetails: no such thing\n", err: refused, want: "Choose a schedule first.",
			do:   func(s *systemTask, ctx context.Context) error { return s.Install(ctx, "x") },
			args: []string{"schedule", "install", "--set", "x", "--data", "/data"},
		},
		"shown": {
			stdout: `{"set":"x","installed":true}`, args: []string{"schedule", "show", "--set", "x", "--data", "/data", "--json"},
			do: func(s *systemTask, ctx context.Context) error {
				there, err := s.Installed(ctx, "x")
				if err == nil && !there {
					return errors.New("not there")
				}
				return err
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var args []string
			s := &systemTask{claimsctl: "/bin/claimsctl", dataDir: "/data", run: func(_ context.Context, _ string, given ...string) (string, string, error) {
				args = given
				return tt.stdout, tt.stderr, tt.err
			}}
			err := tt.do(s, t.Context())
			if !slices.Equal(args, tt.args) {
				t.Errorf("ran %q, want %q", args, tt.args)
			}
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (engine.ProblemOf(err).Title != tt.want || !errors.Is(err, refused)):
				t.Errorf("told %q, want %q", engine.ProblemOf(err).Title, tt.want)
			}
		})
	}
}

func TestSystemTaskWithoutClaimsctl(t *testing.T) {
	if told := newSystemTask("/data").Missing(); told == "" {
		t.Error("beside a test there is no claimsctl")
	}
}
