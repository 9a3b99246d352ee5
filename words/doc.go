// Package words holds the wording of the program: one catalogue file for each language, and the English one that all
// others follow. It imports nothing of ours, so that the window and package app can both speak through it.
//
// # Terms
//
//   - Catalogue: words/en.json, or the file of another language with the same names, such as words/de.json. The files
//     have the format of go-i18n: a message is a text, or an object with a description for translators and its plural forms.
//   - Message: one text of the catalogue. Its id is where it stands: ui.home.homeGetData belongs to package ui, to the
//     group home, and is the variable homeGetData of ui/words_gen.go.
//   - Place: a part of a message that is filled in, as package fmt does it: %s, or %[1]s and %[2]s where there are
//     several, so that a translation can put them in another order.
//   - Plural: a message that depends on a number, which is its first place.
//
// Code is generated from the English catalogue by words/wordgen: a program that speaks English reads no catalogue.
// Numbers, money and days are no wording; ui/format.go prints them.
package words
