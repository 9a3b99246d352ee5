package app

import (
	"errors"
	"fmt"
	"syscall"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
	"github.com/claimsdesk/claimsdesk/store"
)

// What keeps a refresh waiting, and what ends it.
func TestWhatAnErrorMeansToARefresh(t *testing.T) {
	of := func(kind bcda.Kind) error { return fmt.Errorf("job 7: %w", &bcda.StatusError{Kind: kind}) }
	tests := map[string]struct {
		err  error
		want refresh.Event
	}{
		"slow down": {
			&bcda.StatusError{Kind: bcda.ErrRateLimited, RetryAfter: 5 * time.Minute},
			refresh.Event{Kind: refresh.Held, Reason: claims.WaitSlowDown, For: 5 * time.Minute},
		},
		"January":             {of(bcda.ErrJanuary), refresh.Event{Kind: refresh.Held, Reason: claims.WaitJanuary}},
		"credentials refused": {of(bcda.ErrCredentialsRefused), refresh.Event{Kind: refresh.Held, Reason: claims.WaitCredentials}},
		"access ended":        {of(bcda.ErrAccessEnded), refresh.Event{Kind: refresh.Held, Reason: claims.WaitCredentials}},
		"no secret stored":    {ErrNoSecret, refresh.Event{Kind: refresh.Held, Reason: claims.WaitCredentials}},
		"disk full":           {fmt.Errorf("commit: %w", store.ErrDiskFull), refresh.Event{Kind: refresh.Held, Reason: claims.WaitRoom}},
		"disk full in spool":  {fmt.Errorf("write what waits: %w", syscall.ENOSPC), refresh.Event{Kind: refresh.Held, Reason: claims.WaitRoom}},
		"server trouble":      {of(bcda.ErrServerTrouble), refresh.Event{Kind: refresh.Held, Reason: claims.WaitOutage}},
		"no network":          {of(bcda.ErrHostNotFound), refresh.Event{Kind: refresh.Held, Reason: claims.WaitOutage}},
		"sign-in page":        {of(bcda.ErrNotBCDA), refresh.Event{Kind: refresh.Held, Reason: claims.WaitOutage}},
		"half an answer":      {of(bcda.ErrBadReply), refresh.Event{Kind: refresh.Held, Reason: claims.WaitOutage}},
		"request refused":     {of(bcda.ErrBadRequest), refresh.Event{Kind: refresh.Broken}},
		"another's job":       {of(bcda.ErrUnauthorized), refresh.Event{Kind: refresh.Broken}},
		"runout over":         {of(bcda.ErrRunoutOver), refresh.Event{Kind: refresh.Broken}},
		"anything else":       {errors.New("a mistake of ours"), refresh.Event{Kind: refresh.Broken}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := (&refreshing{}).eventOf(tt.err); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// A run that nobody waits for sits an outage out; one that somebody waits for tells of it.
func TestWaitsOfARun(t *testing.T) {
	trouble := errors.New("trouble")
	tests := map[string]struct {
		course     claims.Course
		cause      error
		unattended bool
		want       bool
	}{
		"outage, attended":         {claims.Course{Reason: claims.WaitOutage, Then: claims.StepPoll}, trouble, false, false},
		"outage, unattended":       {claims.Course{Reason: claims.WaitOutage, Then: claims.StepPoll}, trouble, true, true},
		"asked too often":          {claims.Course{Reason: claims.WaitOutage, Then: claims.StepAsk}, trouble, false, false},
		"another export":           {claims.Course{Reason: claims.WaitBusy, Then: claims.StepAsk}, trouble, false, true},
		"fresh export":             {claims.Course{Reason: claims.WaitFreshExport, Then: claims.StepAsk}, trouble, false, true},
		"started too early":        {claims.Course{Reason: claims.WaitSlowDown, Then: claims.StepFetch}, nil, false, true},
		"slowed down, attended":    {claims.Course{Reason: claims.WaitSlowDown, Then: claims.StepFetch}, trouble, false, false},
		"January":                  {claims.Course{Reason: claims.WaitJanuary, Then: claims.StepLookUp}, trouble, true, false},
		"a person must renew them": {claims.Course{Reason: claims.WaitCredentials, Then: claims.StepPoll}, trouble, true, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := &refreshing{opts: RefreshOptions{Unattended: tt.unattended}, cause: tt.cause}
			r.result.Refresh.Course = tt.course
			if got := r.waits(); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}
