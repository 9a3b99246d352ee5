package synth

// emergencies adds ED visits after which the person goes home (or is watched overnight).
func (b *builder) emergencies() {
	if b.use < 0.02 {
		return
	}
	for range b.poisson(0.26 * b.use * b.years()) {
		if d := b.day(); d != NoDay {
			b.emergency(d, b.chance(0.12), false)
		}
	}
}

// emergency adds the hospital's and the physician's bill of an ED visit.
func (b *builder) emergency(day Day, observed, quick bool) {
	first := len(b.bills)
	hospital := b.provider("hospital", b.pool.acute)
	why := pick(b.dice, []string{"R079", "R109", "N390", "R55", "S0990XA", "J209", "R0602", "S52501A", "R42"})
	level := pick(b.dice, []string{"99283", "99284", "99284", "99285"})
	codes := append([]string{level}, some(b.dice, []string{"36415", "80053", "85025", "84484", "93005", "71046", "70450", "81003", "J1885", "96365"}, b.between(3, 8))...)
	if observed {
		codes = append(codes, "G0378")
	}
	c := b.outpatient(day, hospital, "131", codes, b.reasons(2, why))
	if why[0] == 'S' {
		c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: "W1830XA", Type: DxExternal})
	}
	if observed {
		c.Thru = min(day+1, b.last)
	}
	if b.chance(0.02) && b.pr.story == "" {
		c.Inst.Discharge = "02"
	}
	b.carrier(day, "93", "23", []string{level}, b.reasons(1, why))
	if b.chance(0.5) {
		b.carrier(day, "30", "23", []string{pick(b.dice, []string{"71046", "70450", "74177"})}, []string{why})
	}
	if b.chance(0.3) {
		b.ride(day, why)
	}
	for _, bill := range b.bills[first:] {
		b.hurry(bill, quick)
	}
}

// tell plays the person's story, if they have one.
func (b *builder) tell() {
	ago := func(days int) Day { return b.last - Day(days) }
	quick := stayPlan{kind: stayNamed("failure"), days: 4, discharge: "01", quick: true, noFollow: true, noReturn: true}
	switch b.pr.story {
	case storyNoVisit:
		b.stay(ago(16), quick)
		b.busy = append(b.busy, span{ago(12), b.last})
	case storySeen:
		b.followed(b.stay(ago(18), quick), 5, "99214")
	case storyTransition:
		quick.kind = stayNamed("pneumonia")
		b.followed(b.stay(ago(19), quick), 6, "99496")
	case storyReadmitted:
		end := b.stay(ago(48), quick)
		quick.kind = stayNamed("kidney")
		b.stay(end+12, quick)
	case storyElective:
		quick.kind = stayNamed("urinary")
		end := b.stay(ago(55), quick)
		quick.kind, quick.days = stayNamed("knee"), 2
		b.stay(end+21, quick)
	case storyTransfer:
		quick.kind, quick.discharge, quick.days = stayNamed("attack"), "02", 1
		quick.hospital = b.pool.critical[0]
		end := b.stay(ago(30), quick)
		quick.hospital, quick.discharge, quick.days = b.pool.acute[0], "01", 5
		b.stay(end, quick)
	case storyEmergency:
		b.emergency(ago(12), false, true)
	case storyObserved:
		b.emergency(ago(15), true, true)
	case storyOftenED:
		for _, d := range []int{330, 262, 201, 130, 77, 20} {
			b.emergency(ago(d), false, true)
		}
	default:
		b.tellFacility(ago)
	}
}

// followed adds the visit some days after a stay.
func (b *builder) followed(end Day, days int, code string) {
	c := b.carrier(end+Day(days), "", "11", []string{code}, b.reasons(2, "I5032"))
	c.lag = 4
}

