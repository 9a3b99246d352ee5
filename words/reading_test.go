package words_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/claimsdesk/claimsdesk/words"
	"github.com/claimsdesk/claimsdesk/words/wordtest"
)

// Bounds of docs/reference/screens.md 4: grade 7, sentences of up to 18 words. Explanations of charts need some more.
const (
	gradeMost    = 7.0
	sentenceMost = 18
	chartMost    = 30
)

var (
	sentenceEnd = regexp.MustCompile(`[.?!:;]+(\s+|$)`)
	fullStop    = regexp.MustCompile(`[.?!]+(\s+|$)`)
)

// longer are sentences that are a few words longer, which shorter ones would not say better.
var longer = map[string]bool{
	"app.problems.genericUnauthorizedDo": true, "app.problems.allowListDo": true, "app.problems.problemNoKeychainDo": true,
	"ui.events.eventsSaveWhat": true, "ui.downloads.earlyText": true,
}

func TestReadingLevel(t *testing.T) {
	messages, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	var sentences, count, syllables int
	for _, m := range messages {
		text := wordtest.Filled(m.Forms["other"], "some")
		most := sentenceMost
		if m.Group == "analysis" || longer[m.ID()] {
			most = chartMost
		}
		for _, s := range sentenceEnd.Split(text, -1) {
			if n := len(strings.Fields(s)); n > most {
				t.Errorf("%s has a sentence of %d words, more than %d: %q", m.ID(), n, most, s)
			}
		}
		if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") {
			continue // a title or a label
		}
		for _, s := range fullStop.Split(text, -1) {
			if all := lettered(s); len(all) > 0 {
				sentences++
				count += len(all)
				for _, word := range all {
					syllables += syllablesOf(word)
				}
			}
		}
	}
	if sentences == 0 {
		t.Fatal("no sentences")
	}
	grade := gradeOf(sentences, count, syllables)
	t.Logf("%d sentences of %.1f words, grade %.1f", sentences, float64(count)/float64(sentences), grade)
	if grade > gradeMost {
		t.Errorf("the words read like grade %.1f, more than %.0f", grade, gradeMost)
	}
}

// gradeOf is the Flesch-Kincaid grade.
func gradeOf(sentences, count, syllables int) float64 {
	return 0.39*float64(count)/float64(sentences) + 11.8*float64(syllables)/float64(count) - 15.59
}

func lettered(sentence string) []string {
	return strings.FieldsFunc(sentence, func(c rune) bool { return !unicode.IsLetter(c) && c != '\'' && c != '-' })
}

// syllablesOf counts groups of vowels; a silent e at the end is none.
func syllablesOf(word string) int {
	n, before := 0, false
	for _, c := range strings.ToLower(word) {
		vowel := strings.ContainsRune("aeiouy", c)
		if vowel && !before {
			n++
		}
		before = vowel
	}
	if strings.HasSuffix(word, "e") && !strings.HasSuffix(word, "le") && n > 1 {
		n--
	}
	return max(1, n)
}

func TestGradeTellsHardWordsFromEasyOnes(t *testing.T) {
	easy, hard := 0, 0
	for _, word := range lettered("You can stop and go on later.") {
		easy += syllablesOf(word)
	}
	for _, word := range lettered("Authentication initialization terminated unsuccessfully notwithstanding reauthorization.") {
		hard += syllablesOf(word)
	}
	if a, b := gradeOf(1, 7, easy), gradeOf(1, 6, hard); a > gradeMost || b < gradeMost {
		t.Errorf("easy words are of grade %.1f, hard ones of %.1f", a, b)
	}
}

// Words that docs/reference/screens.md 4 keeps off the screen, and those of programmers and of CMS for what has a plain name.
var forbidden = regexp.MustCompile(`(?i)\b(errors?|invalid|fail(s|ed|ure)?|abort(s|ed)?|FHIR|endpoints?|tokens?|real[- ]time|notif(y|ied|ication)|discharge alert|` +
	`beneficiar(y|ies)|HTTP|status code|exception|null|timeout|runout|NDJSON)\b`)

// allowedWords say it to analysts or to IT staff, where the plain word would not be understood.
var allowedWords = map[string]bool{
	"ui.person.claimNamePath":             true, // by which names an analyst sees fields
	"ui.setup.setupNoteHead":              true, // the name of CMS's interface, for IT staff
	"app.problems.problemNothingToReadDo": true, // what files are called
	"app.problems.problemGroupUnknownDo":  true, // what a command takes
	"ui.excel.excelFormatRaw":             true, // the ending of the file
	"ui.excel.excelRawNote":               true, // the name of a table
}

func TestForbiddenWords(t *testing.T) {
	messages, err := words.English()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range messages {
		for _, text := range m.Forms {
			if word := forbidden.FindString(text); word != "" && !allowedWords[m.ID()] {
				t.Errorf("%s says %q: %q", m.ID(), word, text)
			}
		}
	}
	for _, text := range []string{"The request failed.", "Invalid date", "We notify you in real time."} {
		if !forbidden.MatchString(text) {
			t.Errorf("%q passes", text)
		}
	}
}
