package claims

import "time"

// EventList is a work list: events of one kind that were worked out from claims (docs/reference/screens.md 7). The text is stable:
// addresses, files and recipes hold it.
type EventList string

// The work lists, with their number in docs/reference/screens.md 7.
const (
	ListFollowUp   EventList = "follow_up"           // W1
	ListReadmitted EventList = "readmitted"          // W2
	ListED         EventList = "ed_visits"           // W3
	ListOftenED    EventList = "often_in_ed"         // W4
	ListNursing    EventList = "nursing_started"     // W5
	ListHomeHealth EventList = "home_health_started" // W6
	ListHospice    EventList = "hospice_started"     // W7
	ListNew        EventList = "new_on_list"         // W8
	ListLeft       EventList = "left_list"           // W9
	ListNoVisit    EventList = "no_visit_seen"       // W10
	ListNoWellness EventList = "no_wellness_visit"   // W11
	ListNewDrug    EventList = "new_high_cost_drug"  // W12
	ListHighCost   EventList = "high_cost"           // W13
	ListDied       EventList = "died"                // W14
	ListNoData     EventList = "no_data"             // W15
)

// EventGroup is a heading under which lists stand.
type EventGroup string

// Groups of lists.
const (
	GroupAfterHospital EventGroup = "After hospital"
	GroupED            EventGroup = "ED"
	GroupFacility      EventGroup = "Care at home and facility"
	GroupPrevention    EventGroup = "Prevention"
	GroupCost          EventGroup = "Cost and medicines"
	GroupListChanges   EventGroup = "List changes"
)

// EventListInfo is how a list is presented.
type EventListInfo struct {
	List  EventList
	Group EventGroup
	Title string
	// Standing lists hold people as long as something is so; the others hold things that happened on a day.
	Standing bool
	// WithDied lists name people who died, and WithLeft people who are not on the patient list, without being asked.
	WithDied, WithLeft bool
}

// EventLists are all lists in the order of the page.
func EventLists() []EventListInfo {
	return []EventListInfo{
		{List: ListFollowUp, Group: GroupAfterHospital, Title: "Follow-up after hospital"},
		{List: ListReadmitted, Group: GroupAfterHospital, Title: "Readmitted within 30 days"},
		{List: ListED, Group: GroupED, Title: "ED visits"},
		{List: ListOftenED, Group: GroupED, Title: "Often in ED", Standing: true},
		{List: ListNursing, Group: GroupFacility, Title: "Nursing facility started"},
		{List: ListHomeHealth, Group: GroupFacility, Title: "Home health started"},
		{List: ListHospice, Group: GroupFacility, Title: "Hospice started"},
		{List: ListNoVisit, Group: GroupPrevention, Title: "No visit seen in 12 months", Standing: true},
		{List: ListNoWellness, Group: GroupPrevention, Title: "No wellness visit this year", Standing: true},
		{List: ListNewDrug, Group: GroupCost, Title: "New high-cost drug"},
		{List: ListHighCost, Group: GroupCost, Title: "High cost", Standing: true},
		{List: ListNew, Group: GroupListChanges, Title: "New on the list"},
		{List: ListLeft, Group: GroupListChanges, Title: "Left the list", WithLeft: true},
		{List: ListDied, Group: GroupListChanges, Title: "Died", WithDied: true, WithLeft: true},
		{List: ListNoData, Group: GroupListChanges, Title: "No data supplied", WithDied: true, WithLeft: true},
	}
}

// EventListOf finds a list; false for text that names none.
func EventListOf(list EventList) (EventListInfo, bool) {
	for _, info := range EventLists() {
		if info.List == list {
			return info, true
		}
	}
	return EventListInfo{}, false
}

// EventState says what became of an event.
type EventState string

// States of events. An event that nobody touched is to do.
const (
	EventToDo     EventState = "todo"
	EventDone     EventState = "done"
	EventNotForUs EventState = "not_for_us"
)

// Event is one row of a list.
type Event struct {
	Key  string // stable: of list, person, day and facility
	List EventList

	PersonKey           string
	LastName, FirstName string
	BirthDate           string // YYYY-MM-DD; empty when not given
	MBI                 string
	ZIP5                string // of the person's home; empty when not given
	Died, OnList        bool

	Happened string // the day that the event is about, YYYY-MM-DD
	Arrived  string // the day of the refresh that first brought it; of standing lists the day of entry
	Early    bool   // from early claims alone
	New      bool   // arrived in the latest refresh and nobody has opened it
	Gone     bool   // no longer in claims; it stays for its state or note

	State       EventState
	Note        string
	AssignedTo  string
	HiddenUntil string    // YYYY-MM-DD: hidden before that day; empty when it is not
	Who         string    // account that changed state, note, assignment or hiding last; empty while nobody did
	At          time.Time // of that change

	// ClaimVersion and ClaimID name the claim behind the event, as DB.Claim takes them; empty for events without one.
	ClaimVersion, ClaimID string

	// Values are those of EventColumns(List), in its order.
	Values []Value
}

