package recipe

import (
	"strings"
	"time"
)

// FileName is the name of the file that a run on a day writes, such as stays-this-quarter-2026-08-29.xlsx.
func (r Recipe) FileName(today time.Time) string {
	pattern, ending := r.File, "."+string(r.Format)
	if pattern == "" {
		pattern = "{name}-{date}"
	}
	name := strings.NewReplacer("{name}", r.Slug(), "{date}", today.Format(time.DateOnly)).Replace(pattern)
	if !strings.HasSuffix(strings.ToLower(name), ending) {
		name += ending
	}
	return name
}
