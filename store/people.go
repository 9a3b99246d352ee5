package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// personColumns are what a list shows of a person, in the order of scanPerson.
const personColumns = `p.person_key, p.last_name, p.first_name, p.mbi, p.birth_date, p.death_date, p.died, p.sex_code,
	p.city, p.state, p.zip5, p.on_list, p.claims, p.paid_cents, p.last_date, p.race, p.ed_visits, p.stays, p.year_cents, p.last_visit, p.wellness,
	p.advantage, p.part_d, p.medicaid, p.hospice, p.nursing, p.known_since, p.known_before, p.left_on,
	coalesce(` + usualDoctor + `, ''), ` + newOnList + `, p.person_key IN (` + checkPeopleSQL + `)`

// personOrder is an order of the people list; each has its index on person_summary.
func personOrder(sort claims.PersonSort, desc bool) (ordering, error) {
	o := ordering{name: string(sort), desc: desc}
	switch sort {
	case claims.SortByName, "":
		o.name = string(claims.SortByName)
		o.columns = []string{"p.last_norm", "p.first_norm"}
	case claims.SortByBirthDate:
		o.columns = []string{"p.birth_date"}
	case claims.SortByLastDate:
		o.columns = []string{"p.last_date"}
	case claims.SortByClaims:
		o.columns, o.number = []string{"p.claims"}, true
	case claims.SortByPaid:
		o.columns, o.number = []string{"p.paid_cents"}, true
	case claims.SortByEDVisits, claims.SortByStays, claims.SortByYear:
		o.columns, o.number = []string{"p." + o.name}, true
	case claims.SortByLastVisit:
		o.columns = []string{"p." + o.name}
	default:
		return o, fmt.Errorf("%w: people cannot be sorted by %q", ErrQuery, sort)
	}
	o.columns = append(o.columns, "p.person_key")
	return o, nil
}

// place is the place of a person in the list.
func (o ordering) place(p claims.Person) (string, error) {
	switch claims.PersonSort(o.name) {
	case claims.SortByBirthDate:
		return o.key(p.BirthDate, p.Key)
	case claims.SortByLastDate:
		return o.key(p.LastDate, p.Key)
	case claims.SortByClaims:
		return o.key(strconv.Itoa(p.Claims), p.Key)
	case claims.SortByPaid:
		return o.key(strconv.FormatInt(p.PaidCents, 10), p.Key)
	case claims.SortByEDVisits:
		return o.key(strconv.Itoa(p.EDVisits), p.Key)
	case claims.SortByStays:
		return o.key(strconv.Itoa(p.Stays), p.Key)
	case claims.SortByYear:
		return o.key(strconv.FormatInt(p.YearCents, 10), p.Key)
	case claims.SortByLastVisit:
		return o.key(p.LastVisit, p.Key)
	default:
		return o.key(fold(p.LastName), fold(p.FirstName), p.Key)
	}
}

// People lists people, page by page (docs/reference/screens.md 1.3 and 11.1, Q4 and Q5). Without a sort they come by
// name; pages may skip. It returns ErrPage for an After of another list.
func (db *DB) People(ctx context.Context, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) (claims.People, error) {
	return listPeople(ctx, db.read, filter, sort, page)
}

// EachPerson calls use for everybody whom a filter fits, in the order of a list, all of one state of the data. The page that it gives
// back says what all pages say.
func (db *DB) EachPerson(ctx context.Context, filter claims.PersonFilter, sort claims.PersonSort, desc bool, use func(claims.Person) error) (first claims.People, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		page := claims.Page{Desc: desc}
		for {
			list, err := listPeople(ctx, s.tx, filter, sort, page)
			if err != nil {
				return err
			}
			if page.After == "" {
				first = claims.People{Total: list.Total, YearTo: list.YearTo}
			}
			for _, p := range list.Rows {
				if err := use(p); err != nil {
					return err
				}
			}
			if page.After = list.Next; page.After == "" {
				return nil
			}
		}
	})
	return first, err
}

