package ostask

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// windowsTask is where Task Scheduler keeps a task.
func windowsTask(name string) string { return `\ClaimsDesk\` + name }

// errPercent: Task Scheduler replaces such parts of a path, and knows no way to escape them.
var errPercent = errors.New("a path or an argument has a percent sign or $(, which Task Scheduler would replace")

// WindowsXML describes a task to Task Scheduler ([MS-TSCH] 2.5, version 1.2). The system chooses the person who is signed
// in; the rights are the person's ordinary ones.
func WindowsXML(t Task) (string, error) {
	words := make([]string, len(t.Args))
	for i, a := range t.Args {
		words[i] = windowsWord(a)
	}
	for _, text := range append([]string{t.Program}, t.Args...) {
		if strings.Contains(text, "%") || strings.Contains(text, "$(") {
			return "", fmt.Errorf("%w: %w", ErrTask, errPercent)
		}
	}
	delay := ""
	if t.SpreadMinutes > 0 {
		delay = fmt.Sprintf("      <RandomDelay>PT%dM</RandomDelay>\r\n", t.SpreadMinutes)
	}
	return strings.Join([]string{
		`<?xml version="1.0" encoding="UTF-16"?>`,
		`<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">`,
		`  <RegistrationInfo>`,
		`    <Description>` + xmlText(t.About) + `</Description>`,
		`    <URI>` + xmlText(windowsTask(t.Name)) + `</URI>`,
		`  </RegistrationInfo>`,
		`  <Triggers>`,
		`    <CalendarTrigger>`,
		// The day is a lower bound only.
		fmt.Sprintf(`      <StartBoundary>2026-01-01T%02d:%02d:00</StartBoundary>`, t.Hour, t.Minute),
		`      <Enabled>true</Enabled>`,
		delay + windowsDays(t),
		`    </CalendarTrigger>`,
		`  </Triggers>`,
		`  <Principals>`,
		`    <Principal id="Author">`,
		`      <LogonType>InteractiveToken</LogonType>`,
		`      <RunLevel>LeastPrivilege</RunLevel>`,
		`    </Principal>`,
		`  </Principals>`,
		`  <Settings>`,
		`    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>`,
		`    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>`,
		`    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>`,
		`    <StartWhenAvailable>true</StartWhenAvailable>`,
		`    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable>`,
		`    <Enabled>true</Enabled>`,
		// A first refresh can take longer than the three days that are usual here.
		`    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>`,
		`    <Priority>7</Priority>`,
		`  </Settings>`,
		`  <Actions Context="Author">`,
		`    <Exec>`,
		`      <Command>` + xmlText(t.Program) + `</Command>`,
		`      <Arguments>` + xmlText(strings.Join(words, " ")) + `</Arguments>`,
		`    </Exec>`,
		`  </Actions>`,
		`</Task>`,
		``,
	}, "\r\n"), nil
}

func windowsDays(t Task) string {
	if len(t.Days) == 0 {
		return "      <ScheduleByDay>\r\n        <DaysInterval>1</DaysInterval>\r\n      </ScheduleByDay>"
	}
	text := "      <ScheduleByWeek>\r\n        <DaysOfWeek>\r\n"
	for _, d := range t.week() {
		text += "          <" + d.String() + " />\r\n"
	}
	return text + "        </DaysOfWeek>\r\n        <WeeksInterval>1</WeeksInterval>\r\n      </ScheduleByWeek>"
}

// windowsWord quotes one argument so that CommandLineToArgvW gives it back: quotes get a backslash, and backslashes
// before a quote are doubled.
func windowsWord(text string) string {
	if text != "" && !strings.ContainsAny(text, " \t\"") {
		return text
	}
	var b strings.Builder
	b.WriteByte('"')
	slashes := 0
	for _, c := range []byte(text) {
		switch c {
		case '\\':
			slashes++
		case '"':
			b.WriteString(strings.Repeat(`\`, slashes+1))
			slashes = 0
		default:
			slashes = 0
		}
		b.WriteByte(c)
	}
	b.WriteString(strings.Repeat(`\`, slashes))
	b.WriteByte('"')
	return b.String()
}

// utf16File is text as schtasks reads it: little-endian UTF-16 with its mark.
func utf16File(text string) []byte {
	units := utf16.Encode([]rune("\ufeff" + text))
	data := make([]byte, 0, 2*len(units))
	for _, u := range units {
		data = binary.LittleEndian.AppendUint16(data, u)
	}
	return data
}
