package care

// FirstVisit is the first visit to a doctor or clinic (CS-VISIT) that a claim stands for; ok is false where it stands for none. wellness
// says that a line of it is a wellness visit, wherever it was billed.
func (c *Claim) FirstVisit() (v Visit, wellness, ok bool) {
	if c.Denied {
		return v, false, false
	}
	for _, l := range c.Lines {
		wellness = wellness || wellnessCodes.has(l.HCPCS)
		if seen, isVisit := c.visit(l); !ok && isVisit && seen.counts() {
			v, ok = seen, true
		}
	}
	return v, wellness, ok
}
