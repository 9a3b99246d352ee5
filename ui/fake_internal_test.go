package ui

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
)

func testNow() time.Time { return time.Date(2026, 8, 29, 9, 30, 0, 0, time.UTC) }

// fakeReaders hold people and claims in memory and note what they are asked for.
type fakeReaders struct {
	people  []claims.Person
	details map[string]claims.PersonDetail
	rows    map[string][]claims.ClaimRow
	claims  map[claimRef]claims.ClaimDetail
	err     error
	asked   []string
}

func (f *fakeReaders) note(format string, args ...any) {
	f.asked = append(f.asked, fmt.Sprintf(format, args...))
}

func (f *fakeReaders) People(_ context.Context, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) (claims.People, error) {
	f.note("people %q list=%t %s desc=%t after=%q", filter.Search, filter.OnList, sort, page.Desc, page.After)
	if f.err != nil {
		return claims.People{}, f.err
	}
	var fit []claims.Person
	for _, p := range f.people {
		typed := strings.ToUpper(filter.Search)
		if (p.OnList || !filter.OnList) && (strings.HasPrefix(p.LastName, typed) || p.MBI == typed) {
			fit = append(fit, p)
		}
	}
	slices.SortStableFunc(fit, func(a, b claims.Person) int {
		order := cmp.Compare(a.LastName, b.LastName)
		if sort == claims.SortByPaid {
			order = cmp.Compare(a.PaidCents, b.PaidCents)
		}
		if page.Desc {
			return -order
		}
		return order
	})
	rows, next := pageOf(fit, page)
	return claims.People{Rows: rows, Total: len(fit), Next: next}, nil
}

func pageOf[T any](all []T, page claims.Page) (rows []T, next string) {
	from, _ := strconv.Atoi(page.After) // empty is the start
	to := min(from+page.Limit, len(all))
	if to < len(all) {
		next = strconv.Itoa(to)
	}
	return all[from:to], next
}

func (f *fakeReaders) Person(_ context.Context, key string) (claims.PersonDetail, error) {
	f.note("person %s", key)
	return f.details[key], f.err
}

func (f *fakeReaders) PersonClaims(_ context.Context, filter claims.ClaimFilter, page claims.Page) (claims.ClaimPage, error) {
	f.note("claims of %s %q base=%t", filter.PersonKey, filter.Type, filter.BaseOnly)
	if f.err != nil {
		return claims.ClaimPage{}, f.err
	}
	var fit []claims.ClaimRow
	for _, c := range f.rows[filter.PersonKey] {
		if (filter.Type == "" || c.ClaimType == filter.Type) && (c.Base || !filter.BaseOnly) {
			fit = append(fit, c)
		}
	}
	rows, next := pageOf(fit, page)
	return claims.ClaimPage{Rows: rows, Total: len(fit), Next: next}, nil
}

func (f *fakeReaders) Claim(_ context.Context, apiVersion, fhirID string) (claims.ClaimDetail, error) {
	f.note("claim %s %s", apiVersion, fhirID)
	return f.claims[claimRef{apiVersion, fhirID}], f.err
}

func (f *fakeReaders) CurrentSummary(context.Context) (claims.Summary, error) {
	return claims.Summary{}, f.err
}

func (f *fakeReaders) Months(context.Context, int) ([]claims.MonthTotal, error) { return nil, f.err }

// fakeNavigator notes where pages want to go, and runs background work at once or when told to.
type fakeNavigator struct {
	went []string
	held []func()
	hold bool
}

func (n *fakeNavigator) openPerson(key string)    { n.went = append(n.went, "person "+key) }
func (n *fakeNavigator) openClaim(ref claimRef)   { n.went = append(n.went, "claim "+ref.FHIRID) }
func (n *fakeNavigator) openPeople(search string) { n.went = append(n.went, "people "+search) }
func (n *fakeNavigator) back()                    { n.went = append(n.went, "back") }
func (n *fakeNavigator) getData()                 { n.went = append(n.went, "get data") }

