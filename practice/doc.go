// Package practice is a stand-in for the server of the CMS Beneficiary Claims
// Data API (BCDA): a program can sign in, ask for an export, watch the job,
// download the files and meet every refusal, without CMS and without real
// people.
//
// It is both a teaching double (claimsctl practice, the practice data of the
// window) and a test double. It shares no code with the client, so that the two
// cannot share a mistake, and imports nothing of ClaimsDesk but its own
// sub-package synth. It may therefore be used to test any other BCDA client:
//
//	srv, err := practice.New(practice.Config{Source: source, Quirks: practice.AllQuirks})
//	...
//	web := httptest.NewServer(srv) // a Server is an http.Handler
//	// sign in at web.URL + "/auth/token" with srv.ClientID() and srv.ClientSecret()
//
// or, outside of tests, with a listener of its own:
//
//	running, err := srv.Start(ctx, "127.0.0.1:0")
//	fmt.Println(running.URL)
//	...
//	err = running.Close()
//
// Nothing runs in the background: what a job has come to is worked out from
// Config.Now at each request. A test that injects a clock decides alone when a
// job gets done, expires or is swept, and never has to wait.
//
// # Terms
//
//   - Source: where the resources come from. FileSource serves NDJSON files as
//     they are, Population serves synthetic people.
//   - Release: one state of a Source's data. Release 0 is the first one; each
//     export of ExplanationOfBenefit resources that completes moves a version on
//     to its next release, so that the next incremental export finds joins,
//     leaves, late claims and adjustments.
//   - Entity: the organization that owns the credentials, known by a CMS id such
//     as A9994. A Server has exactly one (see Entity for the ways it can be
//     refused).
//   - Quirk: one way in which the real server differs from its published
//     contract or from the standards. A situation is a state of affairs that an
//     export does not survive. See Quirks.
//   - Fault: one failure played on chosen requests, for tests (see Fault).
//   - Job, manifest: as in docs/reference/bcda-protocol.md 4.
//   - EOB: the FHIR resource ExplanationOfBenefit.
//
// The behaviour follows docs/reference/bcda-protocol.md; operations are those
// of docs/reference/bcda-openapi-v2.yaml, and contract_test.go holds every
// reply against that file.
package practice
