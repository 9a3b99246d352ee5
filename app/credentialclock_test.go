package app_test

import (
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

func TestWarningOf(t *testing.T) {
	for _, tt := range []struct {
		days int
		want app.CredentialWarning
	}{
		{90, app.CredentialFine}, {15, app.CredentialFine}, {14, app.CredentialDueSoon}, {8, app.CredentialDueSoon},
		{7, app.CredentialDue}, {2, app.CredentialDue}, {1, app.CredentialLastDay}, {0, app.CredentialExpired}, {-30, app.CredentialExpired},
	} {
		if got := app.WarningOf(&tt.days); got != tt.want {
			t.Errorf("%d days: got %d, want %d", tt.days, got, tt.want)
		}
	}
	if got := app.WarningOf(nil); got != app.CredentialUnknown {
		t.Errorf("not known: got %d", got)
	}
}

// Days are those of the person's calendar: late in the evening in Honolulu it is tomorrow in London already.
func TestCredentialDays(t *testing.T) {
	honolulu := time.FixedZone("HST", -10*60*60)
	aug3 := time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC)
	if got, want := app.CredentialEnd(aug3), time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("end: got %v, want %v", got, want)
	}
	for _, tt := range []struct {
		now  time.Time
		want int
	}{
		{time.Date(2026, 8, 3, 23, 59, 0, 0, time.UTC), 90},
		{time.Date(2026, 8, 29, 9, 30, 0, 0, time.UTC), 64},
		{time.Date(2026, 10, 31, 22, 0, 0, 0, honolulu), 1},
		{time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), 0},
		{time.Date(2026, 11, 1, 23, 59, 0, 0, honolulu), 0},
		{time.Date(2026, 11, 2, 0, 1, 0, 0, honolulu), -1},
	} {
		desk, name := connected(t, claims.Connection{IssuedAt: aug3}, func() time.Time { return tt.now })
		if got := statusOf(t, openSet(t, desk, name)).CredentialDays; got == nil || *got != tt.want {
			t.Errorf("%v: got %v, want %d", tt.now, got, tt.want)
		}
	}
	desk, name := connected(t, claims.Connection{}, func() time.Time { return aug3 })
	if got := statusOf(t, openSet(t, desk, name)).CredentialDays; got != nil {
		t.Errorf("day not known: got %d", *got)
	}
}

// connected is a desk with one data set whose connection to CMS is stored, by a clock of the test's choice.
func connected(t *testing.T, c claims.Connection, now func() time.Time) (desk *app.Desk, name string) {
	t.Helper()
	desk = newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: now})
	c.Environment, c.Origin, c.ClientID, c.API = claims.EnvProduction, claims.ProductionOrigin, fileID, "auto"
	set, err := desk.OpenSet(t.Context(), "a9994")
	if err != nil {
		t.Fatal(err)
	}
	if err := set.DB().SaveConnection(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
	return desk, "a9994"
}
