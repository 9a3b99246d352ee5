package tuva

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// person is what the coverage of a person comes to. One is kept for each person while the files are written; names and
// addresses are not.
type person struct {
	key     string
	speaker speaker // the Patient resource that speaks for the person
	mbi     string  // of that resource
	death   string

	insured     string // MBI that a Coverage names
	partsAB     []span
	others      []span // Parts C and D
	startless   bool   // a Part A or B without a start
	startlessCD bool
	firstStart  string // earliest start of any part
	firstYear   int64  // earliest reference year that CMS sent months of; 0 for none
	entitlement ranked // original reason for Medicare
	status      ranked // Medicare status
	dual        ranked // Medicaid status, by month
	source      origin // of the Coverage, for people without a Patient
}

// origin is the file that something came in with.
type origin struct{ file, export, ingested claims.Value }

// ranked keeps the text of the highest rank; of equal ranks the first.
type ranked struct{ rank, text string }

func (r *ranked) take(rank, text string) {
	if text != "" && rank > r.rank {
		r.rank, r.text = rank, text
	}
}

// speaker ranks the Patient resources of one person: those that were not merged away, then the latest change at CMS
// (9999-12-31 is none), then the greatest id.
type speaker struct {
	id, updated string
	merged      bool
}

func (s speaker) before(o speaker) bool {
	if s.merged != o.merged {
		return o.merged
	}
	return cmp.Or(strings.Compare(s.updated, o.updated), strings.Compare(s.id, o.id)) > 0
}

// spans are the stretches in which the person is known to have Part A or B, in order; the zero span alone where none is.
// Somebody with Part C or D alone has A or B too, as there is no C or D without.
func (p *person) spans(asOf string) []span {
	known, startless := p.partsAB, p.startless
	if len(known) == 0 && !startless {
		known, startless = p.others, p.startlessCD
	}
	list := make([]span, 0, len(known)+1)
	if startless {
		known = append(known[:len(known):len(known)], span{start: p.assumedStart()})
	}
	for _, s := range known {
		if s, ok := bounded(s, asOf, p.death); ok {
			list = append(list, s)
		}
	}
	if list = joined(list); len(list) == 0 {
		return []span{{}}
	}
	return list
}

// assumedStart stands for the start of a part that came without one: the earliest start of any part, or 1 January of the
// earliest year that CMS sent months of, whichever is earlier.
func (p *person) assumedStart() string {
	start := p.firstStart
	if p.firstYear != 0 {
		if january := strconv.FormatInt(p.firstYear, 10) + "-01-01"; start == "" || january < start {
			start = january
		}
	}
	return start
}

// medicareBegan is the year of the first Medicare coverage; years before it are made up.
const medicareBegan = 1966

func (p *person) addYear(year claims.Value) {
	if year.Int >= medicareBegan && year.Int <= 9999 && (p.firstYear == 0 || year.Int < p.firstYear) {
		p.firstYear = year.Int
	}
}

// addCoverage takes in one Coverage resource.
func (p *person) addCoverage(r record) {
	part := r.text(claims.ColCoveragePart)
	start, end := r.day(claims.ColCoveragePeriodStart).Text, r.day(claims.ColCoveragePeriodEnd).Text
	if p.insured == "" {
		p.insured = r.text(claims.ColCoverageMBI)
	}
	if !p.source.file.Set {
		p.source = origin{r.of(claims.ColCoverageFileName), r.of(claims.ColCoverageExportID), r.of(claims.ColCoverageIngestedAt)}
	}
	p.addYear(r.of(claims.ColCoverageReferenceYear))
	rank := cmp.Or(end, "9999-12-31") + cmp.Or(start, "0000-00-00")
	p.entitlement.take(rank+partRank[part], r.text(claims.ColCoverageOriginalEntitlementReason))
	p.status.take(rank+partRank[part], r.text(claims.ColCoverageMedicareStatusCode))
	switch part {
	case "A", "B":
		p.partsAB, p.startless = added(p.partsAB, p.startless, start, end)
	case "C", "D":
		p.others, p.startlessCD = added(p.others, p.startlessCD, start, end)
	case "DUAL":
		p.dual.take(cmp.Or(end, "9999-12-31")[:7]+start, r.text(claims.ColCoverageDualStatusCode))
		return
	}
	if start != "" && (p.firstStart == "" || start < p.firstStart) {
		p.firstStart = start
	}
}

// partRank decides between parts of the same stretch: what Part A says counts before B, and B before the others.
var partRank = map[string]string{"A": "3", "B": "2", "C": "1", "D": "1"}

func added(spans []span, startless bool, start, end string) ([]span, bool) {
	if start == "" {
		return spans, true
	}
	return append(spans, span{start, end}), startless
}

// addMonth takes in what CMS sent for one month of v2.
func (p *person) addMonth(year, month int64, dual, asOf string) {
	if year < medicareBegan || year > 9999 || dual == "" {
		return
	}
	at := strconv.FormatInt(year, 10) + "-" + padded(claims.TextValue(strconv.FormatInt(month, 10)), 2).Text
	if at <= asOf[:7] {
		p.dual.take(at, dual)
	}
}

// dualCodes are the Medicaid statuses that Tuva knows. NA, ** and 99 say that there is none, or none known.
var dualCodes = []string{"00", "01", "02", "03", "04", "05", "06", "08", "09", "10"}
