// Package assets embeds the files that ship inside the programs: pictures, as bytes. It knows nothing of the window.
package assets

import (
	"embed"
	"fmt"
)

// Icon is the application icon, a PNG of 512 pixels.
//
//go:embed icon.png
var Icon []byte

//go:embed icons/*.svg
var icons embed.FS

// Symbol names a sign that screens use beside a word. All are drawn in black on nothing; the window tints them.
type Symbol string

// Symbols.
const (
	Home     Symbol = "home"
	People   Symbol = "people"
	Excel    Symbol = "excel"
	Download Symbol = "download"
	Help     Symbol = "help"
	Check    Symbol = "check"
	Cross    Symbol = "cross"
	Dash     Symbol = "dash"
	Warning  Symbol = "warning"
	Info     Symbol = "info"
	Back     Symbol = "back"
	Search   Symbol = "search"
	Refresh  Symbol = "refresh"
	Up       Symbol = "up"
	Down     Symbol = "down"
	Shield   Symbol = "shield"
	Chart    Symbol = "chart"
	Flag     Symbol = "flag"
)

// Symbols lists every symbol.
func Symbols() []Symbol {
	return []Symbol{Home, People, Excel, Download, Help, Check, Cross, Dash, Warning, Info, Back, Search, Refresh, Up, Down, Shield, Chart, Flag}
}

// SVG returns the drawing of a symbol. It fails for a name that has no drawing.
func SVG(s Symbol) ([]byte, error) {
	data, err := icons.ReadFile("icons/" + string(s) + ".svg")
	if err != nil {
		return nil, fmt.Errorf("symbol %s: %w", s, err)
	}
	return data, nil
}
