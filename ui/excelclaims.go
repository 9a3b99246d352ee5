package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/claims"
)

// includeWord names a kind of claim that is left out unless it is asked for.
func includeWord(kind claims.Include) string {
	return map[claims.Include]string{
		claims.IncludePartial: includeEarly, claims.IncludeSuperseded: includeReplaced, claims.IncludePriorAuth: includePriorAuth,
		claims.IncludeEncounter: includeMA, claims.IncludeUnknown: includeUnknown, claims.IncludeCredit: includeCredits,
	}[kind]
}

// claimsForm asks which claims an export is about.
type claimsForm struct {
	form  *form
	types []*keyCheck
	extra []*keyCheck
}

// askClaims asks for types, and for kinds that are usually left out.
func (n *excelNew) askClaims() *claimsForm {
	f := &claimsForm{}
	take := func() {
		n.choice.types, n.choice.include = nil, nil
		for i, t := range claims.ClaimTypes() {
			if f.types[i].Checked {
				n.choice.types = append(n.choice.types, t)
			}
		}
		for i, kind := range claims.Includes() {
			if f.extra[i].Checked {
				n.choice.include = append(n.choice.include, kind)
			}
		}
		f.form.close()
		n.changed()
	}
	key := func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyEscape:
			f.form.close()
		case fyne.KeyReturn, fyne.KeyEnter:
			take()
		}
	}
	for _, t := range claims.ClaimTypes() {
		box := newKeyCheck(claimTypeName(t), nil, key)
		box.Checked = slices.Contains(n.choice.types, t)
		f.types = append(f.types, box)
	}
	for _, kind := range claims.Includes() {
		word := includeWord(kind)
		box := newKeyCheck(string(word[0]-'a'+'A')+word[1:], nil, key)
		if word[0] < 'a' {
			box = newKeyCheck(word, nil, key)
		}
		box.Checked = slices.Contains(n.choice.include, kind)
		f.extra = append(f.extra, box)
	}
	boxes := func(list []*keyCheck) fyne.CanvasObject {
		half := (len(list) + 1) / 2
		sides := [2]*fyne.Container{stacked(), stacked()}
		for i, box := range list {
			sides[i/half].Add(box)
		}
		return container.New(layout.NewGridLayoutWithColumns(2), sides[0], sides[1])
	}
	content := stacked(wrapped(excelClaimsKinds), boxes(f.types), inset(gapSmall, 0, 0, 0, wrapped(excelClaimsExtra)), boxes(f.extra))
	f.form = openForm(n.s, n.doors.sheets(), formWide, excelClaimsTitle, excelClaimsTake, content, take)
	f.form.focus(f.types[0])
	return f
}

// tellRemoved says what each level removes.
func (n *excelNew) tellRemoved() {
	var parts []fyne.CanvasObject
	for _, p := range privacyWords() {
		parts = append(parts, bold(p.name), wrapped(p.what))
	}
	content := stacked(append(parts, wrapped(excelRemovedCodes), wrapped(excelDeidentifiedKeep))...)
	showSheet(n.doors.files.window, question{title: excelRemovedTitle, dismiss: wordClose}, content)
}
