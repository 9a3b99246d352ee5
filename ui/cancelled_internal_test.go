package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// place is where somebody is asked for a file or a folder, or where a file goes.
type place struct {
	window fyne.Window
	opener *keyButton
	// changed says what was done, as text; the same before and after where nothing was.
	changed func() string
}

// openers open each place that asks for a file.
func openers() map[string]func(t *testing.T) place {
	return map[string]func(t *testing.T) place{
		"credentials file": func(t *testing.T) place {
			s := showSetup(t, nil)
			s.page.openForm(true)
			f := s.page.form
			return place{s.window, f.file.choose, func() string { return f.clientID.Text + f.secret.Text + f.file.word.label.Text }}
		},
		"people list": func(t *testing.T) place {
			e := openExcel(t, nil)
			i := showListImport(e.page.lists, "", "")
			return place{e.window, i.choose, func() string { return i.path + i.file.Text + i.name.Text + i.state.label.Text }}
		},
		"code file": func(t *testing.T) place {
			e, c := openNames(t, nil)
			return place{e.window, c.add, func() string { return c.word.label.Text }}
		},
		"provider list": func(t *testing.T) place {
			a := showAnalysis(t, nil)
			a.page.tabs.Choose(int(tabOutside))
			test.Tap(a.page.controls.more)
			return place{a.window, a.page.controls.imports, func() string { return a.page.view.title }}
		},
		"first provider list": func(t *testing.T) place {
			a := showAnalysis(t, func(a *analysisStage) { a.reader.analysis.own = nil })
			a.page.tabs.Choose(int(tabOutside))
			return place{a.window, a.page.empty.Button(), func() string { return a.page.view.title }}
		},
		"folder of a workbook": func(t *testing.T) place {
			e := openExcel(t, nil)
			p := showSaveFile(e.surroundings, e.page.doors.files, e.page.fresh.choice.job(e.set, testNow()))
			return place{e.window, p.choose, func() string { return p.path.Text + p.word.label.Text }}
		},
	}
}

// A file dialog that is cancelled does nothing and says nothing; the button that opened it has the keyboard and opens it again.
func TestFileDialogCancelled(t *testing.T) {
	for name, open := range openers() {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			for range 2 {
				canvas := p.window.Canvas()
				under, before := canvas.Overlays().Top(), p.changed()
				canvas.Unfocus() // as after a click
				test.Tap(p.opener)
				if canvas.Overlays().Top() == under {
					t.Fatal("no dialog opens")
				}
				tapCancel(t, canvas)
				if canvas.Overlays().Top() != under {
					t.Error("something lies over the window")
				}
				if after := p.changed(); after != before {
					t.Errorf("it says %q, and %q before", after, before)
				}
				if canvas.Focused() != fyne.Focusable(p.opener) || p.opener.Disabled() {
					t.Errorf("%T has the keyboard, button disabled %t", canvas.Focused(), p.opener.Disabled())
				}
			}
		})
	}
}

// tapCancel presses Cancel of the dialog of Fyne that lies over the window.
func tapCancel(t *testing.T, canvas fyne.Canvas) {
	t.Helper()
	for _, o := range test.LaidOutObjects(canvas.Overlays().Top()) {
		if b, ok := o.(*widget.Button); ok && b.Text == "Cancel" {
			test.Tap(b)
			return
		}
	}
	t.Fatal("no Cancel in the dialog")
}

// savers open each sheet that saves a file.
func savers() map[string]func(t *testing.T) place {
	return map[string]func(t *testing.T) place{
		"workbook": func(t *testing.T) place {
			e := openExcel(t, nil)
			return place{e.window, e.page.fresh.make, func() string { return joinedOuts(e.set.outs) }}
		},
		"register": func(t *testing.T) place {
			e := openExcel(t, func(e *excelStage) { e.reader.exports = someExports() })
			e.page.tabs.Choose(e.registerTab())
			return place{e.window, e.page.register.save, func() string { return joinedOuts(e.set.outs) }}
		},
		"people": func(t *testing.T) place {
			s, p := showPeople(t, &fakeReaders{people: town(40)})
			p.doors.files.window = s.window
			set, ok := p.doors.set.(*fakePeopleSet)
			if !ok {
				t.Fatal("no fake set")
			}
			return place{s.window, p.export, func() string { return set.saved }}
		},
		"picture": func(t *testing.T) place {
			a := showAnalysis(t, nil)
			return place{a.window, a.page.acts[0], func() string { return joinedOuts(make([]string, len(a.set.drawn))) }}
		},
		"rows that were not found": func(t *testing.T) place {
			e := openExcel(t, func(e *excelStage) { e.set.match = someMatch() })
			i := e.importFile(t)
			return place{e.window, i.rows, func() string { return joinedOuts(e.set.outs) }}
		},
	}
}

func joinedOuts(outs []string) (text string) {
	for _, out := range outs {
		text += out + ";"
	}
	return text
}

// A sheet that is left by its button or by Esc has written nothing; the button that opened it has the keyboard again.
func TestSaveSheetCancelled(t *testing.T) {
	for name, open := range savers() {
		for _, by := range []string{"Esc", "button"} {
			t.Run(name+" by "+by, func(t *testing.T) {
				p := open(t)
				canvas := p.window.Canvas()
				under, before := canvas.Overlays().Top(), p.changed()
				canvas.Focus(p.opener)
				p.opener.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
				if canvas.Overlays().Top() == under {
					t.Fatal("no sheet opens")
				}
				if by == "Esc" {
					escapeLayer(canvas)
				} else {
					tapIn(t, canvas.Overlays().Top(), saveNotNow)
				}
				if canvas.Overlays().Top() != under || p.changed() != before {
					t.Errorf("something lies over the window, or was written: %q", p.changed())
				}
				if canvas.Focused() != fyne.Focusable(p.opener) || p.opener.Disabled() {
					t.Errorf("%T has the keyboard, button disabled %t", canvas.Focused(), p.opener.Disabled())
				}
			})
		}
	}
}
