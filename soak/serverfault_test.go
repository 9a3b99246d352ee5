package soak_test

import (
	"math/rand/v2"
	"net/http"

	"github.com/claimsdesk/claimsdesk/practice"
)

// expiredOutcome is the answer to a token that is over (docs/reference/bcda-protocol.md 3).
const expiredOutcome = `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"forbidden","diagnostics":"Expired Token"}]}`

// faultOf is a mishap in the terms of the practice server; false for those of the network.
func faultOf(m mishap) (practice.Fault, bool) {
	page := http.Header{"Content-Type": {"text/html"}}
	switch m {
	case trouble500:
		return practice.Fault{Status: http.StatusInternalServerError}, true
	case trouble502:
		return practice.Fault{Status: http.StatusBadGateway, Header: page, Body: "<html><h1>Bad gateway</h1></html>"}, true
	case trouble503:
		return practice.Fault{Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"1"}}, Body: "Service Unavailable"}, true
	case slowDown:
		return practice.Fault{Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"0"}}}, true
	case slowDownPage:
		return practice.Fault{Status: http.StatusTooManyRequests, Header: page, Body: "<html>Slow down</html>"}, true
	case expiredToken:
		return practice.Fault{Status: http.StatusUnauthorized, Header: http.Header{"Content-Type": {"application/fhir+json"}}, Body: expiredOutcome}, true
	case refusedOnce:
		return practice.Fault{Status: http.StatusUnauthorized, Body: "Unauthorized"}, true
	default:
		return practice.Fault{}, false
	}
}

// arm makes the practice server play a mishap on the request that it will see next at this path.
func (v *visit) arm(m mishap, r *http.Request, dice *rand.Rand) {
	fault, ok := faultOf(m)
	switch {
	case m == revoked:
		v.practice.RevokeTokens()
		return
	case m == cutFile:
		fault = practice.Fault{CutAfter: 1 + dice.Int64N(2000)}
	case !ok:
		return
	}
	fault.Method, fault.Path = r.Method, r.URL.Path
	v.practice.Inject(fault)
}
