package bcda

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/url"
	"strings"
	"syscall"
)

// connRefusedWindows is WSAECONNREFUSED, which Go's syscall package does not name.
const connRefusedWindows = syscall.Errno(10061)

// networkError turns a failure below HTTP into a StatusError. The URL that net/http puts around it is dropped.
func networkError(ctx context.Context, op Op, err error, stalled, sent bool) *StatusError {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	e := &StatusError{Op: op, Err: err, sent: sent}
	switch {
	case ctx.Err() != nil:
		e.Kind, e.Err = ErrInterrupted, ctx.Err()
	case stalled:
		e.Kind, e.Err = ErrTimeout, errStalled
	default:
		e.Kind = networkKind(err, sent)
	}
	return e
}

func networkKind(err error, sent bool) Kind {
	var (
		lookup *net.DNSError
		errno  syscall.Errno
		timed  net.Error
		dial   *net.OpError
	)
	switch {
	case strings.Contains(err.Error(), "Proxy Authentication Required"):
		return ErrProxy // net/http has no type for it
	case untrusted(err):
		return ErrCertificate
	case errors.As(err, &lookup) && !lookup.IsTimeout:
		return ErrHostNotFound
	case errors.As(err, &errno) && (errno == syscall.ECONNREFUSED || errno == connRefusedWindows):
		return ErrRefused
	case errors.As(err, &timed) && timed.Timeout():
		return ErrTimeout
	case errors.As(err, &dial) && dial.Op == "proxyconnect":
		return ErrProxy
	case !sent && errors.As(err, &dial) && dial.Op == "dial":
		return ErrUnreachable
	}
	return ErrDropped
}

// untrusted tells whether the secured connection failed for good: no repeat changes a certificate.
func untrusted(err error) bool {
	var (
		verification *tls.CertificateVerificationError
		authority    x509.UnknownAuthorityError
		hostname     x509.HostnameError
		invalid      x509.CertificateInvalidError
		record       tls.RecordHeaderError
		alert        tls.AlertError
	)
	return errors.As(err, &verification) || errors.As(err, &authority) || errors.As(err, &hostname) ||
		errors.As(err, &invalid) || errors.As(err, &record) || errors.As(err, &alert) ||
		// A plain HTTP server on the port: net/http says it in words only.
		strings.Contains(err.Error(), "server gave HTTP response to HTTPS client")
}
