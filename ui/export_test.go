package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
)

// Drop drops a file on the window: test windows do not.
func (u *UI) Drop(path string) { u.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)}) }
