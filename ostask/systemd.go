package ostask

import (
	"fmt"
	"strconv"
	"strings"
)

// systemdUnit is the name that a task's two units share.
func systemdUnit(name string) string { return "claimsdesk-" + name }

// SystemdService is the unit that runs the task's program once (systemd.service(5)).
func SystemdService(t Task) string {
	good := ""
	if len(t.Good) > 0 {
		codes := make([]string, len(t.Good))
		for i, c := range t.Good {
			codes[i] = strconv.Itoa(c)
		}
		good = "SuccessExitStatus=" + strings.Join(codes, " ") + "\n"
	}
	return "[Unit]\n" +
		"Description=" + systemdText(t.About) + "\n" +
		"\n[Service]\n" +
		"Type=oneshot\n" +
		"ExecStart=" + systemdCommand(t) + "\n" +
		good +
		"UMask=0077\n" +
		"Nice=10\n"
}

// SystemdTimer is the unit that says when (systemd.timer(5)). Persistent catches up what was missed.
func SystemdTimer(t Task) string {
	days := ""
	if len(t.Days) > 0 {
		names := make([]string, 0, len(t.Days))
		for _, d := range t.week() {
			names = append(names, d.String()[:3])
		}
		days = strings.Join(names, ",") + " "
	}
	spread := ""
	if t.SpreadMinutes > 0 {
		spread = fmt.Sprintf("RandomizedDelaySec=%dmin\nFixedRandomDelay=true\n", t.SpreadMinutes)
	}
	return "[Unit]\n" +
		"Description=" + systemdText(t.About) + "\n" +
		"\n[Timer]\n" +
		fmt.Sprintf("OnCalendar=%s*-*-* %02d:%02d:00\n", days, t.Hour, t.Minute) +
		"Persistent=true\n" +
		spread +
		"\n[Install]\nWantedBy=timers.target\n"
}

// systemdText keeps specifiers from being expanded (systemd.unit(5)).
func systemdText(text string) string { return strings.ReplaceAll(text, "%", "%%") }

// systemdCommand is the program with its arguments. systemd takes no program with a quote or a backslash in its path, so
// such a one is started by the shell, which sees the path as an argument and nothing to expand.
func systemdCommand(t Task) string {
	words := []string{systemdProgram(t.Program)}
	if strings.ContainsAny(t.Program, `"'\`) {
		words = []string{"/bin/sh", "-c", systemdWord(`exec "$0" "$@"`), systemdWord(t.Program)}
	}
	for _, a := range t.Args {
		words = append(words, systemdWord(a))
	}
	return strings.Join(words, " ")
}

// systemdProgram quotes the program's path. Variables are not expanded in it, so that a dollar sign stands for itself.
func systemdProgram(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "%", "%%").Replace(text) + `"`
}

// systemdWord quotes one argument (systemd.syntax(7)).
func systemdWord(text string) string { return strings.ReplaceAll(systemdProgram(text), "$", "$$") }
