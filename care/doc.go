// Package care works out, from what one person's claims say, what happened to the person: hospital stays and the episodes that they
// form, ED visits, spells in nursing facilities, of home health and hospice, visits to doctors, new medicines; and from these the
// events of the work lists (docs/reference/screens.md 6 and 7). It is the one place where these definitions stand, in code and in
// words (Definition). It is pure: no I/O, no clock.
//
// # Terms
//
//   - Base claim: one that counts (docs/reference/contract.md 3); an early claim is one that Medicare has not finished.
//   - Stay: the days in one hospital, joined from its claims. Acute stays are those of general and critical access hospitals.
//   - Episode: acute stays joined by transfer.
//   - Spell: a run of claims of one kind of care at home or in a facility.
//   - Visit: a visit to a doctor's office or clinic (CS-VISIT), also by video.
//   - As of: the day up to which the data are known. Standing lists hold what is so on that day.
//   - Anchor: the day that an event's key is made of. It stays when a claim is replaced.
//   - Arrived: the moment of the export that first brought a claim or its first version, as text of one length; of standing lists the
//     day of entry. Both compare as text.
//
// Days are text, YYYY-MM-DD; what a claim does not say is empty. Amounts are US cents.
package care
