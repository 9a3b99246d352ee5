package soak_test

import (
	"sync"
	"sync/atomic"
	"time"
)

// stepClock passes a little at each look, so that jobs end without anybody waiting. Server and client share it.
type stepClock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the time, two milliseconds after the last look.
func (c *stepClock) Now() time.Time { return c.pass(2 * time.Millisecond) }

func (c *stepClock) pass(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// openingClock stands still until the server has opened, so that all servers open at the same time, and is right from
// then on: a program of its own has no other clock.
type openingClock struct {
	at   time.Time
	open atomic.Bool
}

// Now is the time of opening, then the true one.
func (c *openingClock) Now() time.Time {
	if c.open.Load() {
		return time.Now()
	}
	return c.at
}
