package bcda

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// FileStats counts one download.
type FileStats struct {
	CompressedBytes int64 // as they came over the network
	PlainBytes      int64 // of NDJSON
}

// Download opens a file of a job. Parse the body while it comes, but keep nothing of it until Read has returned io.EOF:
// only then was it whole. The caller closes the body.
//
// Errors of Download: ErrFileGone, ErrUnauthorized (another entity's job), ErrTruncated and those of any request.
func (c *Client) Download(ctx context.Context, f File) (*Body, error) {
	if c.Generic() {
		body, err := c.genericDownload(ctx, f)
		if err != nil {
			return nil, fmt.Errorf("job %s file %s: %w", f.Job.LedgerName(), f.Name, err)
		}
		return body, nil
	}
	if err := f.check(); err != nil {
		return nil, refused(OpDownload, err)
	}
	// Asked by hand, so that net/http leaves the bytes alone and their checksum can be checked here; unasked, the
	// server unpacks on the fly, without any mark of completeness (docs/reference/bcda-protocol.md 5).
	req := c.get(OpDownload, f.path(), fileHeader())
	var body *Body
	err := c.wire.run(ctx, req, func(resp *http.Response) (err error) {
		body, err = c.openBody(ctx, resp)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("job %s file %s: %w", f.Job, f.Name, err)
	}
	return body, nil
}

func fileHeader() map[string]string {
	return map[string]string{"Accept-Encoding": "gzip", "Accept": "application/fhir+ndjson"}
}

// check refuses files that no manifest of ours can name.
func (f File) check() error {
	if !dataPath.MatchString(f.path()) {
		return errors.New("no job number or no plain file name")
	}
	return nil
}

// openBody makes a Body of a response; on an error it has closed it.
func (c *Client) openBody(ctx context.Context, resp *http.Response) (*Body, error) {
	b := &Body{ctx: ctx, resp: resp, limits: c.limits, whole: true}
	if isHTML(resp.Header.Get("Content-Type"), nil) {
		closeBody(resp)
		return nil, &StatusError{Op: OpDownload, Status: resp.StatusCode, Kind: ErrNotBCDA, sent: true}
	}
	wire := &countingReader{r: resp.Body, n: &b.stats.CompressedBytes}
	b.plain = wire
	switch encoding := strings.ToLower(strings.TrimSpace(resp.Header.Get("Content-Encoding"))); encoding {
	case "gzip", "x-gzip":
		// Several members in a row are one file: the server appends an empty one.
		unpacked, err := gzip.NewReader(wire)
		if err != nil {
			failure := b.failure(err)
			closeBody(resp)
			return nil, failure
		}
		b.plain = unpacked
	case "", "identity":
		// Without length, chunks or checksum only the last line break tells a whole file from a cut one.
		b.whole = resp.Uncompressed || resp.ContentLength >= 0 || len(resp.TransferEncoding) > 0 || resp.ProtoMajor > 1
	default:
		closeBody(resp)
		return nil, &StatusError{
			Op: OpDownload, Status: resp.StatusCode, Kind: ErrBadReply, sent: true, Err: errors.New("unknown Content-Encoding"),
		}
	}
	return b, nil
}

// fetchTries bounds the repeats of a download that was cut or damaged (docs/reference/bcda-protocol.md 9).
const fetchTries = 5

// Fetch downloads a file whole, up to five times. consume is called once a try with the file from its start and must
// discard what an earlier try left; it need not read to the end. Its own error ends the fetch, unless the download had
// failed under it.
func (c *Client) Fetch(ctx context.Context, f File, consume func(io.Reader) error) (FileStats, error) {
	for failed := 1; ; failed++ {
		stats, err := c.fetchOnce(ctx, f, consume)
		if err == nil || !errors.Is(err, ErrTruncated) || failed >= fetchTries || ctx.Err() != nil {
			return stats, err
		}
		pause := Pause{Op: OpDownload, Kind: ErrTruncated, Failed: failed, Wait: c.wire.retry.Delay(failed, c.wire.jitter())}
		if err := c.wire.pause(ctx, pause); err != nil {
			return stats, fmt.Errorf("job %s file %s: %w", f.Job.LedgerName(), f.Name, err)
		}
	}
}

func (c *Client) fetchOnce(ctx context.Context, f File, consume func(io.Reader) error) (stats FileStats, err error) {
	body, err := c.Download(ctx, f)
	if err != nil {
		return FileStats{}, err
	}
	err = consume(body)
	if err == nil {
		_, err = io.Copy(io.Discard, body)
	}
	if failure := body.Err(); failure != nil {
		err = fmt.Errorf("job %s file %s: %w", f.Job.LedgerName(), f.Name, failure)
	}
	stats = body.Stats()
	// Read to its end or given up: closing changes nothing any more.
	_ = body.Close()
	return stats, err
}
