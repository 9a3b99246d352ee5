// Package claims holds the nouns of ClaimsDesk: what a beneficiary, a claim, a refresh and a connection are, and
// the one catalogue of every table and column. It does no I/O and imports nothing else of this module, so every
// other package can speak its language.
//
// # Terms
//
//   - Beneficiary: a person with Medicare (FHIR Patient). On screens: person.
//   - MBI: Medicare Beneficiary Identifier; one person can hold several over time.
//   - Claim, claim line: the header of a bill to Medicare, and one billed line of it. The FHIR resource behind a
//     claim (ExplanationOfBenefit) is only named in package fhir.
//   - Resource: one line of an NDJSON file as CMS sent it, with the rows that were read out of it.
//   - Row: the values of one table row, in catalogue order.
//   - Base claim: a claim that counts in totals (docs/reference/contract.md 3).
//   - Refresh: one attempt of ours to bring the local data up to date; it holds jobs and files.
//   - Since: the watermark of the next export, taken from a manifest's transaction time.
//
// # Nulls and units
//
// A Value that is not Set is null: CMS did not send it. Money is integer US cents, rounded half to even, beside the
// decimal text as sent. Dates are text, YYYY-MM-DD, never converted between time zones. Ids and codes are text.
package claims
