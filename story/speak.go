package story

import "github.com/claimsdesk/claimsdesk/words"

//go:generate go run ../words/wordgen story

// Speak has sentences be in a language; without it they are English. Dates and the short labels of codes stay as they are.
func Speak(l words.Language) { l.Say(spoken) }
