// Package soak proves that a refresh loses nothing and asks CMS for nothing twice, whatever happens on the way: the
// program is killed, the network and the server play tricks, files are cut off, exports arrive in another order. It has
// tests alone, which use the product through its public doors: the program claimsctl, app.Set.Refresh and the store.
//
// Each test runs a part of its rounds always and all of them when the variable SOAK is set, as make soak does. A round is
// made from a seed, which a failure names; SOAK_SEED runs the round of one seed alone.
//
// # Terms
//
//   - Calm: what the same refresh brings when nothing disturbs it; what every disturbed one must bring too.
//   - Kill point: the moment at which the program is ended with SIGKILL, by a request that the server sees or by time.
//   - Fault plan: which requests of a refresh go wrong, and how.
//   - Mishap: one thing that goes wrong with one request.
//   - Trace: everything of a data set that may not differ from one database to another (docs/reference/contract.md 3).
package soak
