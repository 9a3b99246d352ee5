// Package recipe reads saved exports: what to export, which columns, which people and dates, how private, and where to. A
// recipe is a small TOML file that people can read, edit and share; it names lists of people and never holds an MBI.
//
// The package is pure: it reads text, checks it against the catalogue in plain words, and turns "last 12 months" into days.
// Running a recipe is package app's.
//
// # Terms
//
//   - Sheet: one table of the recipe, whole or in part, with its columns; one sheet of a workbook, or the file itself.
//   - Ready-made: a recipe that comes with the program.
//   - Slug: a recipe's name as a file name, such as ed-and-stays-this-quarter.
package recipe
