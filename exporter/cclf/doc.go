// Package cclf writes claims in the record layout of CMS's Claim and Claim Line Feed: one CSV per file of the feed, every
// field of it under its CMS name and in CMS's order, empty where BCDA carries nothing (docs/reference/cclf.md).
//
// # Terms
//
//   - Feed file: CCLF1 to CCLF9, CCLFA and CCLFB; CCLF0, which counts the others, has no place here.
//   - Field: one column of a feed file, with where its value comes from. The fields stand once, in the layouts of this package;
//     the reference is written from them.
//   - Beyond the tables: the few facts of a claim line that ClaimsDesk's tables do not hold and that are read from the stored
//     resource. They are decoded here and not by package fhir: only the feed has a place for them, and nothing that fhir makes a
//     column of is read a second time, so that no fact has two meanings.
package cclf
