package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
)

// machine says what the figures were measured on, as far as the system tells: they move with the machine and its load.
func machine() string {
	text := fmt.Sprintf("%s, %s/%s, %d cores", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	if model := procValue("/proc/cpuinfo", "model name"); model != "" {
		text += ", " + model
	}
	if memory := procValue("/proc/meminfo", "MemTotal"); memory != "" {
		text += ", memory " + memory
	}
	if load, err := os.ReadFile("/proc/loadavg"); err == nil {
		text += ", load at the end " + strings.Join(strings.Fields(string(load))[:3], " ")
	}
	return text + "."
}

// procValue is the first value of a name in a file of "name: value" lines; empty where there is none.
func procValue(path, name string) string {
	content, err := os.ReadFile(path) //nolint:gosec // one of two paths above
	if err != nil {
		return ""
	}
	for text := range strings.Lines(string(content)) {
		if key, value, ok := strings.Cut(text, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
