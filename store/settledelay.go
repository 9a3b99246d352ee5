package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strconv"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

const (
	// hospitalDelay is the fact that holds the usual delay in days; empty where it is not known.
	hospitalDelay = "hospital_delay"
	// delayMonths is how far back stays tell how long claims take now (docs/reference/screens.md 5.2).
	delayMonths = 6
)

// saveDelay keeps how long claims of hospital stays usually take from discharge to here. Stays of the first data are left out:
// they came when everything did. first is the moment of that data.
func (s *settling) saveDelay(first string, asOf time.Time) error {
	since := max(dayOf(first), asOf.AddDate(0, -delayMonths, 0).Format(time.DateOnly))
	var days []int
	d := make([]driver.Value, 2)
	err := s.w.each(`SELECT last_day, arrived FROM stays WHERE open = 0 AND arrived > ?`, d, func() error {
		end, ok := claims.CalendarDate(text(d[0]))
		came, cameOK := claims.CalendarDate(text(d[1]))
		if ok && cameOK && !came.Before(end) {
			days = append(days, int(came.Sub(end)/(24*time.Hour)))
		}
		return nil
	}, since)
	if err != nil {
		return err
	}
	delay := ""
	if median, known := measure.UsualDelay(days); known {
		delay = strconv.Itoa(median)
	}
	return saveFact(s.w, hospitalDelay, delay)
}

// HospitalDelay is within how many days of discharge half of the hospital stays that came in lately were here; false where
// that cannot be said yet.
func (db *DB) HospitalDelay(ctx context.Context) (days int, known bool, err error) {
	var value string
	err = db.read.QueryRowContext(ctx, `SELECT value FROM facts WHERE name = ?`, hospitalDelay).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) || err == nil && value == "" {
		return 0, false, nil
	}
	if err == nil {
		days, err = strconv.Atoi(value)
	}
	return days, err == nil, wrap(err, "look up how long claims take")
}
