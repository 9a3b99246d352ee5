package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// Close closes the window as its corner does: test windows have none.
func (u *UI) Close() { u.closed() }

// Drop drops a file on the window: test windows do not.
func (u *UI) Drop(path string) { u.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)}) }
