package walkthrough_test

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Names of CMS's servers (docs/reference/bcda-protocol.md 1).
const (
	testHost = "sandbox.bcda.cms.gov"
	realHost = "api.bcda.cms.gov"
)

// officeAddressNotAllowed is T2: CMS's test server answers, its real-data server is silent.
func officeAddressNotAllowed() task {
	var server *cms
	return task{
		id: "T2", what: "Connect real data; the office address is not allowed yet", most: 8,
		computer: func(t *testing.T) *window {
			server = newCMS(t)
			w := newWindow(t, officeNetwork(t, server)...)
			server.secretFile(t, w, "credentials.txt")
			w.open(t)
			return w
		},
		mouse: []step{
			{say: "set up", click: "Set up", at: cards, see: "Choose file", in: everywhere},
			{say: "choose file", click: "Choose file", see: "credentia"},
			{say: "the file", click: "credentia", at: middle},
			{say: "open it", click: "Open", at: fileButtons, see: "This file still holds your secret", in: middle},
			{say: "keep it", click: "Keep it", at: middle, see: "Looks right"},
			{say: "the day", do: func(t *testing.T, w *window) { w.typed(t, today()) }, see: "It stops working after 90 days"},
			{say: "program", click: "ACO REACH"},
			{say: "test", click: "Test connection", at: formButtons, see: "allow list"},
			{say: "copy note", click: "Copy note for IT", see: "Copied"},
		},
		keyboard: []step{
			{say: "welcome", see: "Set up", in: cards},
			{say: "set up", keys: []string{"Tab", "Tab", "Return"}, see: "Choose file"},
			{say: "paste all of it", do: func(t *testing.T, w *window) { w.typed(t, server.ClientID()) }, see: "Looks right"},
			{say: "to the secret", keys: []string{"Tab"}},
			{say: "the secret", do: func(t *testing.T, w *window) { w.typed(t, server.ClientSecret()) }, see: "80 of 80"},
			{say: "to the day", keys: []string{"Tab"}},
			{say: "the day", do: func(t *testing.T, w *window) { w.typed(t, today()) }, see: "It stops working after 90 days"},
			{say: "test", keys: []string{"Return"}, see: "allow list"},
			{say: "copy note", keys: []string{"Return"}, see: "Copied"},
		},
		proof: func(k *walk) {
			note := k.w.clipboard(k.t)
			for _, want := range []string{testHost, realHost, "443", "allow list"} {
				if !strings.Contains(note, want) {
					k.t.Errorf("the note for IT does not name %q", want)
				}
			}
			if strings.Contains(note, server.ClientSecret()) || strings.Contains(note, server.ClientID()) {
				k.t.Error("the note for IT holds credentials")
			}
		},
	}
}

func today() string { return time.Now().Format("1/2/2006") }

// clipboard is the text that was copied last.
func (w *window) clipboard(t *testing.T) string {
	t.Helper()
	out, err := w.command(t.Context(), "xclip", "-selection", "clipboard", "-o").Output()
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		t.Fatalf("read the clipboard: %v\n%s", err, failed.Stderr)
	}
	return string(out)
}

// officeNetwork starts an office's proxy behind which CMS's test server answers and its real-data server never does, and
// returns what a program must know to use it.
func officeNetwork(t *testing.T, server *cms) []string {
	t.Helper()
	certificate, authority := certificateFor(t, testHost)
	web := httptest.NewUnstartedServer(server)
	web.TLS = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	web.StartTLS()
	t.Cleanup(web.Close)
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.URL.Hostname() != testHost {
			<-r.Context().Done() // dropped on the way, as packets are that are not on the allow list
			return
		}
		tunnel(w, web.Listener.Addr().String())
	}))
	t.Cleanup(proxy.Close)
	return []string{"HTTPS_PROXY=" + proxy.URL, "SSL_CERT_FILE=" + authority}
}

// tunnel carries bytes between a client of the proxy and a server, until one of them hangs up.
func tunnel(w http.ResponseWriter, address string) {
	far, err := net.Dial("tcp", address)
	if err != nil {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	defer far.Close()
	near, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	defer near.Close()
	if _, err := io.WriteString(near, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		return
	}
	back := make(chan struct{})
	go func() {
		defer close(back)
		carry(near, bufio.NewReader(far))
	}()
	carry(far, buffered.Reader)
	if err := far.Close(); err != nil {
		return
	}
	<-back
}

// carry copies until either side ends: then both are closed by the caller.
func carry(to io.Writer, from io.Reader) {
	if _, err := io.Copy(to, from); err != nil {
		return // hung up in the middle, which is an end too
	}
}

// certificateFor makes a certificate for a host, and a file that has a program trust it.
func certificateFor(t *testing.T, host string) (tls.Certificate, string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	authority := filepath.Join(t.TempDir(), "authority.pem")
	if err := os.WriteFile(authority, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, authority
}
