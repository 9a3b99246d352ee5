package main_test

import (
	"regexp"
	"testing"
)

// british are spellings that readers in an American office take for mistakes.
var british = regexp.MustCompile(`(?i)\b(practis\w+|organis\w+|recognis\w+|summaris\w+|authoris\w+|categoris\w+|customis\w+|prioritis\w+|hospitalis\w+|analys(e|ed|ing)|` +
	`colour\w*|behaviour\w*|favour\w*|neighbour\w*|centres?|metres?|theatre|licence|defence|offence|cancell(ed|ing)|labell(ed|ing)|travell(ed|ing)|` +
	`catalogue\w*|programmes?|grey\w*|learnt|whilst|cheques?|judgement|fulfil|enrolment|ageing)\b`)

// The window and its help are spelled as their readers spell.
func TestAmericanSpelling(t *testing.T) {
	for name, text := range map[string]string{"words/en.json": catalogueText(t), "assets/help": readHelp(t), "docs/user/guide.md": readDoc(t, "docs/user/guide.md")} {
		for _, word := range british.FindAllString(text, -1) {
			t.Errorf("%s: %q is spelled the British way", name, word)
		}
	}
	for word, found := range map[string]bool{"Start practising": true, "colours": true, "practice": false, "organization": false, "analysis": false, "cancellation": false} {
		if british.MatchString(word) != found {
			t.Errorf("%q is taken for British: %t", word, !found)
		}
	}
}
