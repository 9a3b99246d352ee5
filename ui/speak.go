package ui

import (
	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/story"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
	"github.com/claimsdesk/claimsdesk/words"
)

//go:generate go run ../words/wordgen ui

// Speak has the window say its words in a language; without it they are English. What is drawn already keeps its words,
// so Speak comes before New, and once.
func Speak(l words.Language) {
	l.Say(spoken)
	widgets.Speak(l)
	story.Speak(l)
	app.Speak(l)
}
