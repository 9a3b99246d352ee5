//go:build !windows && !(darwin && cgo)

package bcda

import (
	"net/http"
	"net/url"
)

// systemProxy is the proxy that the environment names: on Linux it is the system's way, and on macOS what is left
// without cgo.
func systemProxy() func(*http.Request) (*url.URL, error) { return http.ProxyFromEnvironment }
