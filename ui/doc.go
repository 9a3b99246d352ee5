// Package ui is the window of ClaimsDesk: its screens and what they are made of. It shows what package app does and
// what the data set holds; it knows no SQL and no HTTP.
//
// # Terms
//
//   - Shell: what never goes away: ribbon, top bar, rail, status bar.
//   - Page: what fills the middle; built once, loaded each time it is shown.
//   - Load: reading in the background; the latest load of a page wins, older answers are dropped.
//   - Token: a named colour or size of the theme (docs/reference/screens.md 3).
//
// Widgets change on Fyne's own goroutine only: background work hands its result over with fyne.Do.
package ui
