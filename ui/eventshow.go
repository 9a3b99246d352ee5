package ui

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// eventHow says how the list in front is made, with the numbers that people may change.
type eventHow struct {
	page   *eventsPage
	button *keyButton
	inside *fyne.Container
	body   *fyne.Container
	open   bool

	definition claims.EventDefinition
	settings   []claims.EventSetting // of the list
	fields     map[string]*entry
}

func newEventHow(p *eventsPage) *eventHow {
	const tall = 200
	h := &eventHow{page: p, inside: stacked(), fields: map[string]*entry{}}
	h.button = newKeyButton(eventsHow, func() { h.show(!h.open) }, nil)
	h.button.Importance = widget.LowImportance
	h.body = container.New(fixedHeight{tall}, widgets.NewSurface(ColorSurface, gapSmall, container.NewVScroll(h.inside)))
	h.show(false)
	return h
}

// show opens or closes it.
func (h *eventHow) show(open bool) {
	h.open = open
	h.button.SetText(eventsHow)
	if open {
		h.button.SetText(eventsHideHow)
	}
	setShown(h.body, open)
	if h.page.middle != nil {
		h.page.middle.Refresh()
	}
}

// list empties it: another list is in front, and how that is made is not read yet.
func (h *eventHow) list(claims.EventListInfo) { h.set(claims.EventDefinition{}, nil) }

// set shows how a list is made. What somebody types into a field meanwhile stays.
func (h *eventHow) set(definition claims.EventDefinition, settings []claims.EventSetting) {
	same := definition.List == h.definition.List
	typed := map[string]string{}
	for name, field := range h.fields {
		typed[name] = field.Text
	}
	before := h.settings
	h.definition, h.settings, h.fields = definition, nil, map[string]*entry{}
	objects := []fyne.CanvasObject{}
	for _, text := range definition.Text {
		objects = append(objects, wrapped(text))
	}
	for _, s := range settings {
		if s.List == definition.List {
			h.settings = append(h.settings, s)
			objects = append(objects, h.field(s))
		}
	}
	for _, s := range before {
		if field := h.fields[s.Name]; same && field != nil && typed[s.Name] != strconv.FormatInt(s.Value, 10) {
			field.SetText(typed[s.Name])
		}
	}
	if len(definition.Codes) > 0 {
		objects = append(objects, bold(eventsCodes))
	}
	for _, set := range definition.Codes {
		objects = append(objects, wrapped(set.Name+": "+set.Codes))
	}
	h.inside.Objects = objects
	h.inside.Refresh()
}

// field is the control of one number: a box for a switch, a choice where it is one of a few, else a line to type in.
func (h *eventHow) field(s claims.EventSetting) fyne.CanvasObject {
	reset := newKeyButton(eventsSettingReset, h.reset, nil)
	reset.Importance = widget.LowImportance
	enable(reset, s.Value != s.Default)
	if s.Least == 0 && s.Most == 1 {
		check := newKeyCheck(s.Label, func(on bool) {
			value := int64(0)
			if on {
				value = 1
			}
			h.save(s.Name, value)
		}, func(key *fyne.KeyEvent) { passKey(h.button, key) })
		check.Checked = s.Value == 1
		return beside(check, reset)
	}
	if len(s.Choices) > 0 {
		pick := widgets.NewSelect(nil, nil)
		for _, c := range s.Choices {
			pick.Options = append(pick.Options, settingWords(s, c))
		}
		pick.SetSelected(settingWords(s, s.Value))
		pick.OnChanged = func(string) { h.save(s.Name, s.Choices[pick.SelectedIndex()]) }
		return beside(filterNamed(s.Label, 120, pick), reset)
	}
	return h.number(s, reset)
}

// number is a line to type a number in.
func (h *eventHow) number(s claims.EventSetting, reset *keyButton) fyne.CanvasObject {
	field := newEntry("")
	field.SetText(strconv.FormatInt(s.Value, 10))
	h.fields[s.Name] = field
	wrong := caption("")
	save := func() {
		text := strings.ReplaceAll(strings.TrimSpace(strings.TrimPrefix(field.Text, "$")), ",", "")
		value, err := strconv.ParseInt(text, 10, 64)
		if err != nil || value < s.Least || value > s.Most {
			wrong.SetText(fmt.Sprintf(eventsSettingNumber, s.Least, s.Most))
			return
		}
		wrong.SetText("")
		h.save(s.Name, value)
	}
	field.OnSubmitted = func(string) { save() }
	before, after := s.Label, s.Unit
	if s.Unit == "$" {
		before, after = s.Label+" $", ""
	}
	use := newKeyButton(eventsSettingSave, save, nil)
	return beside(filterNamed(before, 96, field), widget.NewLabel(after), use, reset, wrong)
}

func settingWords(s claims.EventSetting, value int64) string {
	return app.CountText(int(value)) + " " + s.Unit
}

// save changes a number; the lists are made anew with it.
func (h *eventHow) save(name string, value int64) {
	h.page.do("", nil, func(ctx context.Context) error { return h.page.doors.set.SaveEventSetting(ctx, name, value) })
}

func (h *eventHow) reset() {
	list := h.page.at.List
	h.page.do("", nil, func(ctx context.Context) error { return h.page.doors.set.ResetEventSettings(ctx, list) })
}
