package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"
)

// cost is what one run took.
type cost struct {
	wall time.Duration
	user time.Duration // processor time outside the kernel, all cores; 0 where it was not measured
	peak int64         // most bytes resident (VmHWM); 0 where the system does not tell
}

// side is one of the ways that are compared.
type side struct {
	name    string
	absent  string // why it cannot run here; empty when it can
	measure func(context.Context) (cost, error)
}

// alternate runs the sides in turns, each round starting with another one, and returns each side's median by wall time.
// A load that comes and goes thus falls on all of them.
func alternate(ctx context.Context, runs int, sides []side) (map[string]cost, error) {
	seen := map[string][]cost{}
	for round := range runs {
		for i := range sides {
			s := sides[(i+round)%len(sides)]
			if s.absent != "" {
				continue
			}
			c, err := s.measure(ctx)
			if err != nil {
				return nil, fmt.Errorf("run %s: %w", s.name, err)
			}
			seen[s.name] = append(seen[s.name], c)
		}
	}
	medians := map[string]cost{}
	for name, list := range seen {
		medians[name] = medianCost(list)
	}
	return medians, nil
}

// medianCost is the median of the times and the largest of the peaks.
func medianCost(list []cost) cost {
	var wall, user []time.Duration
	var peak int64
	for _, c := range list {
		wall, user, peak = append(wall, c.wall), append(user, c.user), max(peak, c.peak)
	}
	return cost{median(wall), median(user), peak}
}

// median is the middle one of a list that is not empty.
func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

// timed measures work inside this process.
func timed(work func() error) (cost, error) {
	start := time.Now()
	err := work()
	return cost{wall: time.Since(start)}, err
}

// memoryLook is the time between two looks at a process's memory; the high-water mark misses only growth in its last moment.
const memoryLook = 10 * time.Millisecond

// process measures a program from its start to its end.
func process(cmd *exec.Cmd) (cost, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return cost{}, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	look := time.NewTicker(memoryLook)
	defer look.Stop()
	var peak int64
	for {
		select {
		case err := <-ended:
			if err != nil {
				return cost{}, fmt.Errorf("%w: %s", err, bytes.TrimSpace(said.Bytes()))
			}
			return cost{time.Since(start), cmd.ProcessState.UserTime(), peak}, nil
		case <-look.C:
			peak = max(peak, residentPeak(cmd.Process.Pid))
		}
	}
}

// residentPeak reads VmHWM of a process (proc_pid_status(5)); 0 where there is none. The rusage of a child will not do: it
// begins with the parent's peak.
func residentPeak(pid int) int64 {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	field, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	kib, err := strconv.ParseInt(field, 10, 64)
	if err != nil {
		return 0
	}
	return kib << 10
}
