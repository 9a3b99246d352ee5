package synth

import (
	"math"
	"time"
)

// Config describes a population. The same Config always gives the same bytes.
type Config struct {
	// People is the number of people on the roster at release 0; at least 1.
	People int
	// Years is the length of the history before End; at least 1.
	Years int
	// Seed starts all chance.
	Seed uint64
	// End is the last day of the history; only its calendar date counts. No service lies after it.
	End time.Time
	// Releases is the number of follow-up releases after the base, each 21 days later; 0 means 4.
	Releases int
}

// ReleaseDays is the time between two releases.
const ReleaseDays = 21

// Population is a set of synthetic people. It is read only after New and may be used by several
// goroutines at once.
type Population struct {
	cfg    Config
	start  Day
	end    Day
	people []Person
	pool   *pool
}

// churnPerRelease is the share of the roster that joins and that leaves per release; with 17
// releases a year it gives the 8-10 % yearly change of a real list.
const churnPerRelease = 0.0055

// New builds the people of a population. Their claims are built when they are written.
func New(cfg Config) *Population {
	cfg.People = max(cfg.People, 1)
	cfg.Years = max(cfg.Years, 1)
	if cfg.Releases <= 0 {
		cfg.Releases = 4
	}
	cfg.Releases = min(cfg.Releases, Never-1)
	end := dayOf(cfg.End)
	p := &Population{cfg: cfg, start: end.addYears(-cfg.Years) + 1, end: end, pool: newPool(cfg.Seed, cfg.People)}
	churn := max(1, int(math.Round(float64(cfg.People)*churnPerRelease)))
	former := max(1, cfg.People/20)
	p.people = make([]Person, cfg.People+churn*cfg.Releases+former)
	for i := range p.people {
		p.people[i] = p.newPerson(i)
	}
	p.enroll(churn)
	return p
}

// enroll sets who joins and leaves at which release. People after the first cfg.People join later,
// one group per release; the last group only ever was on last year's list.
func (p *Population) enroll(churn int) {
	n, d := p.cfg.People, newDice(p.cfg.Seed, streamRoster, 0)
	for i := range p.people[n:] {
		pr := &p.people[n+i]
		pr.story = ""
		if k := 1 + i/churn; k <= p.cfg.Releases {
			pr.Joined = k
			continue
		}
		pr.Joined, pr.Runout = Never, true
	}
	candidates := d.Perm(n)
	k, left := 1, 0
	for _, i := range candidates {
		pr := &p.people[i]
		if k > p.cfg.Releases || n == 1 {
			break
		}
		if pr.story != "" || pr.Death != NoDay {
			continue
		}
		pr.Left = k
		if left++; left%churn == 0 {
			k++
		}
		if d.chance(0.5) {
			p.leaveForAdvantage(pr)
		}
	}
	for i := range n {
		p.people[i].Runout = p.people[i].Runout || d.chance(0.9)
	}
}

// leaveForAdvantage lets a leaver's last weeks be in a Medicare Advantage plan.
func (p *Population) leaveForAdvantage(pr *Person) {
	from := p.end.monthStart()
	pr.Coverage = append(pr.Coverage, advantage(from, NoDay, pr.seed))
}

// Releases returns the number of follow-up releases; release 0 is the base.
func (p *Population) Releases() int { return p.cfg.Releases }

// Len returns the number of people who ever appear, on or off the roster.
func (p *Population) Len() int { return len(p.people) }

// Members returns the indexes of the people on the roster of a group ("all" or "runout") at a
// release, in rising order. The run-out group is last year's list and does not change.
func (p *Population) Members(release int, group string) []int {
	var out []int
	for i := range p.people {
		pr := &p.people[i]
		on := pr.Joined <= release && release < pr.Left
		if group == "runout" {
			on = pr.Runout
		}
		if on {
			out = append(out, i)
		}
	}
	return out
}

// PatientID returns the id of a person's Patient resource in a version ("v2" or "v3").
func (p *Population) PatientID(version string, person int) string {
	if version == "v3" {
		return p.people[person].IDV3
	}
	return p.people[person].IDV2
}

// CurrentMBI returns a person's Medicare number as known at a release.
func (p *Population) CurrentMBI(person, release int) string {
	v := view{person: &p.people[person], release: release}
	return v.mbi()
}

// Life builds a person with every claim version. The result is the caller's own.
func (p *Population) Life(person int) *Life {
	pr := &p.people[person]
	b := newBuilder(p, pr)
	b.live()
	return b.finish()
}

// releaseDay returns the day a release's data are as of.
func (p *Population) releaseDay(release int) Day { return p.end + Day(release*ReleaseDays) }

// releaseOf returns the first release that shows something known since day d; Never when it is
// after the last release.
func (p *Population) releaseOf(d Day) int {
	if d <= p.end {
		return 0
	}
	k := (int(d-p.end) + ReleaseDays - 1) / ReleaseDays
	if k > p.cfg.Releases {
		return Never
	}
	return k
}
