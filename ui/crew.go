package ui

import "sync"

// crew is background work that somebody waits for. Once it is dismissed it takes no more work on.
type crew struct {
	mu        sync.Mutex
	dismissed bool
	working   sync.WaitGroup
}

// run starts work by way of start, unless the crew is dismissed.
func (c *crew) run(start func(func()), work func()) {
	c.mu.Lock()
	if c.dismissed {
		c.mu.Unlock()
		return
	}
	c.working.Add(1)
	c.mu.Unlock()
	start(func() {
		defer c.working.Done()
		work()
	})
}

// wait returns when nothing is being worked on.
func (c *crew) wait() { c.working.Wait() }

// dismiss refuses new work and waits for what runs.
func (c *crew) dismiss() {
	c.mu.Lock()
	c.dismissed = true
	c.mu.Unlock()
	c.working.Wait()
}
