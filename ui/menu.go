package ui

import (
	"fmt"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// menu is the main menu. It carries every shortcut, because a menu's shortcuts work even while an entry has the keyboard
// (docs/reference/screens.md 2, fact 6). Without an open data set in front it holds what works then.
func (u *UI) menu() *fyne.MainMenu {
	menu := u.fullMenu()
	for _, m := range menu.Items {
		u.hold(m.Items)
	}
	return menu
}

// hold keeps items from acting while a question covers the window: their keys would reach through it.
func (u *UI) hold(items []*fyne.MenuItem) {
	for _, item := range items {
		if item.ChildMenu != nil {
			u.hold(item.ChildMenu.Items)
		}
		act := item.Action
		if act == nil || passesQuestions(item.Shortcut) {
			continue
		}
		item.Action = func() {
			if u.window.Canvas().Overlays().Top() == nil {
				act()
			}
		}
	}
}

// passesQuestions says that a shortcut is for whoever has the keyboard, such as an entry of a question.
func passesQuestions(s fyne.Shortcut) bool {
	switch s.(type) {
	case *fyne.ShortcutCut, *fyne.ShortcutCopy, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll:
		return true
	default:
		return false
	}
}

func (u *UI) fullMenu() *fyne.MainMenu {
	quit := fyne.NewMenuItem(wordQuit, u.close)
	quit.IsQuit = true
	file, view := fyne.NewMenu(menuFile), fyne.NewMenu(menuView)
	menus := []*fyne.Menu{file, u.editMenu(), view}
	if sh := u.inFront(); sh != nil {
		file.Items = append(file.Items, shortcut(menuSave, fyne.KeyE, sh.saveWorkbook), shortcut(menuMake, fyne.KeyReturn, sh.makeFile), fyne.NewMenuItemSeparator())
		view.Items = append(sh.viewItems(), fyne.NewMenuItemSeparator())
		menus = append(menus, fyne.NewMenu(menuData, sh.dataItems()...))
	}
	if len(u.names) > 0 {
		file.Items = append(file.Items, u.switchMenu())
	}
	file.Items = append(file.Items, fyne.NewMenuItem(menuSetup, u.showSetup), fyne.NewMenuItemSeparator(), quit)
	view.Items = append(view.Items, u.hideItem(), fyne.NewMenuItemSeparator(),
		shortcut(menuLarger, fyne.KeyEqual, func() { u.stepTextSize(1) }), shortcut(menuSmaller, fyne.KeyMinus, func() { u.stepTextSize(-1) }),
		u.textMenu(), u.themeMenu())
	help := fyne.NewMenu(menuHelp, fyne.NewMenuItem(menuKeys, u.keys), fyne.NewMenuItem(menuAbout, u.about))
	if sh := u.inFront(); sh != nil {
		help.Items = append([]*fyne.MenuItem{fyne.NewMenuItem(tourTake, sh.tour.begin)}, help.Items...)
	}
	return fyne.NewMainMenu(append(menus, help)...)
}

func (sh *shell) dataItems() []*fyne.MenuItem {
	pause := fyne.NewMenuItem(progressPause, func() { sh.refresh.End(app.ErrPaused) })
	pause.Disabled = !sh.refresh.Current().Running
	test := fyne.NewMenuItem(connectionTest, sh.testConnection)
	test.Disabled = sh.session.status.Connection == nil || sh.session.status.Connection.Generic()
	return []*fyne.MenuItem{shortcut(menuRefresh, fyne.KeyR, sh.getData), pause, test, fyne.NewMenuItemSeparator(), shortcut(menuMarkDone, fyne.KeyD, sh.markDone)}
}

func (sh *shell) viewItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		backKey(menuBack, fyne.KeyLeft, fyne.KeyLeftBracket, sh.back),
		backKey(menuForward, fyne.KeyRight, fyne.KeyRightBracket, func() { sh.step(1) }),
		fyne.NewMenuItemSeparator(),
	}
	for _, main := range sh.mains {
		items = append(items, shortcut(main.title, main.key, func() { sh.goTo(main.id) }))
	}
	return append(items,
		shortcut(menuFind, fyne.KeyF, sh.search.Focus),
		fyne.NewMenuItemSeparator(),
		keyed(menuNextTab, fyne.KeyTab, fyne.KeyModifierControl, func() { sh.moveTab(1) }),
		keyed(menuLastTab, fyne.KeyTab, fyne.KeyModifierControl|fyne.KeyModifierShift, func() { sh.moveTab(-1) }))
}

func keyed(label string, key fyne.KeyName, modifier fyne.KeyModifier, act func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(label, act)
	item.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
	return item
}

func shortcut(label string, key fyne.KeyName, act func()) *fyne.MenuItem {
	return keyed(label, key, fyne.KeyModifierShortcutDefault, act)
}

