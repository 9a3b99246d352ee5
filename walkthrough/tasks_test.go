package walkthrough_test

// tasks are the rows of docs/reference/screens.md chapter 12, in their order.
func tasks() []task {
	return []task{firstRun(), officeAddressNotAllowed(), monthlyRefresh(), dischargesWithoutVisit(), personOnThePhone(), wellnessGapsToExcel(), panelToExcel(), registerToExcel()}
}

// firstRun is T1: somebody looks at a made-up person.
func firstRun() task {
	return task{
		id: "T1", what: "First run: look at a made-up person", most: 4, computer: freshComputer,
		mouse: []step{
			{say: "start practising", click: "Start practicing", at: cards},
			{say: "data come", see: "Last refresh", in: page},
			{say: "people", click: "People", at: rail, see: "100 people", in: pageHead},
			{say: "first person", double: "Born", at: pageHead, down: rowHeight, see: "Claims", in: page},
		},
		keyboard: []step{
			{say: "welcome", see: "Start practicing", in: cards},
			{say: "start practising", keys: []string{"space"}, see: "Last refresh", in: page},
			{say: "people", keys: []string{"ctrl+2"}, see: "100 people", in: pageHead},
			{say: "first person", keys: []string{"Return"}, see: "Claims", in: page},
		},
		proof: func(k *walk) {
			k.see("Person", title)
			k.see("These people are made up", ribbon)
			k.see("Abbott Evelyn", pageHead) // the first by name
			if got := k.w.status(k.t).People; got < 100 {
				k.t.Errorf("%d people are in the data", got)
			}
		},
	}
}
