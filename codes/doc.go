// Package codes says in plain words what the codes on a claim stand for. It is pure: no I/O of its own, no clock.
//
// # Terms
//
//   - Set: a small set of codes whose short labels are built in, in our own words: kinds of claims, discharge status, place of
//     service, specialty, bill type, revenue and service groups and a few more. The wording of procedure codes (CPT) is licensed and
//     never shipped: a group of services stands for it.
//   - System: a large set of codes whose names come from an official file that the user imports: ICD-10-CM, MS-DRG, HCPCS, NDC.
//   - Carried words: display text that the claim itself brought along.
//   - Order of naming: carried words, then imported names, then built-in labels, then the code itself.
//
// The parsers of official files read one record after the other and stop for nothing but a file that is not theirs
// (docs/user/code-names.md says where the files come from and what they look like).
package codes
