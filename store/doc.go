// Package store keeps a data set: one SQLite file, claims.db, that holds every resource as CMS sent it, the twelve
// tables of the catalogue, the state of refreshes and what screens ask for. It alone knows SQL.
//
// # Terms
//
//   - Ledger: the table files; a file's rows and its ledger entry are committed in one transaction.
//   - Newer: which of two contents of one resource stands; never a matter of the order of arrival
//     (docs/reference/flattening.md 4.1).
//   - Settle: to work out what needs more than one resource: who is one person, which version of a claim stands, what
//     is stale or possibly twice there, and the prepared tables of the screens.
//   - Person: all Patient resources, of both BCDA versions, that stand for one human being.
//   - Base claims: what counts (docs/reference/contract.md 3); base.go holds the one definition.
//   - Default rows: base claims and what belongs to them, of the version in use; what every list, figure and file gives
//     unless asked for more.
//   - Version in use: the BCDA version of default rows where both are stored.
//   - Snapshot: one state of the data that several readings share.
//   - Review: two Patient resources that look like one person and disagree in birth date or sex; a human decides.
//
// # How the tables lie in the file
//
// A catalogue table T is a view with all catalogue columns under their names, followed by the text companions of money
// columns (NAME_text: the amount as sent, null where the cents print back to it) and the columns that tie it to others
// (claim_key, source_type). Its rows lie in T_rows, without what can be looked up: a claim's children carry the number
// claim_key in place of api_version, fhir_id and claim_id, and every row carries file_id in place of file_name,
// export_id and ingested_at. Numbers grow as claims arrive, so children are appended instead of scattered. Readers use
// the views and join children to claims with claim_key; indexes are on T_rows.
package store
