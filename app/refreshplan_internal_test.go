package app

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestRefreshOptionsCheck(t *testing.T) {
	tests := map[string]struct {
		options RefreshOptions
		bad     bool
	}{
		"nothing":        {RefreshOptions{}, false},
		"group new":      {RefreshOptions{Group: "new"}, false},
		"unknown type":   {RefreshOptions{Types: []string{"Observation"}}, true},
		"since":          {RefreshOptions{Since: "2026-08-20T00:00:00Z"}, false},
		"since as a day": {RefreshOptions{Since: "2026-08-20"}, true},
		"full and since": {RefreshOptions{Full: true, Since: "2026-08-20T00:00:00Z"}, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var usage *UsageError
			if err := tt.options.check(); errors.As(err, &usage) != tt.bad {
				t.Errorf("check: %v, want refused %t", err, tt.bad)
			}
		})
	}
}

// CMS has three groups and filters in version 3; other servers have their own.
func TestRefreshOptionsFitTheServer(t *testing.T) {
	cms, other := claims.Connection{Environment: claims.EnvProduction}, claims.Connection{Base: "https://example.org/fhir"}
	tests := map[string]struct {
		options    RefreshOptions
		connection claims.Connection
		version    string
		bad        bool
	}{
		"group new":          {RefreshOptions{Group: "new"}, cms, claims.V3, false},
		"unknown group":      {RefreshOptions{Group: "everyone"}, cms, claims.V3, true},
		"a server's own":     {RefreshOptions{Group: "everyone"}, other, claims.V2, false},
		"filter, version 3":  {RefreshOptions{TypeFilter: "f"}, cms, claims.V3, false},
		"filter, version 2":  {RefreshOptions{TypeFilter: "f"}, cms, claims.V2, true},
		"filter, own server": {RefreshOptions{TypeFilter: "f"}, other, claims.V2, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var usage *UsageError
			if err := tt.options.checkFor(tt.connection, tt.version); errors.As(err, &usage) != tt.bad {
				t.Errorf("got %v, want refused %t", err, tt.bad)
			}
		})
	}
}

func TestJobPlans(t *testing.T) {
	since := "2026-08-20T10:00:00Z"
	tests := map[string]struct {
		refresh claims.Refresh
		want    []jobPlan
	}{
		"v3 asks two days further back": {
			claims.Refresh{APIVersion: claims.V3, Since: since, Types: defaultTypes, TypeFilter: "f"},
			[]jobPlan{
				{purpose: claims.JobRoster, types: []string{"Patient"}},
				{purpose: claims.JobClaims, types: []string{"Coverage", "ExplanationOfBenefit"}, since: "2026-08-18T10:00:00Z", filter: "f"},
			},
		},
		"v2 asks from the time itself": {
			claims.Refresh{APIVersion: claims.V2, Since: since, Types: []string{"ExplanationOfBenefit"}},
			[]jobPlan{{purpose: claims.JobClaims, types: []string{"ExplanationOfBenefit"}, since: since}},
		},
		"people alone": {
			claims.Refresh{APIVersion: claims.V2, Since: since, Types: []string{"Patient"}},
			[]jobPlan{{purpose: claims.JobRoster, types: []string{"Patient"}}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, jobPlans(tt.refresh), cmp.AllowUnexported(jobPlan{})); diff != "" {
				t.Errorf("plans differ (-want +got):\n%s", diff)
			}
		})
	}
}
