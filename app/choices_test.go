package app_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

func TestChoices(t *testing.T) {
	const tag = "_tag=https://bluebutton.cms.gov/fhir/CodeSystem/System-Type|"
	tests := map[string]struct {
		choice  app.Choice
		version string
		filter  string
		types   string
		bad     bool
	}{
		"as CMS sends it, v3": {app.Choice{}, claims.V3, "", "", false},
		"as CMS sends it, v2": {app.Choice{}, claims.V2, "", "", false},
		"early too, v2":       {app.Choice{Early: true}, claims.V2, "", "Patient Coverage ExplanationOfBenefit Claim ClaimResponse", false},
		"early alone, v2":     {app.Choice{EarlyOnly: true}, claims.V2, "", "Patient Coverage Claim ClaimResponse", false},
		"early too, v3": {app.Choice{Early: true}, claims.V3, "ExplanationOfBenefit?" + tag + "NationalClaimsHistory,https://bluebutton.cms.gov/fhir/CodeSystem/System-Type|DDPS," +
			"https://bluebutton.cms.gov/fhir/CodeSystem/System-Type|SharedSystem", "", false},
		"early alone, v3": {app.Choice{EarlyOnly: true}, claims.V3, "ExplanationOfBenefit?" + tag + "SharedSystem", "", false},
		"days":            {app.Choice{From: "2026-01-01", To: "2026-03-31"}, claims.V3, "ExplanationOfBenefit?service-date=ge2026-01-01&service-date=le2026-03-31", "", false},
		"days in v2":      {app.Choice{From: "2026-01-01"}, claims.V2, "", "", true},
		"days reversed":   {app.Choice{From: "2026-02-01", To: "2026-01-01"}, claims.V3, "", "", true},
		"no day":          {app.Choice{From: "spring"}, claims.V3, "", "", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := tt.choice.Options(tt.version)
			var usage *app.UsageError
			if errors.As(err, &usage) != tt.bad {
				t.Fatalf("got %v, want refused %t", err, tt.bad)
			}
			if got.TypeFilter != tt.filter || strings.Join(got.Types, " ") != tt.types {
				t.Errorf("got filter %q, types %q", got.TypeFilter, got.Types)
			}
		})
	}
}

// The server understands the choice, and what it sends is what was chosen.
func TestEarlyClaimsOfVersion3(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	opts, err := app.Choice{EarlyOnly: true}.Options(claims.V3)
	if err != nil {
		t.Fatal(err)
	}
	if got := r.refresh(opts).Refresh; got.State != claims.RefreshDone {
		t.Fatalf("got %+v", got)
	}
	status := statusOf(t, r.set)
	all, current := 0, 0
	for _, n := range status.All.Claims {
		all += n
	}
	for _, n := range status.Current.Claims {
		current += n
	}
	if all == 0 || current != 0 {
		t.Errorf("got %d claims, of which %d count: early claims never do", all, current)
	}
}

// The move to version 3: it is loaded beside version 2, compared, and only then shown (docs/reference/bcda-protocol.md 8).
func TestMoveToVersion3(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	before := statusOf(t, r.set).Current
	var usage *app.UsageError
	if err := r.set.UseVersion(t.Context(), claims.V3); !errors.As(err, &usage) {
		t.Fatalf("a version that was never loaded: got %v", err)
	}
	if err := r.set.CheckVersion(t.Context(), claims.V3); err != nil {
		t.Fatal(err)
	}
	if got := r.refresh(app.RefreshOptions{API: claims.V3}).Refresh; !got.Full || got.Since != "" {
		t.Errorf("got since %q: v2's is no good in v3", got.Since)
	}
	if after := statusOf(t, r.set).Current; after.PaymentCents != before.PaymentCents || !slices.Equal(after.APIVersions, []string{claims.V2}) {
		t.Errorf("loading beside changed what counts: %+v, then %+v", before, after)
	}
	compared, err := r.set.CompareVersions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	both := 0
	for _, m := range compared.Months {
		if m.Claims[claims.V2] > 0 && m.Claims[claims.V3] > 0 {
			both++
		}
	}
	if compared.People[claims.V2] == 0 || compared.People[claims.V3] == 0 || both == 0 {
		t.Errorf("got %+v", compared)
	}
	if err := r.set.UseVersion(t.Context(), claims.V3); err != nil {
		t.Fatal(err)
	}
	after := statusOf(t, r.set)
	if !slices.Equal(after.Current.APIVersions, []string{claims.V3}) || !slices.Equal(after.All.APIVersions, []string{claims.V2, claims.V3}) {
		t.Errorf("after the switch: %v of %v", after.Current.APIVersions, after.All.APIVersions)
	}
	r.clock.pass(24 * time.Hour)
	if got := r.refresh(app.RefreshOptions{}).Refresh; got.APIVersion != claims.V3 || got.Full {
		t.Errorf("next refresh: got %s full %t", got.APIVersion, got.Full)
	}
}

func TestVersionsThatDiffer(t *testing.T) {
	month := func(v2, v3 int, paid2, paid3 int64) claims.VersionMonth {
		return claims.VersionMonth{Claims: map[string]int{claims.V2: v2, claims.V3: v3}, PaidCents: map[string]int64{claims.V2: paid2, claims.V3: paid3}}
	}
	for name, tt := range map[string]struct {
		m    claims.VersionMonth
		want bool
	}{
		"equal": {month(100, 100, 5000, 5000), false}, "two in a hundred": {month(100, 98, 0, 0), false}, "three in a hundred": {month(97, 100, 0, 0), true},
		"money": {month(1, 1, 10000, 9700), true}, "refunds": {month(1, 1, -10000, -9900), false}, "one has none": {month(0, 1, 0, 0), true},
	} {
		if got := tt.m.Differs(); got != tt.want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}
