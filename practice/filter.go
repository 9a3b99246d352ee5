package practice

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Code systems of the tags that _typeFilter knows.
const (
	SystemTypeURL  = "https://bluebutton.cms.gov/fhir/CodeSystem/System-Type"
	FinalActionURL = "https://bluebutton.cms.gov/fhir/CodeSystem/Final-Action"
)

// Codes of the Final-Action system.
const (
	finalAction    = "FinalAction"
	notFinalAction = "NotFinalAction"
)

// Tag is one meta.tag of a resource.
type Tag struct {
	System string
	Code   string
}

// TypeFilter narrows the ExplanationOfBenefit resources of a v3 export, as asked
// with _typeFilter (docs/reference/bcda-protocol.md 3).
type TypeFilter struct {
	// Tags is a list of alternatives each: a resource needs one tag of every list.
	Tags [][]Tag
	// Outcomes are the values of outcome that are let through; empty lets all.
	Outcomes []string
	// From and To bound the service date, YYYY-MM-DD, inclusive; empty is no bound.
	From, To string
	// Defaulted says that no System-Type was asked for and the server's own default
	// was put into Tags.
	Defaulted bool
}

// Match reports whether a resource passes. day is its service date, YYYY-MM-DD;
// an empty one passes any bounds. A nil filter lets everything through.
func (f *TypeFilter) Match(tags []Tag, outcome, day string) bool {
	if f == nil {
		return true
	}
	for _, anyOf := range f.Tags {
		if !slices.ContainsFunc(anyOf, func(t Tag) bool { return slices.Contains(tags, t) }) {
			return false
		}
	}
	if len(f.Outcomes) > 0 && !slices.Contains(f.Outcomes, outcome) {
		return false
	}
	return day == "" || (f.From == "" || day >= f.From) && (f.To == "" || day <= f.To)
}

// asksFor reports whether a code of the System-Type system was asked for.
func (f *TypeFilter) asksFor(code string) bool {
	return slices.ContainsFunc(f.Tags, func(anyOf []Tag) bool {
		return slices.Contains(anyOf, Tag{SystemTypeURL, code})
	})
}

// tagCodes are the codes of a tag system; nil for an unknown system.
func tagCodes(system string) []string {
	switch system {
	case SystemTypeURL:
		return []string{"SharedSystem", "NationalClaimsHistory", "DDPS"}
	case FinalActionURL:
		return []string{finalAction, notFinalAction}
	}
	return nil
}

// parseTypeFilters reads the values of all _typeFilter parameters of a request,
// decoded once. Their own query is decoded a second time here. Without any
// System-Type the server's default is added.
func parseTypeFilters(values []string) (*TypeFilter, error) {
	f := &TypeFilter{}
	if len(values) > 1 {
		return nil, errors.New("only one _typeFilter parameter is supported")
	}
	if len(values) == 1 {
		if err := f.parse(values[0]); err != nil {
			return nil, err
		}
	}
	asked := func(anyOf []Tag) bool {
		return slices.ContainsFunc(anyOf, func(t Tag) bool { return t.System == SystemTypeURL })
	}
	if !slices.ContainsFunc(f.Tags, asked) {
		f.Defaulted = true
		f.Tags = append(f.Tags, []Tag{{SystemTypeURL, "NationalClaimsHistory"}, {SystemTypeURL, "DDPS"}})
	}
	return f, nil
}

func (f *TypeFilter) parse(text string) error {
	resourceType, query, ok := strings.Cut(text, "?")
	if !ok {
		return errors.New("invalid _typeFilter: missing question mark")
	}
	if resourceType != typeEOB {
		return fmt.Errorf("invalid _typeFilter: resource type %q is not supported, only %s", resourceType, typeEOB)
	}
	params, err := url.ParseQuery(query)
	if err != nil {
		return errors.New("invalid _typeFilter: subquery cannot be decoded")
	}
	for name := range params {
		if !slices.Contains([]string{"_tag", "outcome", "service-date"}, name) {
			return fmt.Errorf("invalid _typeFilter: parameter %q is not supported", name)
		}
	}
	for _, value := range params["_tag"] {
		if err := f.addTags(value); err != nil {
			return err
		}
	}
	for _, value := range params["outcome"] {
		if err := f.addOutcomes(value); err != nil {
			return err
		}
	}
	for _, value := range params["service-date"] {
		if err := f.addServiceDate(value); err != nil {
			return err
		}
	}
	return nil
}

// addTags adds one _tag: a list in which one must match.
func (f *TypeFilter) addTags(value string) error {
	var anyOf []Tag
	for text := range strings.SplitSeq(value, ",") {
		system, code, _ := strings.Cut(text, "|")
		if !slices.Contains(tagCodes(system), code) {
			return fmt.Errorf("invalid _tag value %q", text)
		}
		anyOf = append(anyOf, Tag{system, code})
	}
	f.Tags = append(f.Tags, anyOf)
	return nil
}

func (f *TypeFilter) addOutcomes(value string) error {
	for text := range strings.SplitSeq(value, ",") {
		if text != "complete" && text != "partial" {
			return fmt.Errorf("invalid outcome value %q", text)
		}
		f.Outcomes = append(f.Outcomes, text)
	}
	return nil
}

// addServiceDate narrows the service date by one value with an optional prefix.
func (f *TypeFilter) addServiceDate(value string) error {
	prefix, text := "eq", value
	if len(value) > 2 && slices.Contains([]string{"eq", "ge", "gt", "le", "lt"}, value[:2]) {
		prefix, text = value[:2], value[2:]
	}
	first, last, ok := dayRange(text)
	if !ok {
		return fmt.Errorf("invalid service-date value %q", value)
	}
	switch prefix {
	case "eq":
		f.narrow(day(first), day(last))
	case "ge":
		f.narrow(day(first), "")
	case "gt":
		f.narrow(day(last.AddDate(0, 0, 1)), "")
	case "le":
		f.narrow("", day(last))
	case "lt":
		f.narrow("", day(first.AddDate(0, 0, -1)))
	}
	return nil
}

// narrow keeps the tightest bounds.
func (f *TypeFilter) narrow(from, to string) {
	if from != "" && from > f.From {
		f.From = from
	}
	if to != "" && (f.To == "" || to < f.To) {
		f.To = to
	}
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// dayRange gives the first and last day that a FHIR date or date-time means.
func dayRange(text string) (first, last time.Time, ok bool) {
	if t, err := time.Parse("2006", text); err == nil {
		return t, t.AddDate(1, 0, -1), true
	}
	if t, err := time.Parse("2006-01", text); err == nil {
		return t, t.AddDate(0, 1, -1), true
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04:05"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, t, true
		}
	}
	return time.Time{}, time.Time{}, false
}
