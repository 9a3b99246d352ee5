package app

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// DiskGuard is what we could find out about the encryption of this computer's disk.
type DiskGuard struct {
	Name  string // BitLocker, FileVault or LUKS; empty on other systems
	Known bool   // false where the system did not tell
	On    bool
}

// String says it in plain words.
func (g DiskGuard) String() string {
	switch {
	case !g.Known:
		return guardUnknown
	case g.On:
		return fmt.Sprintf(guardOn, g.Name)
	default:
		return fmt.Sprintf(guardOff, g.Name)
	}
}

// diskGuardWait bounds the question to the system; it only informs.
const diskGuardWait = 5 * time.Second

// FindDiskGuard asks the operating system whether the disk is encrypted (contract.md 2).
func FindDiskGuard(ctx context.Context) DiskGuard {
	ctx, cancel := context.WithTimeout(ctx, diskGuardWait)
	defer cancel()
	switch runtime.GOOS {
	case "windows":
		out, err := exec.CommandContext(ctx, "manage-bde", "-status", "C:").Output()
		return guardFrom("BitLocker", string(out), err, "Protection On", "Protection Off")
	case "darwin":
		out, err := exec.CommandContext(ctx, "fdesetup", "status").Output()
		return guardFrom("FileVault", string(out), err, "FileVault is On", "FileVault is Off")
	case "linux":
		out, err := exec.CommandContext(ctx, "lsblk", "--noheadings", "--output", "TYPE").Output()
		if err != nil {
			return DiskGuard{Name: "LUKS"}
		}
		return DiskGuard{Name: "LUKS", Known: true, On: strings.Contains(string(out), "crypt")}
	}
	return DiskGuard{}
}

func guardFrom(name, out string, err error, on, off string) DiskGuard {
	switch {
	case err == nil && strings.Contains(out, on):
		return DiskGuard{Name: name, Known: true, On: true}
	case err == nil && strings.Contains(out, off):
		return DiskGuard{Name: name, Known: true}
	default:
		return DiskGuard{Name: name}
	}
}