func listPeople(ctx context.Context, r reader, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) (claims.People, error) {
	order, err := personOrder(sort, page.Desc)
	if err != nil {
		return claims.People{}, err
	}
	from, where := peopleSource(filter)
	var list claims.People
	if err := r.QueryRowContext(ctx, "SELECT count(*) FROM "+from+where.clause(), where.args...).Scan(&list.Total); err != nil {
		return claims.People{}, wrap(err, "count people")
	}
	if err := r.QueryRowContext(ctx, completeMonthSQL).Scan(&list.YearTo); err != nil {
		return claims.People{}, wrap(err, "look up the last complete month")
	}
	if err := order.after(page.After, &where); err != nil {
		return claims.People{}, err
	}
	limit := limitOf(page)
	list.Rows, err = readPeople(ctx, r, peoplePageSQL(from, where, order)+offset(page), append(where.args, limit+1))
	if err != nil {
		return claims.People{}, err
	}
	if len(list.Rows) > limit {
		list.Rows = list.Rows[:limit]
		if list.Next, err = order.place(list.Rows[limit-1]); err != nil {
			return claims.People{}, err
		}
	}
	doctors := make([]*claims.Party, len(list.Rows))
	for i := range list.Rows {
		doctors[i] = &list.Rows[i].Doctor
	}
	return list, nameParties(ctx, r, doctors)
}

// peoplePageSQL is the query of one page; its last argument is the number of rows.
func peoplePageSQL(from string, where conditions, order ordering) string {
	return "SELECT " + personColumns + " FROM " + from + where.clause() + "\nORDER BY " + order.orderBy() + " LIMIT ?"
}

// peopleSource says where the people of a filter are found. A search starts from what was typed and looks the few
// people up; anything else walks the index of the order.
func peopleSource(filter claims.PersonFilter) (from string, where conditions) {
	from = "person_summary p"
	if ranges := probes(filter.Search); ranges != nil {
		parts := make([]string, len(ranges))
		for i, r := range ranges {
			parts[i] = "SELECT person_key FROM person_search WHERE kind = ? AND value >= ? AND value < ?"
			where.args = append(where.args, r.Kind, r.From, r.Before)
		}
		// Somebody may be found in several ways.
		from = "(SELECT DISTINCT person_key FROM (" + strings.Join(parts, " UNION ALL ") + ")) s CROSS JOIN person_summary p"
		where.add("p.person_key = s.person_key")
	}
	if filter.OnList {
		where.add("p.on_list = 1")
	}
	where.narrow(filter.PeopleNarrowing)
	return from, where
}

func readPeople(ctx context.Context, r reader, query string, args []any) (list []claims.Person, err error) {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, wrap(err, "list people")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "list people") }()
	for rows.Next() {
		p, err := scanPerson(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// scanner is a row of a result, or its only row.
type scanner interface{ Scan(dest ...any) error }

func scanPerson(row scanner) (p claims.Person, err error) {
	err = row.Scan(&p.Key, &p.LastName, &p.FirstName, &p.MBI, &p.BirthDate, &p.DeathDate, &p.Died, &p.SexCode,
		&p.City, &p.State, &p.ZIP5, &p.OnList, &p.Claims, &p.PaidCents, &p.LastDate, &p.Race, &p.EDVisits, &p.Stays, &p.YearCents, &p.LastVisit, &p.Wellness,
		&p.Advantage, &p.PartD, &p.Medicaid, &p.Hospice, &p.Nursing, &p.KnownSince, &p.KnownBefore, &p.LeftOn, &p.Doctor.NPI, &p.New, &p.Review)
	return p, err
}

// person reads the list row of one person. It returns ErrNotFound.
func person(ctx context.Context, r reader, key string) (claims.Person, error) {
	p, err := scanPerson(r.QueryRowContext(ctx, "SELECT "+personColumns+" FROM person_summary p WHERE p.person_key = ?", key))
	if errors.Is(err, sql.ErrNoRows) {
		return p, fmt.Errorf("person: %w", ErrNotFound)
	}
	return p, wrap(err, "read a person")
}
