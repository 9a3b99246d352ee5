package main

import (
	"context"
	"os/exec"
	"runtime"
	"time"
)

// hasTray says that a sign in the tray can be seen. Windows and macOS always have one. On Linux a desktop may have none: a
// window that is hidden there could not be brought back.
func hasTray(ctx context.Context) bool {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return true
	}
	const answers = 2 * time.Second
	ctx, cancel := context.WithTimeout(ctx, answers)
	defer cancel()
	return exec.CommandContext(ctx, "busctl", "--user", "--no-pager", "status", "org.kde.StatusNotifierWatcher").Run() == nil
}