// tellFacility plays the stories about nursing, home health, hospice and special hospitals.
func (b *builder) tellFacility(ago func(int) Day) {
	home := stayPlan{kind: stayNamed("hip"), days: 5, discharge: "30", quick: true}
	switch b.pr.story {
	case storyNursing:
		end := b.stay(ago(40), home)
		b.fixStay("03")
		b.nursing(end, b.bills[b.lastStay()], 60, true)
	case storySwingBed:
		home.hospital = b.pool.critical[0]
		end := b.stay(ago(36), home)
		b.fixStay("61")
		stay := b.bills[b.lastStay()]
		b.nursingBills(b.pool.critical[0], "30", "18", end, end+14, stay, true, true)
		b.busy = append(b.busy, span{end, end + 14})
	case storyHomeHealth:
		home.kind, home.discharge = stayNamed("copd"), "30"
		end := b.stay(ago(70), home)
		b.fixStay("06")
		b.homeHealth(end+2, 2, true, true)
	case storyElection:
		b.elect(ago(10))
	case storyRehab:
		home.kind = stayNamed("stroke")
		end := b.stay(ago(60), home)
		b.fixStay("62")
		rehab := stayPlan{kind: stayNamed("stroke"), hospital: b.pool.rehab[0], days: 14, discharge: "06", quick: true, noReturn: true}
		b.stay(end, rehab)
		b.special("945", 13300)
	case storyPsych:
		b.stay(ago(80), stayPlan{kind: stayNamed("fluid"), hospital: b.pool.psych[0], days: 9, discharge: "01", quick: true, noReturn: true})
		b.special("885", 12100)
	default:
		b.tellOther(ago)
	}
}

// special gives the latest stay the DRG of its special hospital.
func (b *builder) special(drg string, weight int) {
	in := b.bills[b.lastStay()].Inst
	in.DRG, in.DRGWeight, in.AdmitSource, in.AdmitType = drg, weight, "4", "3"
}

// lastStay returns the index of the latest inpatient bill.
func (b *builder) lastStay() int {
	for i := len(b.bills) - 1; i > 0; i-- {
		if b.bills[i].Kind == Inpatient {
			return i
		}
	}
	return 0
}

// fixStay closes the latest inpatient bill with a destination.
func (b *builder) fixStay(discharge string) {
	c := b.bills[b.lastStay()]
	c.Inst.Discharge, c.Inst.Discharged, c.Inst.StatusInd, c.Inst.Frequency = discharge, c.Thru, "A", "1"
}

// tellOther plays the stories about drugs, numbers and odd bills.
func (b *builder) tellOther(ago func(int) Day) {
	switch b.pr.story {
	case storyNewInfusion:
		for _, d := range []int{49, 21} {
			c := b.outpatient(ago(d), b.provider("hospital", b.pool.acute), "131", []string{"96413", "J2323"}, []string{"Z5111", "C189"})
			c.lag = 10
		}
	case storyDuplicate:
		c := b.carrier(ago(60), "06", "11", []string{"99214", "93000"}, b.reasons(1, "I10"))
		c.lag, c.twin = 15, true
	case storyAdjusted:
		for i, a := range []Action{Replacement, Void, Credit, Debit} {
			c := b.carrier(ago(90+20*i), "", "11", []string{"99214", "36415", "80053"}, b.reasons(1, "I10"))
			c.lag, c.dispute = 20, a
		}
		c := b.outpatient(ago(95), b.provider("hospital", b.pool.acute), "131", []string{"G0463", "80053"}, b.reasons(1))
		c.lag, c.dispute = 30, Replacement
	case storyExhausted:
		b.stay(ago(75), stayPlan{kind: stayNamed("sepsis"), days: 12, discharge: "01", quick: true, noReturn: true})
		c := b.bills[b.lastStay()]
		c.Denied, c.Inst.NonPayment, c.Inst.Exhausted = true, "B", c.From
		c.Inst.NonCovFrom, c.Inst.NonCovThru = c.From, c.Thru
		c.Inst.NonCoveredDays, c.Inst.CoveredDays = c.Inst.CoveredDays, 0
		b.stay(ago(400), stayPlan{kind: stayNamed("stroke"), days: 6, discharge: "30"})
		b.fixStay("03")
		b.nursing(ago(394), b.bills[b.lastStay()], 128, false)
	case storyOtherPayer:
		b.stay(ago(300), stayPlan{kind: stayNamed("copd"), days: 4, discharge: "03"})
		b.homeHealth(ago(190), 2, false, false)
		b.hospiceCare(ago(110), b.last)
		for i := range supplies {
			if supplies[i].code == "E0570" {
				b.supply(ago(250), &supplies[i])
			}
		}
	case storyPrior:
		b.stay(ago(18), stayPlan{kind: stayNamed("knee"), days: 2, discharge: "01", noReturn: true})
		b.bills[b.lastStay()].lag = 30
	case storyEncounter:
		b.stay(ago(200), stayPlan{kind: stayNamed("rhythm"), days: 3, discharge: "01", quick: true, noReturn: true})
		b.bills[b.lastStay()].TypeCode = "62"
	}
}
