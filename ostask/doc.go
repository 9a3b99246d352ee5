// Package ostask has the operating system's scheduler run a program at set times: Task Scheduler on Windows, launchd on
// macOS, a systemd user timer on Linux. It knows nothing of refreshes; package main says what is run.
//
// # Terms
//
//   - Task: a program with its arguments, the days and the time.
//   - Files: what describes a task to the system. They are text that depends on nothing but the task, so that each can be
//     tested on every system. They hold no secret: the program fetches its own from the keychain.
//   - Spread: minutes by which the system may start later, so that not everybody starts at the same moment.
//
// The task runs as the person who set it up and only while that person is signed in, because the keychain is theirs. A
// start that was missed while the computer slept or was off is caught up: on macOS after sleep only.
package ostask
