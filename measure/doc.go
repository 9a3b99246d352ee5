// Package measure holds the formulas of the Analysis page: completeness, person-months, rates, follow-up, care outside the group,
// concentration and medicines (docs/reference/screens.md 8). It is the one place where they stand; store keeps what they need and
// the window shows what they give. It is pure: no I/O, no clock.
//
// # Terms
//
//   - Month: text, YYYY-MM. A claim's service month is the month of its thru_date.
//   - Lag: whole months from the service month to the month in which Medicare processed the claim.
//   - Completeness C(k): the share of a month's payments that had been processed k months later, learnt from months that are 12 to
//     23 months old, else typical values.
//   - Last complete month: the newest month of which at least 95 % is in for hospital, outpatient and doctor claims.
//   - Person-months PM(m): the people who on the first of the month are alive, have Parts A and B and are not in Medicare
//     Advantage.
//   - Figure: what one person adds to one month: a number and an amount under a key. Amounts of money are US cents.
//   - Episode: hospital stays joined by transfer; index episode: one after which a readmission counts.
//   - Ours: in the imported list of the group's providers.
//
// # Formulas
//
// Spending: sum of payment_amount of base claims by type and service month; medicines have no payment there and are told apart by
// their total drug cost. Per person per month: the sum of those in PM(m), by PM(m).
//
// Rates per 1,000 a year: events of people in PM(m) times 12,000, by the sum of PM over the window; lines are rolling over three
// months.
//
// Readmitted within 30 days: index episodes with a readmission by index episodes that ended 30 days or more before the end of
// the last complete month. Follow-up within n days: episodes with a first visit on day n or before by those that ended n days or
// more before that end.
//
// Care outside, doctors: allowed amount of included lines whose rendering NPI and tax number are not ours, by that of all included
// lines with a rendering NPI. Facilities: paid amount of hospital and outpatient claims whose CCN and NPI are not ours, by that of
// all with a known facility.
//
// Usual delay: the median of the days from discharge to arrival, from 30 stays on.
//
// Generic share: generic fills by generic and brand fills; fills of unknown kind are in neither. Cost per member month: drug cost
// by the people with Part D on the first of the month.
package measure
