package ui

// What the pages of the rail need of the shell and the window.

func (sh *shell) excelDoors() excelDoors {
	return excelDoors{ctx: sh.session.ctx, set: sh.session.set, files: sh.fileDoors(), ticked: sh.people.ticks.chosen}
}

func (sh *shell) peopleDoors() peopleDoors {
	return peopleDoors{ctx: sh.session.ctx, set: sh.session.set, files: sh.fileDoors()}
}

func (sh *shell) eventsDoors() eventsDoors {
	return eventsDoors{ctx: sh.session.ctx, set: sh.session.set, files: sh.fileDoors(), changed: sh.countEvents}
}

func (sh *shell) analysisDoors() analysisDoors {
	return analysisDoors{set: sh.session.set, files: sh.fileDoors()}
}

func (sh *shell) privacyDoors() privacyDoors {
	return privacyDoors{excel: sh.excelDoors(), set: sh.session.set, folder: sh.session.set.Folder(), changed: sh.changed, hideNames: sh.u.toggleNames}
}

func (sh *shell) personDoors() personDoors {
	return personDoors{ctx: sh.session.ctx, set: sh.session.set, files: sh.fileDoors(), review: sh.goChecks}
}

func (sh *shell) helpDoors() helpDoors {
	return helpDoors{
		window: sh.u.window,
		open:   func(id string) { sh.goTo(id) },
		tour:   func() { sh.tour.begin() },
		details: func() string {
			return supportDetails(sh.u.deps.Version, sh.session.status, sh.session.environment())
		},
	}
}
