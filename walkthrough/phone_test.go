package walkthrough_test

// personOnThePhone is T5: the latest hospital stay and the newest medicine of somebody who calls.
func personOnThePhone() task {
	return task{
		id: "T5", what: "On the phone: latest hospital stay and newest medicine", most: 3, computer: practiceComputer,
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "search", click: "Find a person", at: topBar},
			{say: "type the name", typed: "Ashworth, Carol", see: "GW47"},
			{say: "hit", click: "Ashworth, Carol", at: hits, see: "Claims", in: page},
			{say: "medicines", click: "Medicines", at: pageHead},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "search", keys: []string{"ctrl+f"}},
			{say: "type the name", typed: "Ashworth, Carol", see: "GW47"},
			{say: "hit", keys: []string{"Return"}, see: "Claims", in: page},
			{say: "medicines", keys: []string{"ctrl+Tab"}},
		},
		proof: func(k *walk) {
			k.see("Ashworth, Carol", pageHead)
			k.see("Last filled", page)
		},
	}
}
