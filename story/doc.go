// Package story tells what happened to one person from what the store keeps of their claims (claims.PersonStory): the items of the
// timeline, the lanes of the picture, and a few plain sentences about what happened lately. It is pure: no I/O, no clock.
//
// # Terms
//
//   - Item: one thing that happened: a hospital stay, an ED visit, a visit, the start of care at home or in a facility, a new medicine.
//   - Lane: a row of the picture; hospital and care are bars, ED visits and visits are marks, medicines are bars of their supply.
//   - New medicine: a fill of a medicine that was not filled in the 180 days before, with 180 days of history (as package care has it).
//
// Days are text, YYYY-MM-DD. Nothing here says that something did not happen: claims arrive late, and some never do.
package story
