// Package storetest gives tests a data set of their own: a database in a temporary folder, filled with resources that are
// made by hand. It is for tests alone: everything needs a testing.TB.
//
// # Terms
//
//   - Resource: as package fhir would read it; its raw text is made up but stands for what CMS sent.
//   - Mixed: the one data set that holds a claim of every kind (docs/reference/contract.md 3) in both BCDA versions.
package storetest
