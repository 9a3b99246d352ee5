// Package refresh decides how a refresh goes on: what follows from what happened, whatever stopped it in between. It is
// a table of transitions over values: it asks nobody, waits for nothing and stores nothing. Package app stores each
// transition before it takes the step that the table names.
//
// # Terms
//
//   - Course: where a refresh stands (claims.Course), the state of the machine.
//   - Event: what happened: an answer of CMS, a file that is in, a person's wish, a start of the program.
//   - Step: the one thing to do next (claims.RefreshStep).
//   - Guard: what a transition depends on beside state and event, such as how often something was tried.
//
// docs/refresh.md is drawn from the table.
package refresh
