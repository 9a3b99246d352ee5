package app

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// Limits of an official file of code names. The largest, the directory of medicines, has some 40 MB.
const (
	codeFileBytes = 512 << 20
	codeFileRows  = 200_000
	codeZipFiles  = 200
)

// errCodeFile says which files there are names in.
func errCodeFile(cause error) error {
	return errors.Join(&UsageError{Text: fileNoNames}, cause)
}

// ImportCodeNames reads names of codes from an official file, or from the zip it comes in, and keeps them in place of those of before.
// Which file it is, it finds out by itself.
func (s *Set) ImportCodeNames(ctx context.Context, file string) (saved claims.NameFile, err error) {
	opened, err := openCodeFile(file)
	if err != nil {
		return saved, err
	}
	defer func() { err = errors.Join(err, opened.close()) }()
	saved, err = s.db.SaveCodeNames(ctx, opened.about, func(use func(codes.Name) error) error {
		return codes.Read(codes.System(opened.about.System), opened.text, use)
	})
	if errors.Is(err, codes.ErrFormat) {
		err = errCodeFile(err)
	}
	return saved, err
}

// ForgetCodeNames takes the names of a system away.
func (s *Set) ForgetCodeNames(ctx context.Context, system string) error {
	return s.db.DeleteCodeNames(ctx, codes.System(system))
}

// codeFile is an official file that was recognised, ready to be read from its start.
type codeFile struct {
	about claims.NameFile
	text  io.Reader
	close func() error
}

func openCodeFile(file string) (*codeFile, error) {
	switch strings.ToLower(filepath.Ext(file)) {
	case ".zip":
		return openCodeZip(file)
	case ".xlsx":
		return openCodeSheet(file)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("open a file of code names: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open a file of code names: %w", err), f.Close())
	}
	opened, err := recognise(f, filepath.Base(file), info.ModTime())
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	opened.close = f.Close
	return opened, nil
}

// recognise looks at the beginning of a text.
func recognise(r io.Reader, name string, at time.Time) (*codeFile, error) {
	text := bufio.NewReaderSize(io.LimitReader(r, codeFileBytes), codes.HeadBytes)
	head, err := text.Peek(codes.HeadBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("read a file of code names: %w", err)
	}
	system, ok := codes.Recognise(head)
	if !ok {
		return nil, errCodeFile(codes.ErrFormat)
	}
	return &codeFile{
		about: claims.NameFile{System: string(system), File: name, FileDate: at.Format(time.DateOnly)}, text: text, close: func() error { return nil },
	}, nil
}

// openCodeZip finds the first file in a zip that holds names.
func openCodeZip(file string) (*codeFile, error) {
	z, err := zip.OpenReader(file)
	if err != nil {
		return nil, errCodeFile(fmt.Errorf("open a zip of code names: %w", err))
	}
	for _, entry := range z.File[:min(len(z.File), codeZipFiles)] {
		if entry.FileInfo().IsDir() || strings.EqualFold(path.Ext(entry.Name), ".pdf") {
			continue
		}
		r, err := entry.Open()
		if err != nil {
			continue // packed in a way that is not known: another one may do
		}
		opened, err := recognise(r, path.Base(entry.Name), entry.Modified)
		if err != nil {
			if err := r.Close(); err != nil {
				return nil, errors.Join(fmt.Errorf("close a zip entry: %w", err), z.Close())
			}
			continue
		}
		opened.close = func() error { return errors.Join(r.Close(), z.Close()) }
		return opened, nil
	}
	return nil, errors.Join(errCodeFile(codes.ErrFormat), z.Close())
}

// openCodeSheet reads a workbook as a table of text: payment groups come as one.
func openCodeSheet(file string) (*codeFile, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("open a workbook of code names: %w", err)
	}
	rows, err := exporter.ReadSheet(file, codeFileRows)
	if errors.Is(err, exporter.ErrNoSheet) {
		return nil, errCodeFile(err)
	}
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	clean := strings.NewReplacer("\t", " ", "\r", " ", "\n", " ")
	for _, row := range rows {
		for i, cell := range row {
			if i > 0 {
				text.WriteByte('\t')
			}
			text.WriteString(clean.Replace(cell))
		}
		text.WriteByte('\n')
	}
	return recognise(&text, filepath.Base(file), info.ModTime())
}
