package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// What a generic server needs is kept, and goes when the connection becomes another one.
func TestConnectionOfAGenericServer(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	generic := claims.Connection{
		Label: "Clinic", Environment: claims.EnvOther, Origin: "https://bulk.example", Base: "https://bulk.example/a/fhir", Auth: claims.AuthKey,
		TokenURL: "https://sign.example/token", KeyID: "k1", ClientID: "id", API: "auto", InUse: claims.V2, Unencrypted: true,
	}
	plain := claims.Connection{Environment: claims.EnvOther, Origin: "https://bcda.example", Auth: claims.AuthSecret, ClientID: "id", API: claims.V3}
	for _, want := range []claims.Connection{generic, plain} {
		if err := db.SaveConnection(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if got, err := db.Connection(t.Context()); err != nil || got != want {
			t.Errorf("connection: %v %s", err, cmp.Diff(want, got))
		}
	}
}
