package bcda

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Group is the id of a group of beneficiaries (docs/reference/bcda-protocol.md 3).
type Group string

// The groups. GroupNew is in the published contract, but the real server refuses it with ErrGroupUnknown.
const (
	GroupAll    Group = "all"    // everyone attributed now; with since, full history for the newly attributed
	GroupRunout Group = "runout" // attributed last year and not any more; services of last year
	GroupNew    Group = "new"
)

// ExportRequest is what to ask CMS for. The zero value asks for every type of Group/all.
type ExportRequest struct {
	// Group is "" for GroupAll; not used with PatientEndpoint. At a generic server GroupAll is everybody, by its Patient
	// endpoint or else its system endpoint, and any other id is the server's own.
	Group           Group
	PatientEndpoint bool // /Patient/$export: as GroupAll, but since applies to the newly attributed too
	// Types are resource type names, case-sensitive; none for every type the entity may have.
	Types []string
	Since time.Time // changes strictly later than this; zero for the full history
	// TypeFilter is one query such as "ExplanationOfBenefit?service-date=ge2026-01-01", as a person would write it.
	// Only v3 has it; "" for none.
	TypeFilter string
}

// group returns the group with its default.
func (r ExportRequest) group() Group {
	if r.Group == "" {
		return GroupAll
	}
	return r.Group
}

// anyVersion stands for generic servers, which have none.
const anyVersion Version = ""

// check refuses what the server would drop silently or what cannot be sent.
func (r ExportRequest) check(v Version) error {
	if r.TypeFilter != "" && v != V3 && v != anyVersion {
		// v2 ignores it and would return everything (docs/reference/bcda-protocol.md 3).
		return errors.New("a type filter needs api version v3")
	}
	for _, t := range r.Types {
		if t == "" || strings.ContainsAny(t, ", ") {
			return errors.New("a resource type is empty or holds a comma or space")
		}
	}
	sorted := slices.Sorted(slices.Values(r.Types))
	if len(slices.Compact(sorted)) != len(r.Types) {
		return errors.New("a resource type is named twice")
	}
	return nil
}

// path returns the escaped path of the request.
func (r ExportRequest) path(v Version) string {
	if r.PatientEndpoint {
		return v.path("/Patient/$export")
	}
	return v.path("/Group/" + url.PathEscape(string(r.group())) + "/$export")
}

// query returns the raw query of the request. Since is sent in UTC with a Z: a plus sign would decode to a space.
func (r ExportRequest) query(v Version) string {
	values := url.Values{}
	if len(r.Types) > 0 {
		values.Set("_type", strings.Join(r.Types, ","))
	}
	if !r.Since.IsZero() {
		values.Set("_since", r.Since.UTC().Format(time.RFC3339Nano))
	}
	if r.TypeFilter != "" && v == anyVersion {
		values.Set("_typeFilter", r.TypeFilter)
	} else if r.TypeFilter != "" {
		// The server decodes the value twice, so what a second decoding would change is encoded once more.
		values.Set("_typeFilter", strings.NewReplacer("+", "%2B", " ", "%20").Replace(r.TypeFilter))
	}
	return values.Encode()
}

// same tells whether two requests ask for the same: types in any order, since as an instant.
func (r ExportRequest) same(other ExportRequest) bool {
	if r.PatientEndpoint != other.PatientEndpoint || (!r.PatientEndpoint && r.group() != other.group()) {
		return false
	}
	return slices.Equal(slices.Sorted(slices.Values(r.Types)), slices.Sorted(slices.Values(other.Types))) &&
		r.Since.Equal(other.Since) && sameFilter(r.TypeFilter, other.TypeFilter)
}

// sameFilter compares type filters by what the server makes of them.
func sameFilter(a, b string) bool {
	plain := func(text string) string {
		if decoded, err := url.PathUnescape(text); err == nil {
			return decoded
		}
		return text
	}
	return a == b || plain(a) == plain(b)
}

// ParseRequestURL reads an export's URL as manifests and tasks repeat it, with or without "GET " before it.
// It reports false for anything that is no export.
func ParseRequestURL(text string) (Version, ExportRequest, bool) {
	text = strings.TrimPrefix(strings.TrimSpace(text), "GET ")
	u, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		return "", ExportRequest{}, false
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	if len(parts) < 4 || parts[0] != "api" || parts[len(parts)-1] != "$export" {
		return "", ExportRequest{}, false
	}
	var r ExportRequest
	switch {
	case len(parts) == 4 && parts[2] == "Patient":
		r.PatientEndpoint = true
	case len(parts) == 5 && parts[2] == "Group" && parts[3] != "":
		r.Group = Group(parts[3])
	default:
		return "", ExportRequest{}, false
	}
	values, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return "", ExportRequest{}, false
	}
	if types := values.Get("_type"); types != "" {
		r.Types = strings.Split(types, ",")
	}
	if since := values.Get("_since"); since != "" {
		at, ok := parseInstant(since)
		if !ok {
			return "", ExportRequest{}, false
		}
		r.Since = at
	}
	r.TypeFilter = values.Get("_typeFilter")
	return Version(parts[1]), r, true
}
