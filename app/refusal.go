package app

import (
	"errors"
	"io"
	"io/fs"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// refused is a file that should have been readable; it makes an import partly done.
func refused(name, reason string) *claims.SkippedFile {
	return &claims.SkippedFile{File: name, Reason: reason, Refused: true}
}

// damaged is the reason for a file that is no whole gzip file.
const damaged = "It is damaged: it cannot be unpacked."

// refusal sorts what went wrong with one file: a reason to leave it out in plain words, or an error that concerns
// everything that follows too.
func refusal(name string, err error) (*claims.SkippedFile, error) {
	var before *store.AlreadyImportedError
	if errors.As(err, &before) {
		return &claims.SkippedFile{File: name, Reason: "It was read before, as part of the same export; nothing changed."}, nil
	}
	var corrupt flate.CorruptInputError
	if errors.As(err, &corrupt) {
		return refused(name, damaged), nil
	}
	for _, row := range []struct {
		is     error
		reason string
	}{
		{fhir.ErrSTU3, "It comes from version 1 of the CMS interface (STU3). Export it again with version 2 or 3."},
		{errNotFHIR, "It is not a file of FHIR resources."},
		{errTwiceCompressed, "It was compressed twice. Unpack it once and try again."},
		{gzip.ErrHeader, damaged},
		{gzip.ErrChecksum, "It is damaged: its check sum is wrong. Copy or download it again."},
		{io.ErrUnexpectedEOF, "It is not complete: it ends in the middle. Copy or download it again."},
		{fs.ErrPermission, "ClaimsDesk is not allowed to read it."},
	} {
		if errors.Is(err, row.is) {
			return refused(name, row.reason), nil
		}
	}
	return nil, err
}
