//go:build !windows

package exporter

import (
	"errors"
	"syscall"
)

func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

// isOpenElsewhere is always false: only Windows refuses to replace a file that another program has open.
func isOpenElsewhere(error) bool { return false }
