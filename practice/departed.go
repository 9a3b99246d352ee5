package practice

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// Departed lists the Patient ids of the people who were on the roster at q.Since
// and are not on it any more.
func (p *Population) Departed(q Query) ([]string, error) {
	now := p.members(q, typePatient)
	gone := slices.DeleteFunc(slices.Clone(p.before(q)), func(person int) bool {
		return slices.Contains(now, person)
	})
	var lines bytes.Buffer
	everything := q
	everything.Since = time.Time{} // their records need not have changed
	if _, err := p.people.Write(&lines, q.Version, typePatient, gone, p.query(everything)); err != nil {
		return nil, fmt.Errorf("write people who left: %w", err)
	}
	var ids []string
	for line := range bytes.Lines(lines.Bytes()) {
		var patient struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(line, &patient); err != nil {
			return nil, fmt.Errorf("read people who left: %w", err)
		}
		ids = append(ids, patient.ID)
	}
	return ids, nil
}
