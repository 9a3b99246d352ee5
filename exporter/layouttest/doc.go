// Package layouttest gives the tests of layouts data sets to export and reads CSV files back. It is for tests alone: everything
// needs a testing.TB.
package layouttest
