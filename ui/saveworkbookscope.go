package ui

import "slices"

// workbookScope is who goes into a workbook.
type workbookScope struct {
	// MBIs of one person, the present one and earlier ones; nil for everybody.
	MBIs []string
	// Name of that person, for the screen alone; empty for everybody.
	Name string
}

// scoper is a page about somebody: a workbook that is saved there holds nobody else. Pages without it are about everybody.
type scoper interface {
	// workbookScope is nil while the page has not been read, and where CMS sent no MBI that could tell the person apart.
	workbookScope() *workbookScope
}

var _ scoper = (*personPage)(nil)

// workbookScope implements scoper.
func (p *personPage) workbookScope() *workbookScope {
	d := p.head.detail
	mbis := slices.Clone(d.MBIs)
	if d.MBI != "" && !slices.Contains(mbis, d.MBI) {
		mbis = append(mbis, d.MBI)
	}
	if len(mbis) == 0 {
		return nil
	}
	return &workbookScope{MBIs: mbis, Name: p.s.cover.name(d.Person)}
}

// saveWorkbook saves what the page shows, else it opens the sheet that saves a workbook: of everybody, or on a person's page of that
// person. It never widens to everybody by itself.
func (sh *shell) saveWorkbook() {
	sh.search.close()
	if s, ok := sh.history.present().(saver); ok {
		s.SaveShown()
		return
	}
	who := &workbookScope{}
	if page, ok := sh.history.present().(scoper); ok {
		if who = page.workbookScope(); who == nil {
			ask(sh.u.window, question{title: saveOneTitle, text: saveNobody, dismiss: wordClose})
			return
		}
	}
	showSaveWorkbook(sh.s, sh.fileDoors(), *who)
}

// fileDoors is how files are saved from any page.
func (sh *shell) fileDoors() workbookDoors {
	prefs := sh.u.preferences()
	return workbookDoors{
		set: sh.session.set, window: sh.u.window, told: sh.status.fileExport,
		folder: func() string { return prefs.String(prefFolder) },
		keep:   func(folder string) { prefs.SetString(prefFolder, folder) },
	}
}
