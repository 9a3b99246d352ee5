package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Sizes of the two imports whose cost per EOB is compared. A person of the generated data has about 30 EOBs a year in a version.
const (
	smallEOBs = 10_000
	largeEOBs = 100_000
)

// lineGrowth compares what an EOB costs in an import of ten thousand and in one of a hundred thousand, v3 alone.
func lineGrowth(ctx context.Context, cfg config, _ dataset, t *table) error {
	const name = "import, cost of an EOB at 100,000 against 10,000"
	if !cfg.large {
		return t.absent(name, "make bench-large")
	}
	per, peak := map[int]time.Duration{}, map[int]int64{}
	var sides []side
	counts := map[string]int{}
	for _, size := range []int{smallEOBs, largeEOBs} {
		d, err := generate(ctx, cfg, max(1, size/(30*cfg.years)))
		if err != nil {
			return err
		}
		d = d.only(claims.V3)
		if err := d.measure(); err != nil {
			return err
		}
		counts[fmt.Sprint(size)] = d.work.claims
		sides = append(sides, side{name: fmt.Sprint(size), measure: func(ctx context.Context) (cost, error) {
			return importOurs(ctx, cfg, filepath.Join(cfg.dir, "growth"), d.files)
		}})
	}
	took, err := alternate(ctx, cfg.runs, sides)
	if err != nil {
		return err
	}
	for _, size := range []int{smallEOBs, largeEOBs} {
		per[size], peak[size] = took[fmt.Sprint(size)].wall/time.Duration(counts[fmt.Sprint(size)]), took[fmt.Sprint(size)].peak
	}
	if err := t.limit(name, per[largeEOBs].Seconds()/per[smallEOBs].Seconds(), 1.15, "%.2f"); err != nil {
		return err
	}
	return t.told("import, memory at 10,000 and 100,000", fmt.Sprintf("%d MB, %d MB", peak[smallEOBs]>>20, peak[largeEOBs]>>20))
}

// only keeps the files of one version.
func (d dataset) only(api string) (kept dataset) {
	for _, file := range d.files {
		if filepath.Base(filepath.Dir(file)) == api {
			kept.files = append(kept.files, file)
		}
	}
	return kept
}
