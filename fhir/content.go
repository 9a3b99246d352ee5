package fhir

import (
	"github.com/claimsdesk/claimsdesk/claims"
)

// scope is what a reader of one resource type needs to know besides the line.
type scope struct {
	version string     // claims.V2 or claims.V3
	today   string     // YYYY-MM-DD; dates after it lie in the future
	arena   *Arena     // where rows are made; nil makes each by itself
	work    *flattener // whose memory is used again; nil for none
	texts   *texts     // where texts are kept that stand nowhere in the line; nil makes each by itself
	// plain tries rules one by one, and not only those of which a claim has an entry; nil outside of tests.
	plain func(rules []rule, row claims.Row, e *eob, it *item, claimType string)
}

// content is what was read out of one resource. An empty id makes the line a reject.
type content struct {
	id          string
	lastUpdated string
	items       int
	rows        []claims.Row
	patch       []claims.Col
}
