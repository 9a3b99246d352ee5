package ui

import "context"

// hospitalDelay is within how many days of discharge half of the hospital claims were here, where that is known.
type hospitalDelay struct {
	days  int
	known bool
}

// readDelay runs in the background.
func readDelay(ctx context.Context, read figureReader) (d hospitalDelay, err error) {
	d.days, d.known, err = read.HospitalDelay(ctx)
	return d, err
}

// homeText is the line on Home.
func (d hospitalDelay) homeText() string {
	if !d.known {
		return delayUnknown
	}
	return delayHome.Of(d.days)
}

// eventsText says what the work lists are in time for: the days of follow-up after a stay that are longer than claims take.
func (d hospitalDelay) eventsText() string {
	if !d.known {
		return eventsLate
	}
	for _, span := range []struct {
		days int
		text string
	}{{7, delayFor7}, {14, delayFor14}, {30, delayFor30}} {
		if d.days <= span.days {
			return delayEvents.Of(d.days, span.text)
		}
	}
	return delayEvents.Of(d.days, delayTooLate)
}
