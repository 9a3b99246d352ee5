package ostask

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// launchdLabel is the name under which launchd knows a task.
func launchdLabel(name string) string { return "io.github.claimsdesk.ClaimsDesk." + name }

// LaunchdPlist is the agent of a task (launchd.plist(5)). launchd starts once on waking for all times that it slept over.
// It cannot spread starts, so the spread is in the time.
func LaunchdPlist(t Task) string {
	var b strings.Builder
	b.WriteString(xml.Header)
	b.WriteString(`<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">` + "\n")
	b.WriteString("<plist version=\"1.0\">\n<dict>\n")
	b.WriteString("\t<key>Label</key>\n\t<string>" + xmlText(launchdLabel(t.Name)) + "</string>\n")
	b.WriteString("\t<key>ProgramArguments</key>\n\t<array>\n")
	for _, word := range append([]string{t.Program}, t.Args...) {
		b.WriteString("\t\t<string>" + xmlText(word) + "</string>\n")
	}
	b.WriteString("\t</array>\n\t<key>StartCalendarInterval</key>\n\t<array>\n")
	hour, minute := t.spreadTime(t.Name)
	times := fmt.Sprintf("\t\t\t<key>Hour</key>\n\t\t\t<integer>%d</integer>\n\t\t\t<key>Minute</key>\n\t\t\t<integer>%d</integer>\n\t\t</dict>\n", hour, minute)
	if len(t.Days) == 0 {
		b.WriteString("\t\t<dict>\n" + times)
	} else {
		for _, d := range t.week() {
			fmt.Fprintf(&b, "\t\t<dict>\n\t\t\t<key>Weekday</key>\n\t\t\t<integer>%d</integer>\n%s", int(d), times)
		}
	}
	b.WriteString("\t</array>\n")
	b.WriteString("\t<key>ProcessType</key>\n\t<string>Background</string>\n")
	b.WriteString("\t<key>Umask</key>\n\t<integer>63</integer>\n") // 0077
	b.WriteString("</dict>\n</plist>\n")
	return b.String()
}

// xmlText escapes text for an element.
func xmlText(text string) string {
	var b strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
