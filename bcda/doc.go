// Package bcda is the client of the CMS Beneficiary Claims Data API, versions 2 and 3, and of generic SMART bulk-data
// servers.
//
// It knows HTTP towards CMS, tokens and job states, and nothing else: bytes of NDJSON leave it unparsed.
// The behaviour it expects is written down in docs/reference/bcda-protocol.md; numbers after that name in comments are
// its sections.
//
// # Terms
//
//   - origin: scheme, host and port of a server. Every URL is built from the configured origin; what a server says
//     about hosts is never followed, so a token reaches that origin alone.
//   - export: the request that makes CMS prepare files. It starts work each time, so it is never sent twice on a guess.
//   - job: the export at the server, known by its id; it is preparing, complete, failed, cancelled or expired.
//   - manifest: the complete job's list of files and error files.
//   - since: the instant after which changes are wanted, taken from an earlier manifest's transaction time.
//   - entity: the organization behind a credential, known by its CMS id such as A9994.
//   - task: the server's record of a job in its list of jobs.
//
// # Generic servers
//
// With [Config.Base] a [Client] speaks HL7's Bulk Data Access 2.0 and SMART Backend Services. The rules about addresses are
// other ones there, as a server may choose its paths: what it names is followed, but a token goes to the base's own origin
// alone, and files elsewhere are fetched without one when the manifest says that they need none. A job is known by path and
// query of its status address, a file by a short name that stands for its address. There is no list of jobs, so a lost
// export cannot be found again. docs/decisions/0012 says why.
//
// # Errors
//
// Whatever goes wrong towards the server is a [StatusError] with a [Kind]; kinds are the sentinels for errors.Is.
// No error and no log line holds a token, a secret or text about a person.
//
// # Waiting
//
// Operations that may be repeated wait and repeat by themselves as docs/reference/bcda-protocol.md 9 asks, and tell
// [Config.OnWait]. Polling a job is the caller's loop, because each step is stored before the next: see [PollDelay].
package bcda
