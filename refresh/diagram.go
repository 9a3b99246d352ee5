package refresh

import (
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Diagram draws the table as a Mermaid state diagram. Transitions that every open state shares are left to Table.
func Diagram() string {
	var b strings.Builder
	b.WriteString("stateDiagram-v2\n    [*] --> planned\n")
	for _, r := range Rows() {
		if r.On == Held || r.On == Broken || r.On == Pause || r.On == StopHere || r.On == Cancel || r.To == back {
			continue
		}
		fmt.Fprintf(&b, "    %s --> %s : %s\n", r.From, r.To, r.label())
	}
	for _, s := range claims.RefreshStates() {
		if s.Ended() {
			fmt.Fprintf(&b, "    %s --> [*]\n", s)
		}
	}
	return b.String()
}

// label is event [guard] / step, as state diagrams write it.
func (r Row) label() string {
	text := string(r.On)
	if r.When.Words != "" {
		text += " [" + r.When.Words + "]"
	}
	if r.Do != none {
		text += " / " + string(r.Do)
	}
	return text
}

// Table prints every transition as a Markdown table.
func Table() string {
	var b strings.Builder
	b.WriteString("| In state | on | when | to | step |\n|---|---|---|---|---|\n")
	for _, r := range Rows() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", r.From, r.On, r.When.Words, r.To, r.stepWords())
	}
	return b.String()
}

func (r Row) stepWords() string {
	if r.To == back {
		return "the one it was about to take"
	}
	return string(r.Do)
}
