package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// pickFile lets a file be picked. Afterwards back has the keyboard, whatever was pressed; with Cancel that is all that happens.
// failed is told in words why the file cannot be read.
func pickFile(w fyne.Window, back fyne.Focusable, take, failed func(string)) {
	dialog.ShowFileOpen(func(file fyne.URIReadCloser, err error) {
		w.Canvas().Focus(back)
		if err == nil && file == nil {
			return // nothing was chosen
		}
		path := ""
		if err == nil {
			path, err = file.URI().Path(), file.Close()
		}
		if err != nil {
			failed(pickedUnread)
			return
		}
		take(path)
	}, w)
}

// pickFolder lets a folder be picked, beginning at one. Afterwards back has the keyboard; with Cancel that is all that happens.
func pickFolder(w fyne.Window, at string, back fyne.Focusable, take func(folder string)) {
	d := dialog.NewFolderOpen(func(folder fyne.ListableURI, err error) {
		w.Canvas().Focus(back)
		if err == nil && folder != nil {
			take(folder.Path())
		}
	}, w)
	if at != "" {
		if list, err := storage.ListerForURI(storage.NewFileURI(at)); err == nil {
			d.SetLocation(list)
		}
	}
	d.Show()
}
