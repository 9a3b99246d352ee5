//go:build windows || (darwin && cgo)

package bcda

import (
	"net/http"
	"net/url"

	"github.com/mattn/go-ieproxy"
)

// systemProxy is the proxy that the computer's settings name, an automatic configuration script included, else the
// environment's.
func systemProxy() func(*http.Request) (*url.URL, error) { return ieproxy.GetProxyFunc() }
