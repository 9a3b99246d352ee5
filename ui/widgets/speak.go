package widgets

import "github.com/claimsdesk/claimsdesk/words"

//go:generate go run ../../words/wordgen widgets

// Speak has the few words of these parts be in a language; without it they are English.
func Speak(l words.Language) { l.Say(spoken) }
