package practice

import "time"

// timeline says when each release of one API version was loaded. Versions move
// on independently, so that an export through v2 does not change what the first
// export through v3 returns.
type timeline struct {
	loaded []time.Time // of release 0, 1, ... up to the current one
}

// firstLoadAge is how long before the server was made release 0 was loaded. It is
// more than two days: v3 clients ask for changes since two days before the last
// export (docs/reference/bcda-protocol.md 4), which must not return it all again.
const firstLoadAge = 72 * time.Hour

func newTimelines(versions []string, started time.Time) map[string]*timeline {
	lines := make(map[string]*timeline, len(versions))
	for _, v := range versions {
		lines[v] = &timeline{loaded: []time.Time{started.Add(-firstLoadAge).UTC().Truncate(time.Millisecond)}}
	}
	return lines
}

// release is the current release.
func (t *timeline) release() int { return len(t.loaded) - 1 }

// latest is when the current release was loaded.
func (t *timeline) latest() time.Time { return t.loaded[len(t.loaded)-1] }

// advance loads the next release at the time at which an export got done. Times
// are whole milliseconds, as FHIR's lastUpdated carries them, and always grow. A
// job takes at least a millisecond, so this is later than its transaction time.
func (t *timeline) advance(at time.Time) {
	at = at.UTC().Truncate(time.Millisecond)
	if !at.After(t.latest()) {
		at = t.latest().Add(time.Millisecond)
	}
	t.loaded = append(t.loaded, at)
}
