// Package wordtest checks for the tests of packages that speak that the catalogue of words and the code belong
// together, and makes up a language with which they can see whether all words come from the catalogue.
package wordtest
