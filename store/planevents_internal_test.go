package store

import (
	"fmt"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Pages of work lists come in the order of an index, whatever the filter: nothing is scanned and nothing sorted.
func TestWorkListsNeverScan(t *testing.T) {
	db := openEmpty(t)
	queries := map[string]plannedQuery{
		"a person's events": {sql: personEventsSQL, args: []any{"", "P1"}, sorts: true},
		"usual doctors":     {sql: eventDoctorsSQL, args: []any{"ed_visits"}, sorts: true},
		"list changes":      {sql: leftSQL, args: []any{"P1"}},
		"messages":          {sql: messagesSQL, args: []any{1, "lost"}},
		"a person's claims": {sql: careClaimsSQL, args: []any{"P1", "v3"}, sorts: true},
		"a person's lines":  {sql: careLinesSQL, args: []any{"P1", "v3"}, sorts: true},
	}
	filters := []claims.EventFilter{
		{List: claims.ListED}, {List: claims.ListED, From: "2026-08-01", To: "2026-08-29", State: claims.EventToDo, NewOnly: true, NoUrgentCare: true},
		{List: claims.ListFollowUp, By: claims.ByHappened, From: "2026-08-01", PeopleList: "mine", Doctor: "1003000126", AssignedTo: "Anna"},
		{List: claims.ListDied, Early: true, ShowHidden: true, AllPlaces: true}, {List: claims.ListNewDrug, ShowDied: true},
	}
	for _, sort := range []claims.EventSort{claims.EventsAsMade, claims.EventsByName, claims.EventsByArrived, claims.EventsByDay} {
		for _, desc := range []bool{false, true} {
			for i, filter := range filters {
				name := fmt.Sprintf("filter %d by %s, desc %v", i, sort, desc)
				queries[name] = eventsQuery(t, db, filter, sort, desc)
			}
		}
	}
	for i, filter := range filters {
		q, err := db.eventQuery(t.Context(), db.read, filter)
		if err != nil {
			t.Fatal(err)
		}
		query, args := q.countSQL()
		queries[fmt.Sprintf("count of filter %d", i)] = plannedQuery{sql: query, args: args}
		q.early = true
		query, args = q.countSQL()
		queries[fmt.Sprintf("count of filter %d of early claims", i)] = plannedQuery{sql: query, args: args}
		q.early = false
		query, args = q.diedSQL()
		queries[fmt.Sprintf("count of filter %d of people who died", i)] = plannedQuery{sql: query, args: args}
	}
	for name, q := range queries {
		t.Run(name, func(t *testing.T) {
			walked := q.walks == ""
			for _, step := range plan(t.Context(), t, db, q) {
				walked = walked || strings.Contains(step, q.walks)
				if strings.HasPrefix(step, "SCAN ") && !smallTables.MatchString(step) {
					t.Errorf("scans: %s\n%s", step, q.sql)
				}
				if strings.Contains(step, "TEMP B-TREE FOR ORDER BY") && !q.sorts {
					t.Errorf("sorts: %s\n%s", step, q.sql)
				}
			}
			if !walked {
				t.Errorf("does not take the order of %s\n%s", q.walks, q.sql)
			}
		})
	}
}

func eventsQuery(t *testing.T, db *DB, filter claims.EventFilter, sort claims.EventSort, desc bool) plannedQuery {
	t.Helper()
	order, index, err := eventOrder(sort, desc)
	if err != nil {
		t.Fatal(err)
	}
	q, err := db.eventQuery(t.Context(), db.read, filter)
	if err != nil {
		t.Fatal(err)
	}
	where := q.where(diedCondition)
	key, err := order.key("2026-08-01", "x")
	if err == nil {
		err = order.after(key, &where)
	}
	if err != nil {
		t.Fatal(err)
	}
	return plannedQuery{sql: eventPageSQL(index, where, order), args: append(append([]any{""}, where.args...), 201), walks: index}
}