// backKey is Alt with an arrow, and on a Mac Cmd with a bracket, as browsers have it.
func backKey(label string, arrow, bracket fyne.KeyName, act func()) *fyne.MenuItem {
	if runtime.GOOS == "darwin" {
		return keyed(label, bracket, fyne.KeyModifierSuper, act)
	}
	return keyed(label, arrow, fyne.KeyModifierAlt, act)
}

// editMenu passes on what whoever has the keyboard understands: an entry or a table.
func (u *UI) editMenu() *fyne.Menu {
	clipboard := u.deps.App.Clipboard()
	item := func(label string, s fyne.Shortcut) *fyne.MenuItem {
		i := fyne.NewMenuItem(label, func() {
			if f, ok := u.window.Canvas().Focused().(fyne.Shortcutable); ok {
				f.TypedShortcut(s)
			}
		})
		i.Shortcut = s
		return i
	}
	menu := fyne.NewMenu(menuEdit,
		item(menuCut, &fyne.ShortcutCut{Clipboard: clipboard}), item(menuCopy, &fyne.ShortcutCopy{Clipboard: clipboard}),
		item(menuPaste, &fyne.ShortcutPaste{Clipboard: clipboard}), item(menuSelectAll, &fyne.ShortcutSelectAll{}))
	if sh := u.inFront(); sh != nil {
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), fyne.NewMenuItem(menuCopyRows, sh.copyRows))
	}
	return menu
}

func (u *UI) themeMenu() *fyne.MenuItem {
	item := fyne.NewMenuItem(menuTheme, nil)
	item.ChildMenu = fyne.NewMenu("")
	chosen := u.preferences().StringWithFallback(prefTheme, themeAuto)
	for _, t := range []struct{ name, label string }{{themeAuto, menuThemeAuto}, {themeLight, menuThemeLight}, {themeDark, menuThemeDark}} {
		choice := fyne.NewMenuItem(t.label, func() { u.setTheme(t.name) })
		choice.Checked = t.name == chosen
		item.ChildMenu.Items = append(item.ChildMenu.Items, choice)
	}
	return item
}

func (u *UI) textMenu() *fyne.MenuItem {
	item := fyne.NewMenuItem(menuTextSize, nil)
	item.ChildMenu = fyne.NewMenu("")
	chosen := u.preferences().IntWithFallback(prefText, plainTextSize)
	for _, percent := range textSizes() {
		choice := fyne.NewMenuItem(fmt.Sprintf("%d %%", percent), func() { u.setTextSize(percent) })
		choice.Checked = percent == chosen
		item.ChildMenu.Items = append(item.ChildMenu.Items, choice)
	}
	return item
}

// switchMenu lists the data sets of the folder.
func (u *UI) switchMenu() *fyne.MenuItem {
	item := fyne.NewMenuItem(menuSwitch, nil)
	item.ChildMenu = fyne.NewMenu("")
	for _, name := range u.names {
		choice := fyne.NewMenuItem(u.labelOf(name), func() { u.switchTo(name) })
		choice.Checked = u.session != nil && u.session.set.Name() == name
		item.ChildMenu.Items = append(item.ChildMenu.Items, choice)
	}
	return item
}

func (u *UI) about() {
	text := widget.NewLabel(fmt.Sprintf(aboutVersion, u.deps.Version) + "\n\n" + aboutText + "\n\n" + aboutLicence)
	text.Wrapping = fyne.TextWrapWord
	showSheet(u.window, question{title: wordProduct, dismiss: wordClose}, text)
}

// keys lists what the keyboard does: the menu shows its own keys only, and faintly.
func (u *UI) keys() {
	const names = 170
	list := widgets.NewFacts(names)
	control, back := "Ctrl", nameBack
	if runtime.GOOS == "darwin" {
		control, back = "Cmd", "Cmd+[, Cmd+]"
	}
	list.Set([]widgets.Fact{
		{Name: control + "+F", Value: keyFind},
		{Name: fmt.Sprintf(nameTo, control), Value: keyPages},
		{Name: back, Value: keyBack},
		{Name: control + "+R", Value: keyData},
		{Name: control + "+E", Value: keySave},
		{Name: control + "+D", Value: keyDone},
		{Name: fmt.Sprintf(nameMake, control), Value: keyMake},
		{Name: control + "+Shift+N", Value: keyHide},
		{Name: control + "+=, " + control + "+-", Value: keySize},
		{Name: nameTab, Value: keyTab},
		{Name: nameSides, Value: keyTitles},
		{Name: "Ctrl+Tab", Value: keyNextTab},
		{Name: nameEnter, Value: keyOpen},
		{Name: nameSpace, Value: keyTick},
		{Name: nameShift, Value: keyMore},
		{Name: control + "+C", Value: keyCopy},
		{Name: "Esc", Value: keyClose},
	})
	showSheet(u.window, question{title: menuKeys, dismiss: wordClose, wide: true}, inset(gapSmall, 0, gapSmall, 0, list))
}
