// Package inferno writes the thirteen files that tuva-health/FHIR_inferno makes of BCDA v2 resources, so that what reads
// those, such as the dbt package bcda_connector, reads ours as they are (docs/reference/inferno.md).
//
// # Terms
//
//   - Record: the layout of one file.
//   - Anchor: the array of a resource whose elements become the rows of a file.
//   - Input: the name of the NDJSON file that FHIR_inferno would have read; it stands in the column filename and in the name of
//     each file. Ours are patient, coverage_YYYYMM and explanationofbenefit.
//
// The files select by place, read the first line of each claim alone and print values as Python does: they are for programs
// that were built on them. For everything else there are the tables.
//
// It reads the JSON of resources itself and not by package fhir: a cell is whatever stands at a place of the text, whether our
// rules know that place or not, and Python's print of it. What a value means is said nowhere here.
package inferno
