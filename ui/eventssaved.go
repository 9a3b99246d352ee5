package ui

import "github.com/claimsdesk/claimsdesk/claims"

// state is what the filters say, and of which list.
func (p *eventsPage) state() filterState {
	state := stateOf(p.filters.values())
	if p.at.List != p.infos[0].List {
		state["in_front"] = string(p.at.List)
	}
	return state
}

// setState shows a list as a state narrows it.
func (p *eventsPage) setState(state filterState) {
	list := claims.EventList(state["in_front"])
	if list == "" {
		list = p.infos[0].List
	}
	p.openList(list, false)
	p.filters.setState(state)
	p.keepFilters()
	p.reload(false)
	p.readAside()
}

// keepFilters remembers the filters for the next start.
func (p *eventsPage) keepFilters() { p.saved.keepLast(p.state()) }
