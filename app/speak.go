package app

import "github.com/claimsdesk/claimsdesk/words"

//go:generate go run ../words/wordgen app

// Speak has problems, progress and notices be in a language; without it they are English, as they are for claimsctl. Names of
// tables, what the data set stores and what only commands say stay English.
func Speak(l words.Language) { l.Say(spoken) }
