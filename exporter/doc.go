// Package exporter writes rows to files: CSV, Parquet, Excel sheets and the workbook. It knows file formats and nothing about
// where rows come from: a RowSource gives them, already chosen and sorted.
//
// # Terms
//
//   - File export: what a person saves, as opposed to an export job at CMS.
//   - Guard: the apostrophe in front of text that a spreadsheet program would take for a formula (contract.md 3).
//   - Sheet: one named table of a workbook; more rows than a sheet can hold go on in "Name (2)", "Name (3)".
//   - Private: a RowSource that tells no more than a privacy level allows (docs/privacy.md).
//   - Code: what stands in the place of an identifying number; drawn at random, kept by whoever implements Codes.
//
// Files appear whole or not at all: they are written under a temporary name in the same folder, synced and renamed.
package exporter
