package exporter

import (
	"context"
	"hash/maphash"
	"io"
	"sync"

	"github.com/claimsdesk/claimsdesk/claims"
)

// OneOffCodes are the codes of one export, made anew for it and gone with it: nothing is left that could lead back from a
// code to its number. They take some 60 bytes of memory a number.
type OneOffCodes struct {
	random io.Reader
	seeds  [2]maphash.Seed

	mu    sync.Mutex
	drawn map[codeKey]claims.Draw
}

// codeKey stands for a number in memory: two hashes under seeds of this run. No code is made from it.
type codeKey struct {
	kind  claims.Identifier
	first uint64
	again uint64
}

// NewOneOffCodes returns codes that are drawn from random, which should be crypto/rand.Reader.
func NewOneOffCodes(random io.Reader) *OneOffCodes {
	return &OneOffCodes{random: random, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, drawn: map[codeKey]claims.Draw{}}
}

// Fill implements Codes.
func (o *OneOffCodes) Fill(_ context.Context, numbers []claims.Number) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i := range numbers {
		n := &numbers[i]
		key := codeKey{n.Kind, maphash.String(o.seeds[0], n.Text), maphash.String(o.seeds[1], n.Text)}
		draw, ok := o.drawn[key]
		if !ok {
			var err error
			if draw, err = claims.NewDraw(o.random); err != nil {
				return err
			}
			o.drawn[key] = draw
		}
		n.Code = draw.Code(n.Kind)
	}
	return nil
}
