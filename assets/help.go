package assets

import (
	"embed"
	"fmt"
	"io/fs"
)

// helpFiles are the articles of the built-in help, in the order of their names.
//
//go:embed help/*.md
var helpFiles embed.FS

// HelpFiles returns the articles of the built-in help as Markdown, in order. Each starts with its title; links such as
// page:people lead to pages of the window.
func HelpFiles() ([]HelpFile, error) {
	entries, err := fs.ReadDir(helpFiles, "help")
	if err != nil {
		return nil, fmt.Errorf("list the articles of the help: %w", err)
	}
	var list []HelpFile
	for _, e := range entries {
		text, err := helpFiles.ReadFile("help/" + e.Name())
		if err != nil {
			return nil, fmt.Errorf("read an article of the help: %w", err)
		}
		list = append(list, HelpFile{Name: e.Name(), Text: string(text)})
	}
	return list, nil
}

// HelpFile is one article.
type HelpFile struct {
	Name string // such as "01-first-steps.md"
	Text string
}
