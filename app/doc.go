// Package app holds the use cases of ClaimsDesk: connect to a server, refresh the local data, import files, write
// file exports, report. It decides the order of work and speaks to the keychain; the window and claimsctl show what it
// does. Bytes come in through package bcda, become rows in fhir, rest in store and leave through exporter.
//
// # Terms
//
//   - Desk: the running program's engine over one data folder.
//   - Set (data set): one folder with one database: practice, sandbox, or one real connection (contract.md 1).
//   - Event: how far a running refresh, import or export is; a value that window and command share.
//   - Problem: an error in the user's words, with a next step and an exit code.
package app
