//go:build !ci

package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"
)

// screens are the sizes of the screens without task bars, the main one first. It asks the library that Fyne draws with, which Fyne has
// begun by the time a window is shown; Fyne itself does not tell.
func screens() []fyne.Size {
	var list []fyne.Size
	for _, m := range glfw.GetMonitors() { // the main one comes first
		_, _, width, height := m.GetWorkarea()
		list = append(list, fyne.NewSize(float32(width), float32(height)))
	}
	return list
}
