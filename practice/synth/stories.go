package synth

// Stories put one person into every hundred for each list, chip and banner a user should be able to
// find (the work lists W1 to W15 and the claim panel). What the person otherwise lives through is
// drawn like anybody's.
const (
	storyNoVisit     story = "no-visit"     // home from hospital, no visit yet (W1)
	storySeen        story = "seen"         // home from hospital, seen after 5 days (W1)
	storyTransition  story = "transition"   // home from hospital, transitional care billed (W1)
	storyReadmitted  story = "readmitted"   // back within 30 days (W2)
	storyElective    story = "elective"     // back for a planned stay (W2)
	storyTransfer    story = "transfer"     // two hospitals, one episode
	storyEmergency   story = "emergency"    // ED last week, went home (W3)
	storyObserved    story = "observed"     // ED with observation (W3)
	storyOftenED     story = "often-ed"     // six ED visits in a year (W4)
	storyNursing     story = "nursing"      // in a nursing facility after a stay (W5)
	storySwingBed    story = "swing-bed"    // nursing in a swing bed (W5)
	storyHomeHealth  story = "home-health"  // home health after a stay (W6)
	storyHospice     story = "hospice"      // hospice, died (W7, W14)
	storyElection    story = "election"     // hospice elected, notice only (W7)
	storyQuiet       story = "quiet"        // no visit in a year (W10)
	storyNewMedicare story = "new-medicare" // Part B under 12 months (W11)
	storyNewDrug     story = "new-drug"     // costly new Part D drug (W12)
	storyNewInfusion story = "new-infusion" // costly new Part B drug (W12)
	storyDiedInCare  story = "died-in-care" // a claim says died, CMS has not confirmed (W14)
	storyDiedEarlier story = "died-earlier" // dead, leaves the list next (W14)
	storyDialysis    story = "dialysis"     // ESRD
	storyCancer      story = "cancer"       // high cost (W13)
	storyRehab       story = "rehab"        // rehabilitation hospital
	storyPsych       story = "psych"        // psychiatric hospital
	storyClinic      story = "clinic"       // federally qualified or rural clinic visits
	storyNewNumber   story = "new-number"   // MBI changes at release 1
	storyTwoNumbers  story = "two-numbers"  // three MBIs over time
	storyMerged      story = "merged"       // v3: two Patients become one
	storyDuplicate   story = "duplicate"    // the same bill twice with two control numbers
	storyAdjusted    story = "adjusted"     // replaced, voided, credited and debited claims
	storyExhausted   story = "exhausted"    // Part A benefits exhausted, institutional denial
	storyEncounter   story = "encounter"    // a Medicare Advantage inpatient record
	storyPrior       story = "prior"        // prior authorizations
	storyOtherPayer  story = "other-payer"  // another insurer pays first, on every kind of claim
	storyManyDrugs   story = "many-drugs"   // thousands of fills; only in large populations
)

var storyList = []story{
	storyNoVisit, storySeen, storyTransition, storyReadmitted, storyElective, storyTransfer, storyEmergency, storyObserved,
	storyOftenED, storyNursing, storySwingBed, storyHomeHealth, storyHospice, storyElection, storyQuiet, storyNewMedicare,
	storyNewDrug, storyNewInfusion, storyDiedInCare, storyDiedEarlier, storyDialysis, storyCancer, storyRehab, storyPsych,
	storyClinic, storyNewNumber, storyTwoNumbers, storyMerged, storyDuplicate, storyAdjusted, storyExhausted, storyEncounter,
	storyPrior, storyOtherPayer,
}

// storyOf returns the story of the person with an index: scattered over the first hundred people,
// then one rarely (a story in 100 is common in a small population and would bend a large one).
func storyOf(i int) story {
	if i == 5003 {
		return storyManyDrugs
	}
	if block := i / 100; block > 0 && block%25 != 0 {
		return ""
	}
	// 73 is coprime to 100: each place of the hundred is hit once.
	if n := i % 100 * 73 % 100; n < len(storyList) {
		return storyList[n]
	}
	return ""
}

// needsDrugs says whether the story only works with a drug plan.
func (s story) needsDrugs() bool {
	switch s {
	case storyNewDrug, storyManyDrugs, storyAdjusted, storyCancer:
		return true
	}
	return false
}