func (n *fakeNavigator) runBackground(work func()) {
	if n.hold {
		n.held = append(n.held, work)
		return
	}
	work()
}

// release runs the work held back, in an order of the test's choice.
func (n *fakeNavigator) release(order ...int) {
	held := n.held
	n.held = nil
	for _, i := range order {
		held[i]()
	}
}

// stage is what a page is tested on: a window of the size of the page area, fakes, and timers that ring when told to.
type stage struct {
	surroundings
	reader *fakeReaders
	nav    *fakeNavigator
	window fyne.Window
	timers []*fakeTimer
	copied string
}

type fakeTimer struct {
	after   time.Duration
	ring    func()
	stopped bool
}

func newStage(t *testing.T, reader Readers) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(Theme{})
	s := &stage{nav: &fakeNavigator{}}
	s.reader, _ = reader.(*fakeReaders) // nil on a real store
	s.surroundings = surroundings{
		read: reader, nav: s.nav, now: testNow,
		after: func(d time.Duration, f func()) func() {
			timer := &fakeTimer{after: d, ring: f}
			s.timers = append(s.timers, timer)
			return func() { timer.stopped = true }
		},
		copy:  func(text string) { s.copied = text },
		focus: func(o fyne.Focusable) { s.window.Canvas().Focus(o) },
	}
	return s
}

// show puts a page into the window, as the shell does.
func (s *stage) show(t *testing.T, p page, width, height float32) {
	t.Helper()
	s.window = test.NewTempWindow(t, p.Content())
	s.window.SetPadded(false)
	s.window.Resize(fyne.NewSize(width, height))
	p.Show(t.Context())
	if f, ok := p.(focuser); ok {
		f.Focus()
	}
}

// ring lets the timers of a length go off.
func (s *stage) ring(d time.Duration) {
	timers := s.timers
	s.timers = nil
	for _, timer := range timers {
		if timer.after == d && !timer.stopped {
			timer.ring()
		} else if !timer.stopped {
			s.timers = append(s.timers, timer)
		}
	}
}

// town is a made-up population, as CMS spells it.
func town(n int) []claims.Person {
	last := []string{"ABBOTT", "ACOSTA", "ADAMS", "BROWN", "CARTER", "DELGADO", "EVANS", "FOSTER", "GARCIA", "HUGHES", "IVERSON", "JOHNSON", "KOWALSKI", "LOPEZ-MARTIN", "MCDONALD", "NGUYEN", "O'NEIL", "PATEL", "RIVERA", "VAN DYKE"}
	first := []string{"JAMES", "RUTH", "LEROY", "MARIA", "DOROTHY", "WALTER", "HELEN", "FRANK"}
	city := []string{"DAYTON", "XENIA", "KETTERING", "YELLOW SPRINGS"}
	list := make([]claims.Person, n)
	for i := range list {
		p := claims.Person{
			Key: strconv.Itoa(i + 1), LastName: last[i*len(last)/n], FirstName: first[i%len(first)],
			MBI: fmt.Sprintf("1EG4TE5MK%02d", i%100), BirthDate: fmt.Sprintf("19%02d-%02d-%02d", 30+i%31, 1+i%12, 1+i%28),
			SexCode: strconv.Itoa(1 + i%2), City: city[i%len(city)], State: "OH", ZIP5: fmt.Sprintf("454%02d", i%30),
			OnList: i%7 != 3, Claims: 3 + i*37%240, PaidCents: int64(i*918_233%9_000_000) + 1250, LastDate: fmt.Sprintf("2026-%02d-%02d", 1+i%8, 1+i%28),
		}
		if i%19 == 8 {
			p.Died, p.DeathDate = true, "2026-05-30"
		}
		list[i] = p
	}
	list[n-1].Claims, list[n-1].PaidCents, list[n-1].LastDate = 0, 0, ""
	return list
}