// Value finds the value of a column by its name; null for a name that the list does not have.
func (e *Event) Value(name string) Value {
	for i, c := range EventColumns(e.List) {
		if c.Name == name && i < len(e.Values) {
			return e.Values[i]
		}
	}
	return Value{}
}

// EventDay says which of its days an event is filtered by.
type EventDay string

// Days of events.
const (
	ByArrived  EventDay = "arrived"
	ByHappened EventDay = "happened"
)

// EventFilter narrows a list. The zero value of everything but List is all events of people who are on the patient list and alive.
type EventFilter struct {
	List     EventList
	By       EventDay   // empty: arrived
	From, To string     // YYYY-MM-DD, both included; empty is open
	State    EventState // empty: all
	NewOnly  bool
	Early    bool // adds events of early claims
	ShowDied bool // adds people who died, where the list leaves them out
	// ShowHidden adds events that are hidden until a later day.
	ShowHidden bool
	PeopleList string // name of a list of the user's
	Doctor     string // NPI of the usual doctor
	AssignedTo string
	// AllPlaces adds what a list leaves out by where it ended: of follow-up other destinations than home, of ED visits those that
	// ended in hospital.
	AllPlaces bool
	// NoUrgentCare leaves urgent care (revenue code 0456) out of ED visits.
	NoUrgentCare bool
}

// EventSort is an order of a list.
type EventSort string

// Orders of lists. The empty one is that of docs/reference/screens.md 7.
const (
	EventsAsMade    EventSort = ""
	EventsByName    EventSort = "name"
	EventsByArrived EventSort = "arrived"
	EventsByDay     EventSort = "happened"
)

// EventPage is a page of a list.
type EventPage struct {
	Rows  []Event
	Total int    // events that the filter fits, on all pages
	Next  string // After of the next page; empty on the last
	// DiedLeftOut counts the events that fit but for the death of the person.
	DiedLeftOut int
	// EarlyLeftOut counts, on the first page, the events of early claims that would fit.
	EarlyLeftOut int
	// AsOf is the day up to which the data are known, YYYY-MM-DD.
	AsOf string
}

// EventCount is what a list comes to under a filter.
type EventCount struct {
	List EventList
	// Events counts those that the filter fits; New those of them that arrived in the latest refresh and nobody has opened.
	Events, New int
}

// UsualDoctor is a usual doctor of people on a list.
type UsualDoctor struct {
	NPI, Name string // the name is empty where no claim gives one
	People    int
}

// EventSetting is a number that a list is made with and that people may change.
type EventSetting struct {
	Name  string // stable
	List  EventList
	Label string
	Unit  string // follows the number: "days", "visits"; "$" stands before it, in whole dollars
	Value int64
	// Default is the value of docs/reference/screens.md 7; Least and Most bound the value. With Choices it is one of them. A setting
	// from 0 to 1 is a switch.
	Default, Least, Most int64
	Choices              []int64
}

// Names of settings.
const (
	SettingFollowUpDays    = "follow_up_days"
	SettingEDVisits        = "ed_visits"
	SettingDrugDollars     = "drug_dollars"
	SettingHighCostPercent = "high_cost_percent"
	SettingOursOnly        = "visits_to_ours_only"
)

// EventSettings are the settings at their defaults.
func EventSettings() []EventSetting {
	return []EventSetting{
		{Name: SettingFollowUpDays, List: ListFollowUp, Label: "A visit is due within", Unit: "days", Value: 14, Default: 14, Least: 7, Most: 30, Choices: []int64{7, 14, 30}},
		{Name: SettingEDVisits, List: ListOftenED, Label: "Often means at least", Unit: "visits", Value: 4, Default: 4, Least: 2, Most: 20},
		{Name: SettingOursOnly, List: ListNoVisit, Label: "Only visits to our providers count", Value: 0, Default: 0, Least: 0, Most: 1},
		{Name: SettingDrugDollars, List: ListNewDrug, Label: "High cost means at least", Unit: "$", Value: 1000, Default: 1000, Least: 250, Most: 100_000},
		{Name: SettingHighCostPercent, List: ListHighCost, Label: "The highest payments: the top", Unit: "%", Value: 5, Default: 5, Least: 1, Most: 10},
	}
}

// EventDefinition is how a list is made, in plain words.
type EventDefinition struct {
	List EventList
	// Text is sentences, each a paragraph. Caption is a warning that stands over the list; often empty.
	Text    []string
	Caption string
	// Codes are the sets of codes that the definition uses.
	Codes []EventCodes
}

// EventCodes is a named set of codes.
type EventCodes struct {
	Name  string // in words
	Codes string // such as "99202-99205, 99211-99215"
}

// ShrunkList is a patient list that is shorter than the one before by so much that leaving is not taken from it until somebody says
// that it is right (docs/reference/screens.md 7, W9).
type ShrunkList struct {
	RosterID    int64
	TakenAt     time.Time
	Before, Now int // people
}
