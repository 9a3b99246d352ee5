package bcda

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Attribution says when CMS last loaded the lists of beneficiaries. It is the cheap look for something new, though
// claims are loaded more often than lists (docs/reference/bcda-protocol.md 6).
type Attribution struct {
	Updated       time.Time // the attribution list; zero when there is none
	RunoutUpdated time.Time // the runout list; zero when there is none
}

// Attribution reads the attribution status. Neither list loaded is ErrNoAttribution; a
// generic server has none: ErrNotOffered.
func (c *Client) Attribution(ctx context.Context) (Attribution, error) {
	if c.Generic() {
		return Attribution{}, c.notOffered(OpAttribution)
	}
	req := c.get(OpAttribution, c.version.path("/attribution_status"), map[string]string{"Accept": mediaJSON})
	var a Attribution
	err := c.read(ctx, req, func(body []byte) (err error) {
		a, err = parseAttribution(body)
		return err
	})
	return a, err
}

// parseAttribution reads ingestion_dates; entries of other types are ignored.
func parseAttribution(body []byte) (Attribution, error) {
	var doc struct {
		IngestionDates *[]struct {
			Timestamp string `json:"timestamp"`
			Type      string `json:"type"`
		} `json:"ingestion_dates"`
	}
	if err := decodeFirst(body, &doc); err != nil {
		return Attribution{}, fmt.Errorf("read the attribution status: %w", err)
	}
	if doc.IngestionDates == nil {
		return Attribution{}, errors.New("attribution status without ingestion_dates")
	}
	var a Attribution
	for _, d := range *doc.IngestionDates {
		var field *time.Time
		switch d.Type {
		case "last_attribution_update":
			field = &a.Updated
		case "last_runout_update":
			field = &a.RunoutUpdated
		default:
			continue
		}
		at, ok := parseInstant(d.Timestamp)
		if !ok {
			return Attribution{}, errors.New("attribution status with an unreadable timestamp")
		}
		*field = at
	}
	return a, nil
}
