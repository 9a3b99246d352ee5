// Package tuva writes the three claims tables of the Tuva Project's input layer as CSV files: medical_claim,
// pharmacy_claim and eligibility, with Tuva's own column names in Tuva's own order (docs/reference/tuva-mapping.md).
//
// The columns stand in medicalColumns, pharmacyColumns and eligibilityColumns, one line for each: name, type, what Tuva
// asks of it, where it comes from. To see what a column holds, read its line; the rules that take more than one step are
// in the file that the line names by its function.
//
// # Terms
//
//   - Header and line: a claim and its lines. Tuva has one wide row for each line, which repeats what the header says;
//     amounts are the exception, because they would be added up several times (money.go).
//   - Span: a stretch of days in which a person has Part A or B (span.go).
//   - Day of the data: the day up to which CMS's data are known; open spans end with its month.
package tuva
