// Package schedule decides when data is fetched without anybody asking for it. It is arithmetic over values: it looks at
// no clock, waits for nothing and stores nothing. Package app fills in the Situation and acts on the Decision.
//
// # Terms
//
//   - Occurrence: a moment that a schedule names, such as Monday 6:00, at the wall clock of a place, moved later by the jitter.
//   - Jitter: minutes that differ from data set to data set and from day to day, so that not everybody asks CMS at the
//     same moment. They come from the schedule's Seed, so two looks give the same time.
//   - Settled: an occurrence is settled by a run that starts after it or up to MinGap before it. Occurrences that nobody
//     settled, because the computer slept or the program was closed, are caught up by one run.
//   - Run: one start of a refresh. Carrying on one that is open is not a run.
//   - January pause: from 1 January until CMS has the lists of the new year (docs/reference/bcda-protocol.md 7).
//   - Last year's claims: CMS calls them runout; they have runs of their own.
package schedule
