// Package chart draws the pictures of figures: columns, lines, horizontal bars and a curve of concentration. It knows Fyne and
// nothing of ClaimsDesk: what a picture shows is a Picture, a plain value.
//
// # Terms
//
//   - Slot: a place along the axis of a picture, such as a month, a bar or a step of the curve. The keyboard and the mouse
//     pick slots.
//   - Series: what has a value in each slot, such as a kind of claim; it has a colour, a texture and a name beside it.
//   - Hatched slot: one whose values are not complete yet.
//   - Likely value: what a hatched slot will probably come to; a dashed outline around its column.
//   - Twin: the table with the figures of a picture, for those who cannot or do not want to read pictures.
//   - dp: Fyne's unit of length; lengths are in dp where nothing else is said.
//
// Pictures are drawn off Fyne's goroutine into an image of twice the pixels that the screen has (docs/reference/screens.md 2,
// fact 14). Package golang.org/x/image draws text and slanted edges; the font is that of the theme.
package chart
