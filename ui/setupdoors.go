package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// Ways into set-up.

var _ secretKeeper = (*app.Desk)(nil)

// showSetup implements opener.
func (u *UI) showSetup() {
	u.showAlone(newSetupPage(u.surroundings(outside{u}, nil), u.setupDoors()))
}

func (u *UI) setupDoors() setupDoors {
	return setupDoors{connect: u, open: u, secrets: u.deps.Desk, window: u.window, back: u.shell != nil}
}

// changeConnection implements opener: set-up begins at the credentials of a data set, which stays as it is but for them.
func (u *UI) changeConnection(name string) {
	u.runBackground(func() {
		var connection *claims.Connection
		err := u.withSet(u.ctx, name, func(set *app.Set) error {
			status, err := set.Status(u.ctx)
			connection = status.Connection
			return err
		})
		fyne.Do(func() {
			switch {
			case err != nil:
				u.showNotOpened(err, func() { u.changeConnection(name) })
			case connection == nil || connection.Auth == claims.AuthKey || connection.Auth == claims.AuthNone:
				u.showSetup() // without a secret there is none to renew
			default:
				doors := u.setupDoors()
				doors.connect, doors.renew = renewal{u, name}, connection
				u.showAlone(newSetupPage(u.surroundings(outside{u}, nil), doors))
			}
		})
	})
}

// withSet does something on a data set, whether it is open in the window or not. It runs in the background.
func (u *UI) withSet(ctx context.Context, name string, do func(*app.Set) error) error {
	var open *app.Set
	fyne.DoAndWait(func() {
		if u.session != nil && u.session.set.Name() == name {
			open = u.session.set
		}
	})
	if open != nil {
		return do(open)
	}
	set, err := u.deps.Desk.OpenSet(ctx, name)
	if err != nil {
		return err
	}
	err = do(set)
	if closing := set.Close(); err == nil {
		err = closing
	}
	return err
}

// renewal is the connector of set-up where the credentials of one data set are renewed.
type renewal struct {
	u    *UI
	name string
}

var _ connector = renewal{}

func credentialsOf(req app.ConnectRequest) app.NewCredentials {
	return app.NewCredentials{ClientID: req.ClientID, Secret: req.Secret, Issued: req.Issued}
}

// TestConnection implements connector.
func (r renewal) TestConnection(ctx context.Context, req app.ConnectRequest, told func(app.TestStep)) (test app.ConnectionTest, err error) {
	err = r.u.withSet(ctx, r.name, func(set *app.Set) (err error) {
		test, err = set.TestCredentials(ctx, credentialsOf(req), told)
		return err
	})
	return test, err
}

// Connect implements connector.
func (r renewal) Connect(ctx context.Context, req app.ConnectRequest) (app.ConnectResult, error) {
	return app.ConnectResult{Set: r.name}, r.u.withSet(ctx, r.name, func(set *app.Set) error {
		return set.RenewCredentials(ctx, credentialsOf(req))
	})
}

// dropped hears of files that were dropped on the window: set-up takes credentials from them.
func (u *UI) dropped(_ fyne.Position, files []fyne.URI) {
	page, ok := u.alone.(*setupPage)
	if !ok || u.window.Canvas().Overlays().Top() != nil {
		return
	}
	var paths []string
	for _, file := range files {
		if file.Scheme() == "file" {
			paths = append(paths, file.Path())
		}
	}
	page.drop(paths)
}
