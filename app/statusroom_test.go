package app_test

import (
	"os"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
)

func TestStatusTellsLittleRoom(t *testing.T) {
	for name, tt := range map[string]struct {
		free  uint64
		err   error
		known bool
		low   bool
	}{
		"plenty":       {50 << 30, nil, true, false},
		"nearly full":  {1 << 30, nil, true, true},
		"full":         {0, nil, true, true},
		"nobody knows": {0, os.ErrPermission, false, false},
	} {
		set := mixedSet(t, app.Deps{FreeSpace: func(string) (uint64, error) { return tt.free, tt.err }})
		status, err := set.Status(t.Context())
		if err != nil || (status.Free != nil) != tt.known || status.LowRoom() != tt.low {
			t.Errorf("%s: free %v, low %t, %v", name, status.Free, status.LowRoom(), err)
		}
	}
}
