// Package widgets holds the parts that screens are made of and Fyne does not have. They know Fyne and nothing of
// ClaimsDesk: they take plain values and callbacks, and the pages connect them.
//
// # Terms
//
//   - Row, page: RowTable numbers its rows from 0 and asks for them in pages of PageSize, as they come into view.
//   - Tone: the colours of a sign and of the tint behind it, as names of the theme.
//   - Chip: a sign and a word on a tint. No colour goes without its word.
package widgets
