package care

import (
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Definition says in words how a list is made, with the settings in use (docs/reference/screens.md 7). What is said here is what the
// code of this package does.
func Definition(list claims.EventList, settings []claims.EventSetting) claims.EventDefinition {
	number := func(name string) string {
		for _, s := range settings {
			if s.Name == name {
				return strconv.FormatInt(s.Value, 10)
			}
		}
		return ""
	}
	d := claims.EventDefinition{List: list}
	switch list {
	case claims.ListFollowUp:
		d.Text = []string{
			"People who left an acute hospital alive and went home. Stays that follow each other by transfer are one. The day of discharge is day 0.",
			"Seen means: an office, home, clinic or wellness visit on days 1 to 30, or care after a stay (TCM) on days 0 to 30. A visit is due within " +
				number(claims.SettingFollowUpDays) + " days.",
			"Stays that ended elsewhere than at home are left out until you ask for them.",
		}
		d.Caption = notProof
		d.Codes = codesOf(acuteCCN, homeStatuses, officeCodes, tcmCodes, wellnessCodes, clinicRevenue, doctorRevenue)
	case claims.ListReadmitted:
		d.Text = []string{
			"People who left an acute hospital alive, not against advice, and came to an acute hospital again 1 to 30 days later. A transfer is no readmission.",
			"Planned stays are not removed. An elective one is marked.",
		}
		d.Caption = "A working figure, not a CMS quality score."
		d.Codes = codesOf(acuteCCN, diedStatuses)
	case claims.ListED:
		d.Text = []string{
			"One visit for each person, hospital and day with an ED service. A doctor's ED bill within a day of it belongs to it; without one it is a visit of its own.",
			"Visits that ended in a hospital stay are left out until you ask for them. Urgent care is counted and marked.",
			"Seen within 7 days means: an office, home, clinic or wellness visit on days 1 to 7.",
		}
		d.Caption = notProof
		d.Codes = codesOf(edRevenue, urgentRevenue, edDoctorCodes, watchRevenue)
	case claims.ListOftenED:
		d.Text = []string{"People with " + number(claims.SettingEDVisits) + " or more ED visits in the 12 months to the day of the data."}
		d.Codes = codesOf(edRevenue, edDoctorCodes)
	case claims.ListNursing:
		d.Text = []string{
			"Stays in one nursing facility, joined where a claim starts no later than the day after the one before. The start is the day of admission.",
			"The hospital before is the stay that ended up to 30 days earlier. Swing beds in hospitals are marked.",
		}
		d.Codes = codesOf(swingBedTypes)
	case claims.ListHomeHealth:
		d.Text = []string{"Care by one home health agency, joined while no more than 60 days lie between two claims. The hospital before is the stay that ended up to 30 days earlier."}
	case claims.ListHospice:
		d.Text = []string{
			"Hospice care, whatever the agency, joined while no more than 31 days lie between two claims. With early claims on, election notices count as a start.",
			"Died: the last claim says so. Left alive: it says that the care ended otherwise.",
		}
		d.Codes = codesOf(hospiceNotices, hospiceDied)
	default:
		otherDefinition(&d, number)
	}
	return d
}

const notProof = "Not seen is not proof: a claim may not have arrived yet."

func otherDefinition(d *claims.EventDefinition, number func(string) string) {
	switch d.List {
	case claims.ListNew:
		d.Text = []string{"People on the patient list who were on no earlier one. The list is empty until your second patient list is here."}
	case claims.ListLeft:
		d.Text = []string{
			"People who were on a patient list and are not on the latest complete one, and who are not known to have died. CMS does not say why.",
			"A list that is more than 5 % shorter than the one before counts only after you confirm it.",
		}
	case claims.ListNoVisit:
		d.Text = []string{
			"People on the list, with Part B in all 12 months where that is known, not in hospice, without an office, home, clinic, wellness or nursing facility visit in the 365 days to the day of the data.",
		}
		if number(claims.SettingOursOnly) == "1" {
			d.Text = append(d.Text, "Only visits to your own providers count.")
		}
		d.Caption = "A visit in the last 6 weeks may not have arrived."
		d.Codes = codesOf(officeCodes, tcmCodes, wellnessCodes, nursingCodes, clinicRevenue, doctorRevenue)
	case claims.ListNoWellness:
		d.Text = []string{
			"People on the list with Part B, not in hospice, without a wellness visit in this calendar year.",
			"It can be booked from the first day of the 12th month after the month of the last one, or today where none was seen.",
			"With Part B for under 12 months the welcome visit (G0402) is possible.",
		}
		d.Caption = notProof
		d.Codes = codesOf(wellnessCodes)
	case claims.ListNewDrug:
		d.Text = []string{
			"Part D: a medicine of $" + number(claims.SettingDrugDollars) + " or more for 30 days: total cost by days' supply, 30 where none is given. The same maker and product was not seen in the 180 days before.",
			"Part B: a medicine given by a doctor, of $" + number(claims.SettingDrugDollars) + " or more on a day, whose code was not seen in the 180 days before.",
			"Both: claims of the person reach back 180 days.",
		}
		d.Caption = "A new maker of the same drug can look new."
		d.Codes = codesOf(drugCodes)
	case claims.ListHighCost:
		d.Text = []string{
			"The " + number(claims.SettingHighCostPercent) + " % of the people on the list for whom Medicare paid most under Parts A and B in the 12 months that end with the last complete one.",
		}
	case claims.ListDied:
		d.Text = []string{
			"People who died as CMS says, with a day or without. Where CMS says nothing, a claim that says the person died in care: marked \"From a claim\". People off the list are included.",
		}
		d.Codes = codesOf(diedStatuses)
	case claims.ListNoData:
		d.Text = []string{"People whom CMS named in the latest refresh as those whose data it could not give."}
	default:
	}
}

func codesOf(sets ...codeSet) []claims.EventCodes {
	list := make([]claims.EventCodes, len(sets))
	for i, s := range sets {
		list[i] = claims.EventCodes{Name: s.name, Codes: s.text()}
	}
	return list
}
