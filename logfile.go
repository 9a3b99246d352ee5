package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"

	"gopkg.in/natefinch/lumberjack.v2"
)

// Files of the log folder. They hold counts, states and problems, never a name, an MBI or a word that was searched for.
const (
	logFolder = "logs"
	logName   = "claimsdesk.log"
	crashName = "crash.txt"

	logMegabytes = 5
	logBackups   = 3
	logDays      = 90

	privateFolder, privateFile = 0o700, 0o600
)

// logFiles opens the log, which starts anew when it is full, and the file that Go writes to when the program crashes.
func logFiles(dataDir string) (log io.WriteCloser, crash io.Closer, err error) {
	dir := filepath.Join(dataDir, logFolder)
	if err := os.MkdirAll(dir, privateFolder); err != nil {
		return nil, nil, fmt.Errorf("make the log folder: %w", err)
	}
	file, err := os.OpenFile(filepath.Join(dir, crashName), os.O_CREATE|os.O_WRONLY|os.O_APPEND, privateFile)
	if err != nil {
		return nil, nil, fmt.Errorf("open the crash file: %w", err)
	}
	if err := debug.SetCrashOutput(file, debug.CrashOptions{}); err != nil {
		return nil, nil, errors.Join(fmt.Errorf("use the crash file: %w", err), file.Close())
	}
	return &lumberjack.Logger{Filename: filepath.Join(dir, logName), MaxSize: logMegabytes, MaxBackups: logBackups, MaxAge: logDays}, file, nil
}
