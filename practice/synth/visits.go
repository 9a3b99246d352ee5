package synth

// visits adds the routine care outside of facilities at the rates of codes_services.go.
func (b *builder) visits() {
	if b.use == 0 {
		return
	}
	for i := range visitKinds {
		k := &visitKinds[i]
		if k.women && !b.pr.Female || k.dx != "" && b.has[k.dx] == nil {
			continue
		}
		n := b.poisson(1.28 * k.rate * b.use * b.years())
		for range n {
			if d := b.day(); d != NoDay {
				b.visit(d, k)
			}
		}
	}
	for i := range conditions {
		c := &conditions[i]
		if b.has[c.key] == nil {
			continue
		}
		for range b.poisson(c.visits * min(b.use, 4) * 0.62 * b.years()) {
			if d := b.day(); d != NoDay {
				b.follow(d, c)
			}
		}
	}
}

// visit adds one routine visit with its further lines.
func (b *builder) visit(day Day, k *visitKind) *Claim {
	codes := append([]string{pick(b.dice, k.main)}, some(b.dice, k.extra, b.between(min(1, k.extras), k.extras))...)
	var dx []string
	switch {
	case k.women:
		dx = []string{"Z1231"}
	case k.dx != "":
		dx = b.reasons(1, b.code(k.dx))
	default:
		dx = b.reasons(3)
	}
	if k.specialty == "69" {
		return b.laboratory(day, codes, dx)
	}
	return b.carrier(day, k.specialty, k.place, codes, dx)
}

// follow adds a visit to the specialist of a condition.
func (b *builder) follow(day Day, c *condition) {
	codes := []string{pick(b.dice, []string{"99214", "99213", "99214", "99215"})}
	if c.specialty == "26" && b.chance(0.6) {
		codes = []string{"90834"}
	}
	if b.chance(0.25) {
		codes = append(codes, "36415")
	}
	b.carrier(day, c.specialty, pick(b.dice, []string{"11", "11", "11", "22"}), codes, b.reasons(2, b.code(c.key)))
}

// wellness adds the yearly wellness visit for about half of the people, and flu vaccinations.
func (b *builder) wellness() {
	if b.use < 0.05 || b.pr.story == storyQuiet {
		return
	}
	goes := b.chance(0.52)
	first := b.pr.Birth.addYears(65)
	for y := b.start.Year(); y <= b.last.Year(); y++ {
		if d := b.dayIn(max(b.start, date(y, 1, 5)), min(b.last, date(y, 11, 28))); d != NoDay && goes && b.chance(0.85) {
			code := "G0439"
			switch {
			case d-first < 360 && !b.pr.Disabled:
				code = "G0402"
			case b.chance(0.15):
				code = "G0438"
			}
			b.carrier(d, "", "11", append([]string{code}, some(b.dice, []string{"36415", "93000"}, b.IntN(3))...), b.reasons(2, "Z0000"))
		}
		if d := b.dayIn(max(b.start, date(y, 9, 15)), min(b.last, date(y, 11, 30))); d != NoDay && b.chance(0.4) {
			b.carrier(d, "", "11", []string{"90662", "G0008"}, []string{"Z23"})
		}
	}
}

// courses adds what comes in runs: therapy, injections into the eye, chemotherapy, dialysis, care
// management, talking therapy.
func (b *builder) courses() {
	if b.use < 0.05 && b.pr.story != storyDialysis {
		return
	}
	if b.pr.ESRD {
		b.dialyse()
	}
	for range b.poisson(0.1 * b.use * b.years()) {
		b.therapy(b.day())
	}
	if b.chance(0.025) {
		b.run(b.day(), 45, b.between(4, 24), func(d Day) {
			b.carrier(d, "18", "11", []string{"67028", "J0178"}, []string{"H353211"})
		})
	}
	if b.has["osteoporosis"] != nil && b.chance(0.3) {
		b.run(b.day(), 182, 6, func(d Day) { b.carrier(d, "46", "11", []string{"J0897"}, []string{"M810"}) })
	}
	if b.has["cancer"] != nil && (b.chance(0.35) || b.pr.story == storyCancer) {
		b.chemotherapy()
	}
	if len(b.dx) >= 3 && b.chance(0.07*min(b.use, 2.5)) && b.pr.story == "" {
		if d := b.dayIn(b.start, b.last-60); d != NoDay {
			b.homeHealth(d, b.between(2, 9), false, false)
		}
	}
	if len(b.dx) >= 3 && b.chance(0.06) {
		b.run(b.day(), 30, b.between(4, 30), func(d Day) { b.carrier(d, "", "11", []string{"99490"}, b.reasons(2)) })
	}
	if b.has["depression"] != nil && b.chance(0.12) {
		b.run(b.day(), 14, b.between(4, 40), func(d Day) { b.carrier(d, "26", "11", []string{"90837"}, b.reasons(0, b.code("depression"))) })
	}
}

// run calls do on up to times days, every so many days apart, as long as they are free.
func (b *builder) run(from Day, every, times int, do func(Day)) {
	if from == NoDay {
		return
	}
	for i := range times {
		d := (from + Day(i*every)).workday()
		if d > b.last {
			return
		}
		if b.free(d) {
			do(d)
		}
	}
}

func (b *builder) therapy(from Day) {
	first := true
	why := pick(b.dice, []string{"M545", "M25561", "M6281", "R2689"})
	b.run(from, 4, b.between(4, 12), func(d Day) {
		codes := []string{"97110", "97140"}
		if first {
			codes, first = []string{"97161", "97110"}, false
		}
		b.carrier(d, "65", "11", codes, []string{why})
	})
}

func (b *builder) chemotherapy() {
	from, times := b.day(), b.between(4, 17)
	if b.pr.story == storyCancer {
		from, times = b.last-Day(b.between(280, 330)), 14
	}
	hospital := b.provider("hospital", b.pool.acute)
	b.run(from, 21, times, func(d Day) {
		if b.pr.seed%2 == 0 {
			b.carrier(d, "83", "11", []string{"96413", "J9271", "99214"}, []string{"Z5111", b.code("cancer")})
			return
		}
		b.outpatient(d, hospital, "131", []string{"96413", "J9271", "85025", "80053"}, []string{"Z5111", b.code("cancer")})
		b.carrier(d, "83", "22", []string{"99214"}, []string{b.code("cancer")})
	})
}
