package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// connectionCard keeps the connection healthy: what it is, how long its secret works, and what can be done about it
// (docs/reference/screens.md 5.9).
type connectionCard struct {
	d downloadsDoors
	s surroundings

	status  app.Status
	words   *signed
	chip    *widgets.Chip
	buttons *fyne.Container
	testing *keyButton
	change  *keyButton
	rename  *keyButton
	remove  *keyButton
	add     *keyButton
	box     *widgets.Surface
}

func newConnectionCard(s surroundings, d downloadsDoors) *connectionCard {
	c := &connectionCard{d: d, s: s, words: newSigned(), chip: widgets.NewChip(widgets.ChipSpec{})}
	c.chip.Hide()
	c.testing = newKeyButton(connectionTestShort, c.showTest, nil)
	c.change = newKeyButton(connectionChange, c.changeIt, nil)
	c.rename = newKeyButton(connectionRename, c.askName, nil)
	c.remove = newKeyButton(connectionRemove, c.askRemove, nil)
	c.add = newKeyButton(connectionAdd, d.open.showSetup, nil)
	c.buttons = container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, gapSmall), c.testing, c.change, c.rename, c.remove, c.add)
	head := container.NewHBox(heading(connectionTitle), layout.NewSpacer(), container.NewCenter(c.chip))
	inside := stacked(head, inset(0, 0, gapSmall, 0, c.words.box))
	buttons := inset(gapSmall, gapSmall, gapSmall, 0, c.buttons)
	c.box = widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewBorderLayout(nil, buttons, nil, nil), inside, buttons))
	c.words.set(assets.Info, ColorText2, homeUnknown)
	return c
}

// set shows the connection of a status.
func (c *connectionCard) set(status app.Status) {
	c.status = status
	connection := status.Connection
	sign, color := assets.Info, ColorText2
	if connection != nil && app.WarningOf(status.CredentialDays) >= app.CredentialDueSoon {
		sign, color = assets.Warning, ColorWarn
	}
	c.words.set(sign, color, connectionText(status))
	spec, shown := secretChip(status)
	c.chip.Set(spec)
	setShown(c.chip, shown)
	practice := connection != nil && connection.Environment == claims.EnvPractice
	for _, b := range []*keyButton{c.testing, c.rename, c.remove} {
		setShown(b, connection != nil && !practice)
	}
	setShown(c.change, connection != nil && !practice && connection.Auth != claims.AuthNone)
	setShown(c.testing, connection != nil && !connection.Generic())
	c.buttons.Refresh()
	c.box.Refresh()
}

// connectionText says what is connected and how long that lasts.
func connectionText(status app.Status) string {
	c := status.Connection
	if c == nil {
		return connectionNone
	}
	kind := map[claims.Environment]string{
		claims.EnvPractice: dataPractice, claims.EnvSandbox: dataTest, claims.EnvProduction: connectionReal, claims.EnvOther: connectionOther,
	}[c.Environment]
	parts := []string{kind}
	if c.Label != "" {
		parts = []string{c.Label, kind}
	}
	if c.Entity != "" {
		parts = append(parts, strings.ToUpper(c.Entity))
	}
	parts = append(parts, secretText(status)...)
	switch {
	case c.Generic():
	case c.InUse == claims.V3:
		parts = append(parts, historyVersion3)
	case c.InUse == claims.V2:
		parts = append(parts, historyVersion2)
	}
	return strings.Join(parts, " · ")
}

// secretText says until when the secret works; nothing where there is none to rotate.
func secretText(status app.Status) []string {
	c := status.Connection
	switch {
	case c.Environment == claims.EnvPractice, c.Auth == claims.AuthNone, c.Auth == claims.AuthKey:
		return nil
	case c.IssuedAt.IsZero() && c.Environment == claims.EnvSandbox:
		return nil // public, and never rotated
	case c.IssuedAt.IsZero():
		return []string{connectionSecretUnknown}
	case app.WarningOf(status.CredentialDays) == app.CredentialExpired:
		return []string{fmt.Sprintf(connectionSecretEnded, app.CredentialEnd(c.IssuedAt).Format(dayWords))}
	default:
		return []string{fmt.Sprintf(connectionSecretGood, app.CredentialEnd(c.IssuedAt).Format(dayWords))}
	}
}

// showTest tests the connection.
func (c *connectionCard) showTest() { showConnectionTest(c.s, c.d, c.status.Connection) }

// changeIt leads to set-up with the credentials of this data set to be renewed.
func (c *connectionCard) changeIt() { c.d.open.changeConnection(c.d.set.Name()) }
