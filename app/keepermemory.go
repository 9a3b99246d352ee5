package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/store"
)

// keeperSetting holds keeperMemory. Only the Keeper writes it.
const keeperSetting = "keeper"

// keeperMemory is what a Keeper remembers over restarts of the program.
type keeperMemory struct {
	schedule.Memory
	// TroubleAt and TroubleOf are when the trouble was met and with which connection: another one is another chance.
	TroubleAt time.Time `json:"trouble_at,omitzero"`
	TroubleOf string    `json:"trouble_of,omitempty"`
	// The rest is what a person was told already.
	SecretOf    string `json:"secret_of,omitempty"` // connection whose secret's end was told of
	SecretDays  int    `json:"secret_days,omitempty"`
	FilesOf     int64  `json:"files_of,omitempty"` // refresh whose missing files were told of
	FilesHours  int    `json:"files_hours,omitempty"`
	StoppedWhy  string `json:"stopped_why,omitempty"`
	StoppedWith string `json:"stopped_with,omitempty"`
}

// forDecision is the part that decisions depend on, without a trouble that a person has seen to.
func (m keeperMemory) forDecision(c claims.Connection, resumed time.Time) schedule.Memory {
	memory := m.Memory
	memory.ResumedAt = resumed
	if m.TroubleOf != connectionMark(c) || resumed.After(m.TroubleAt) {
		memory.Trouble = schedule.NoTrouble
	}
	return memory
}

// connectionMark changes when credentials are renewed. It holds no secret.
func connectionMark(c claims.Connection) string {
	return c.ClientID + " " + c.IssuedAt.UTC().Format(time.DateOnly)
}

// keeperMemory reads what is remembered; nothing at first.
func (s *Set) keeperMemory(ctx context.Context) (keeperMemory, error) {
	var m keeperMemory
	text, err := s.db.Setting(ctx, keeperSetting)
	if errors.Is(err, store.ErrNotFound) {
		return m, nil
	}
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		return m, fmt.Errorf("read what the schedule remembers: %w", err)
	}
	return m, nil
}

func (s *Set) saveKeeperMemory(ctx context.Context, m keeperMemory) error {
	text, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("save what the schedule remembers: %w", err)
	}
	return s.db.SaveSetting(ctx, keeperSetting, string(text))
}
