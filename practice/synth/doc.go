// Package synth makes synthetic Medicare people with believable lives and renders them as the
// NDJSON a BCDA export returns, in the v2 and the v3 shape. Nothing in it describes a real person:
// MBIs use the letter S in the second place (a letter CMS never assigns), providers are fictitious.
//
// # Terms
//
// A person is one beneficiary with their enrollment; a life is a person together with every claim
// that was ever sent for them. A claim is one version of a bill; versions of the same bill form a
// family. A release is what was known at a point in time: release 0 is the base history up to
// Config.End, release k is the state 21*k days later. Service dates never lie after Config.End;
// what changes between releases is what has arrived (docs/reference/flattening.md 4).
//
// Lives are not kept in memory: each is built again from the seed and the person's index when it is
// written, so memory grows with the number of people and not with the number of claims.
package synth
