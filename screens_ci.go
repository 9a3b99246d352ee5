//go:build ci

package main

import "fyne.io/fyne/v2"

// screens are none: this driver draws in memory.
func screens() []fyne.Size { return nil }
