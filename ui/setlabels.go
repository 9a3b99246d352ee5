package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// labelOf names a data set on the screen: as people call it, else by what it is. Its connection may be nil.
func labelOf(name string, c *claims.Connection) string {
	switch {
	case c != nil && c.Label != "":
		return c.Label
	case name == string(claims.EnvPractice), c != nil && c.Environment == claims.EnvPractice:
		return dataPractice
	case name == string(claims.EnvSandbox), c != nil && c.Environment == claims.EnvSandbox:
		return dataTest
	case c != nil && c.Entity != "":
		return c.Entity
	default:
		return name
	}
}

// labelOf names any data set of the folder.
func (u *UI) labelOf(name string) string {
	if u.session != nil && u.session.set.Name() == name {
		return u.session.label()
	}
	if label := u.labels[name]; label != "" {
		return label
	}
	return labelOf(name, nil)
}

// readLabels reads what people call the data sets that are not open, for File ▸ Switch data.
func (u *UI) readLabels() {
	names := u.names
	u.runBackground(func() {
		labels := map[string]string{}
		for _, name := range names {
			if label, err := u.readLabel(u.ctx, name); err == nil { // else its name alone will do
				labels[name] = label
			}
		}
		fyne.Do(func() {
			u.labels = labels
			if u.inFront() != nil {
				u.window.SetMainMenu(u.menu())
			}
		})
	})
}

// readLabel reads the name of a data set beside whoever writes to it. One that was filled from files has no connection.
func (u *UI) readLabel(ctx context.Context, name string) (_ string, err error) {
	set, err := u.deps.Desk.ReadSet(ctx, name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, set.Close()) }()
	connection, err := set.DB().Connection(ctx)
	if err != nil {
		return "", err
	}
	return labelOf(name, &connection), nil
}
