package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// repeats is how often each question is asked; its median counts.
const repeats = 31

// deepPages is how many pages a list is walked down to before it is measured, where it has as many.
const deepPages = 100

// linePages measures what screens wait for, on the database of the last import. Goals hold at 1.5 million claims.
func linePages(ctx context.Context, cfg config, _ dataset, t *table) (err error) {
	dir, err := set(cfg.ours())
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, store.Options{Dir: dir, ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	if err := peoplePages(ctx, db, t); err != nil {
		return err
	}
	most, err := db.People(ctx, claims.PersonFilter{}, claims.SortByClaims, claims.Page{Limit: 1, Desc: true})
	if err != nil {
		return err
	}
	if len(most.Rows) == 0 {
		return errors.New("the data set has no people")
	}
	person := most.Rows[0]
	if err := timelinePages(ctx, db, person.Key, t); err != nil {
		return err
	}
	questions := []struct {
		name string
		ask  func() error
	}{
		{"person search by name", func() error {
			_, err := db.People(ctx, claims.PersonFilter{Search: person.LastName}, claims.SortByName, claims.Page{Limit: 8})
			return err
		}},
		{"a person", func() error { _, err := db.Person(ctx, person.Key); return err }},
		{"dashboard", func() error {
			_, err := db.CurrentSummary(ctx)
			if err == nil {
				_, err = db.Months(ctx, 13)
			}
			return err
		}},
	}
	for _, q := range questions {
		if err := t.answer(q.name, 5*time.Millisecond, q.ask); err != nil {
			return err
		}
	}
	return nil
}

// peoplePages measures a deep page of each sort of the people list, both ways round.
func peoplePages(ctx context.Context, db *store.DB, t *table) error {
	for _, sort := range []claims.PersonSort{claims.SortByName, claims.SortByBirthDate, claims.SortByLastDate, claims.SortByClaims, claims.SortByPaid} {
		for _, desc := range []bool{false, true} {
			page, depth, err := deepest(func(p claims.Page) (string, error) {
				people, err := db.People(ctx, claims.PersonFilter{}, sort, p)
				return people.Next, err
			}, desc)
			if err != nil {
				return err
			}
			name := fmt.Sprintf("people by %s%s, page %d", sort, map[bool]string{true: ", last first"}[desc], depth)
			err = t.answer(name, 2*time.Millisecond, func() error { _, err := db.People(ctx, claims.PersonFilter{}, sort, page); return err })
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// timelinePages measures a deep page of the claims of the person with the most, and what the timeline of that person is drawn from.
func timelinePages(ctx context.Context, db *store.DB, key string, t *table) error {
	filter := claims.ClaimFilter{PersonKey: key}
	ask := func(p claims.Page) (string, error) {
		list, err := db.PersonClaims(ctx, filter, p)
		return list.Next, err
	}
	page, depth, err := deepest(ask, true)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("claims of the person with most, page %d", depth)
	if err := t.answer(name, 2*time.Millisecond, func() error { _, err := ask(page); return err }); err != nil {
		return err
	}
	story, err := db.PersonStory(ctx, key)
	if err != nil {
		return err
	}
	name = fmt.Sprintf("timeline of the person with most (%d claims)", len(story.Claims))
	return t.answer(name, 5*time.Millisecond, func() error { _, err := db.PersonStory(ctx, key); return err })
}

// deepest walks down a list to its last full page, or to deepPages.
func deepest(ask func(claims.Page) (next string, err error), desc bool) (page claims.Page, depth int, err error) {
	page = claims.Page{Desc: desc}
	for depth = 1; depth < deepPages; depth++ {
		next, err := ask(page)
		if err != nil || next == "" {
			return page, depth, err
		}
		page.After = next
	}
	return page, depth, nil
}

// answer adds the median time of a question.
func (t *table) answer(name string, goal time.Duration, ask func() error) error {
	var took []time.Duration
	for range repeats {
		c, err := timed(ask)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		took = append(took, c.wall)
	}
	return t.limit(name, float64(median(took).Microseconds())/1000, float64(goal.Microseconds())/1000, "%.2f ms")
}
