package bcda

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"unicode"
)

// outcome is what the client needs of a FHIR OperationOutcome.
type outcome struct {
	diagnostics string // first issue's diagnostics; "" when absent
	details     string // first issue's details.text; "" when absent
	code        string // first issue's code
}

// text returns everything there is to match phrases on, in lower case.
func (o outcome) text() string { return strings.ToLower(o.diagnostics + "\n" + o.details) }

// shown returns the text for the screen.
func (o outcome) shown() string {
	if o.diagnostics != "" {
		return o.diagnostics
	}
	return o.details
}

// parseOutcome reads the first JSON value of a body and tells whether it is an OperationOutcome.
// What follows is ignored: some answers are two JSON values, or one and a text (docs/reference/bcda-protocol.md 4).
func parseOutcome(body []byte) (outcome, bool) {
	var doc struct {
		ResourceType string `json:"resourceType"`
		Issue        []struct {
			Code        string `json:"code"`
			Diagnostics string `json:"diagnostics"`
			Details     struct {
				Text string `json:"text"`
			} `json:"details"`
		} `json:"issue"`
	}
	if err := decodeFirst(body, &doc); err != nil || doc.ResourceType != "OperationOutcome" {
		return outcome{}, false
	}
	var o outcome
	for _, issue := range doc.Issue {
		if o.code == "" {
			o.code = issue.Code
		}
		if o.diagnostics == "" {
			o.diagnostics = issue.Diagnostics
		}
		if o.details == "" {
			o.details = issue.Details.Text
		}
	}
	return o, true
}

// decodeFirst decodes the first JSON value of body into v; a byte order mark before it is skipped.
func decodeFirst(body []byte, v any) error {
	body = bytes.TrimPrefix(body, []byte("\ufeff"))
	return json.NewDecoder(bytes.NewReader(body)).Decode(v)
}

// diagnosticsLimit bounds shown server text, in characters: two or three sentences.
const diagnosticsLimit = 400

// sensitive finds what must not be shown or stored even if a server puts it in a text: MBIs with or without dashes
// (the synthetic ones too), tokens, secrets in hexadecimal.
var sensitive = regexp.MustCompile(`(?i)\b[0-9][a-z][a-z0-9][0-9]-?[a-z][a-z0-9][0-9]-?[a-z]{2}[0-9]{2}\b` +
	`|\beyJ[a-z0-9_.-]+|\b[0-9a-f]{40,}\b`)

// safeText makes a server's text fit to be shown: one line, bounded, sensitive parts blanked.
func safeText(text string) string {
	text = sensitive.ReplaceAllString(strings.ToValidUTF8(text, " "), redacted)
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		if !unicode.IsPrint(r) {
			return -1
		}
		return r
	}, text)
	text = strings.TrimSpace(text)
	if runes := []rune(text); len(runes) > diagnosticsLimit {
		return string(runes[:diagnosticsLimit]) + "..."
	}
	return text
}
