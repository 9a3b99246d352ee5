package synth

// claim writes one version of a bill if the API version shows it at the release.
func (o *output) claim(life *Life, n int) {
	c := &life.Claims[n]
	if c.Arrives > o.q.Release {
		return
	}
	later := laterFinal(life, n, o.q.Release)
	o.v.final = c.Replaced > o.q.Release
	if _, ok := o.r.(v3); ok {
		o.claimV3(c, later)
		return
	}
	o.claimV2(c, later)
}

// laterFinal returns the first final version after n in the same family that has arrived; nil: none.
func laterFinal(life *Life, n, release int) *Claim {
	for i := n + 1; i < len(life.Claims) && life.Claims[i].Family == life.Claims[n].Family; i++ {
		if c := &life.Claims[i]; c.Phase == PhaseFinal && c.Arrives <= release {
			return c
		}
	}
	return nil
}

// claimV3 writes the latest adjudicated version of a bill and a shared-system version that came after
// it; of a Part D event every version (docs/reference/flattening.md 4.3).
func (o *output) claimV3(c *Claim, later *Claim) {
	if o.kind != "ExplanationOfBenefit" {
		return
	}
	if c.Kind != PDE && (later != nil || c.Phase != PhaseFinal && c.Replaced <= o.q.Release) {
		return
	}
	if o.q.Filter != nil && !o.q.Filter(c) {
		return
	}
	if o.due(c.Arrives) {
		o.line(func() { o.r.claim(&o.e, &o.v, c) })
	}
}

// partialDays is how long v2 shows a partially adjudicated claim.
const partialDays = 60

// claimV2 writes every adjudicated version, the replaced ones as cancelled, and a bill that is still
// on its way as Claim and ClaimResponse (docs/reference/flattening.md 3, 4.2).
func (o *output) claimV2(c *Claim, later *Claim) {
	if c.Kind == PriorAuth {
		return
	}
	if c.Phase != PhaseFinal {
		fresh := o.p.releaseDay(o.q.Release)-c.Received <= partialDays
		if o.kind == "ExplanationOfBenefit" || c.Kind == DME || c.Replaced <= o.q.Release || later != nil || !fresh {
			return
		}
		if !o.due(c.Arrives) {
			return
		}
		if o.kind == "Claim" {
			o.line(func() { v2{}.partialClaim(&o.e, &o.v, c) })
		} else {
			o.line(func() { v2{}.claimResponse(&o.e, &o.v, c) })
		}
		return
	}
	// A void or credit has no EOB of its own: it cancels the family. A deleted Part D event has one.
	if o.kind != "ExplanationOfBenefit" || c.Kind != PDE && (c.Action == Void || c.Action == Credit) {
		return
	}
	if o.q.Filter != nil && !o.q.Filter(c) {
		return
	}
	changed := c.Arrives
	o.v.final = later == nil
	if later != nil {
		changed = max(changed, later.Arrives)
	}
	if o.due(changed) {
		o.line(func() { o.r.claim(&o.e, &o.v, c) })
	}
}
