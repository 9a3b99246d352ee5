package claims

// EventColumns are the columns of a list beside person, state, arrived and note (docs/reference/screens.md 7). Places and doctors
// come as a name, or where no claim gives one as their number; codes come as codes.
func EventColumns(list EventList) []Column {
	switch list {
	case ListFollowUp:
		return []Column{
			day("admitted", "Admitted"), day("discharged", "Discharged"), words("hospital", "Hospital"), words("drg", "DRG"), words("diagnosis", "Main diagnosis"),
			words("destination", "Went to"), number("days_since", "Days since"), words("follow_up", "Follow-up"), day("first_visit", "First visit seen"),
			words("doctor", "Usual doctor"), number("arrived_after", "Arrived after days"),
		}
	case ListReadmitted:
		return []Column{
			day("first_from", "First stay from"), day("first_to", "First stay to"), words("first_hospital", "First hospital"), words("first_drg", "First DRG"),
			day("second_from", "Second stay from"), day("second_to", "Second stay to"), words("second_hospital", "Second hospital"), words("second_drg", "Second DRG"),
			number("days_between", "Days between"), words("planned", "Planned"),
		}
	case ListED:
		return []Column{
			day("date", "Date"), words("facility", "Facility"), words("outcome", "Outcome"), words("diagnosis", "Main diagnosis"), number("visits_12m", "Visits in 12 months"),
			words("seen_after", "Seen within 7 days"), words("kind", "Kind"),
		}
	case ListOftenED:
		return []Column{
			number("visits", "Visits in 12 months"), day("last", "Last visit"), words("facilities", "Facilities"), words("diagnosis", "Most frequent diagnosis"),
			words("doctor", "Usual doctor"),
		}
	case ListNursing:
		return []Column{
			day("start", "Start"), words("facility", "Facility"), words("kind", "Kind"), words("hospital", "Hospital before"), words("still_there", "Still there"),
			number("days", "Days so far"),
		}
	case ListHomeHealth:
		return []Column{day("start", "Start"), words("agency", "Agency"), words("hospital", "Hospital before"), day("last", "Last claim to")}
	case ListHospice:
		return []Column{day("start", "Start"), words("agency", "Agency"), number("days", "Days"), words("ended", "Ended how")}
	default:
		return otherEventColumns(list)
	}
}

func otherEventColumns(list EventList) []Column {
	switch list {
	case ListNew:
		return []Column{
			day("known_since", "Known since"), words("city", "City"), number("claims", "Claims seen"), words("doctor", "Usual doctor in claims"), words("ours", "Ours?"),
		}
	case ListLeft:
		return []Column{day("left_on", "Left on"), day("last_claim", "Last claim"), words("advantage", "Medicare Advantage seen"), money("paid_12m", "Paid in 12 months")}
	case ListNoVisit:
		return []Column{
			day("last_visit", "Last visit seen"), number("days_since", "Days since"), day("last_claim", "Last claim of any kind"), number("ed_12m", "ED visits in 12 months"),
			number("stays_12m", "Hospital stays in 12 months"), words("city", "City"),
		}
	case ListNoWellness:
		return []Column{
			day("last_wellness", "Last wellness visit seen"), day("bookable", "Can be booked from"), words("welcome", "Welcome visit"), day("last_visit", "Last visit seen"),
			words("doctor", "Usual doctor"),
		}
	case ListNewDrug:
		return []Column{
			words("medicine", "Medicine or code"), day("first", "First date"), money("cost", "Cost for 30 days"), words("part", "Part"), words("prescriber", "Prescriber"),
			words("place", "Pharmacy or place"),
		}
	case ListHighCost:
		return []Column{
			number("rank", "Rank"), money("paid", "Paid in 12 months"), number("stays", "Hospital stays"), number("ed", "ED visits"), number("nursing_days", "Nursing facility days"),
			words("hospice", "Hospice"), words("doctor", "Usual doctor"),
		}
	case ListDied:
		return []Column{
			day("date", "Date"), words("source", "Source"), words("place", "Place"), day("last_stay", "Last hospital stay from"), words("hospice", "Hospice"),
		}
	case ListNoData:
		return []Column{day("since", "Since"), day("last_claim", "Last claim held")}
	default:
		return nil
	}
}

func day(name, label string) Column    { return Column{Name: name, Label: label, Kind: Date} }
func words(name, label string) Column  { return Column{Name: name, Label: label, Kind: Text} }
func number(name, label string) Column { return Column{Name: name, Label: label, Kind: Int} }
func money(name, label string) Column  { return Column{Name: name, Label: label, Kind: Money} }
