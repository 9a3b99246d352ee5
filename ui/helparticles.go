package ui

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/claimsdesk/claimsdesk/assets"
)

// article is one text of the built-in help.
type article struct {
	topic string // its name in links and for pages that lead to it, such as "first-steps"
	title string
	text  string // Markdown without the title
}

// Topics that pages lead to.
const (
	helpFirst   = "first-steps"
	helpCounted = "what-is-counted"
)

// articles reads the built-in help, in its order.
func articles() ([]article, error) {
	files, err := assets.HelpFiles()
	if err != nil {
		return nil, err
	}
	list := make([]article, 0, len(files))
	for _, f := range files {
		topic := strings.TrimSuffix(strings.TrimLeftFunc(f.Name, func(r rune) bool { return unicode.IsDigit(r) || r == '-' }), ".md")
		title, text, ok := strings.Cut(strings.TrimPrefix(f.Text, "# "), "\n")
		if !ok || topic == "" {
			return nil, fmt.Errorf("article %s of the help has no title", f.Name)
		}
		list = append(list, article{topic: topic, title: title, text: strings.TrimSpace(text)})
	}
	return list, nil
}

// found returns the articles that hold every word of a search: those with a word in the title first.
func found(list []article, search string) []article {
	words := strings.Fields(strings.ToLower(search))
	var named, others []article
	for _, a := range list {
		title, text := strings.ToLower(a.title), strings.ToLower(a.text)
		all, inTitle := true, false
		for _, w := range words {
			all = all && (strings.Contains(title, w) || strings.Contains(text, w))
			inTitle = inTitle || strings.Contains(title, w)
		}
		switch {
		case !all:
		case inTitle:
			named = append(named, a)
		default:
			others = append(others, a)
		}
	}
	return append(named, others...)
}
