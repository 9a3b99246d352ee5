// Package plain loads NDJSON files of claims the way a Go program does that uses nothing but the standard library and a
// database driver: encoding/json into small typed structs, then database/sql. It is what ClaimsDesk is measured against,
// so it does nothing that costs time and that a plain program would leave out: no versions, no people, no checks.
//
// # Terms
//
//   - api: v2 or v3, taken from the folder that a file lies in.
//   - claim: a running number that ties the rows of a claim together.
package plain
