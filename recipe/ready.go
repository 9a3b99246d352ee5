package recipe

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed ready/*.toml
var readyFiles embed.FS

// Ready lists the ready-made recipes by name.
func Ready() ([]Recipe, error) {
	entries, err := readyFiles.ReadDir("ready")
	if err != nil {
		return nil, fmt.Errorf("list ready-made recipes: %w", err)
	}
	var list []Recipe
	for _, e := range entries {
		text, err := readyFiles.ReadFile(path.Join("ready", e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read ready-made recipe %s: %w", e.Name(), err)
		}
		r, err := Parse(text)
		if err != nil {
			return nil, fmt.Errorf("ready-made recipe %s: %w", e.Name(), err)
		}
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b Recipe) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// ReadyText is the file of a ready-made recipe, with its comments; false where there is none of the slug.
func ReadyText(slug string) ([]byte, bool) {
	text, err := readyFiles.ReadFile("ready/" + slug + ".toml")
	return text, err == nil
}
