package cclf

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Resources gives the stored resources behind the exported claims, in the order of the claims.
type Resources interface {
	Next() bool
	// Bytes is the present resource; the slice is reused by the next call of Next.
	Bytes() []byte
	Err() error
	Close() error
}

// beyond is what a resource says that the tables do not hold.
type beyond struct {
	ID       string `json:"id"`
	Type     string `json:"resourceType"`
	Provider struct {
		Reference string `json:"reference"`
	} `json:"provider"`
	Contained []struct {
		ID         string       `json:"id"`
		Identifier []identifier `json:"identifier"`
	} `json:"contained"`
	Referral struct {
		Identifier identifier `json:"identifier"`
	} `json:"referral"`
	CareTeam []struct {
		Sequence  json.RawMessage `json:"sequence"`
		Role      concept         `json:"role"`
		Extension []extension     `json:"extension"`
		Provider  struct {
			Identifier identifier `json:"identifier"`
		} `json:"provider"`
	} `json:"careTeam"`
	SupportingInfo []struct {
		Sequence json.RawMessage `json:"sequence"`
		Category concept         `json:"category"`
		Code     concept         `json:"code"`
		Text     string          `json:"valueString"`
	} `json:"supportingInfo"`
	Item []item `json:"item"`
}

// item is a claim line.
type item struct {
	Extension           []extension       `json:"extension"`
	CareTeamSequence    []json.RawMessage `json:"careTeamSequence"`
	InformationSequence []json.RawMessage `json:"informationSequence"`
}

type identifier struct {
	System string  `json:"system"`
	Type   concept `json:"type"`
	Value  string  `json:"value"`
}

type concept struct {
	Coding []struct {
		System string `json:"system"`
		Code   string `json:"code"`
	} `json:"coding"`
}

func (c concept) has(code string) bool {
	for _, coding := range c.Coding {
		if coding.Code == code {
			return true
		}
	}
	return false
}

func (c concept) first() string {
	for _, coding := range c.Coding {
		if coding.Code != "" {
			return coding.Code
		}
	}
	return ""
}

// of is the code of a system, which the end of its address names.
func (c concept) of(system string) string {
	for _, coding := range c.Coding {
		if strings.HasSuffix(coding.System, "/"+system) {
			return coding.Code
		}
	}
	return ""
}

type extension struct {
	URL    string `json:"url"`
	Coding struct {
		Code string `json:"code"`
	} `json:"valueCoding"`
	Identifier struct {
		Value string `json:"value"`
	} `json:"valueIdentifier"`
}

// extensionOf is the value of the first extension whose address ends in one of the names.
func extensionOf(list []extension, names []string) string {
	for _, e := range list {
		for _, name := range names {
			if strings.HasSuffix(strings.TrimSuffix(e.URL, "/"), "/"+name) {
				return strings.TrimSpace(e.Coding.Code + e.Identifier.Value)
			}
		}
	}
	return ""
}

func (i *item) extension(names ...string) string { return extensionOf(i.Extension, names) }

// pointed is the n-th fact of a category that the line points at.
func (i *item) pointed(b *beyond, n int, category string) string {
	for _, sequence := range i.InformationSequence {
		for _, fact := range b.SupportingInfo {
			if !bytes.Equal(fact.Sequence, sequence) || !fact.Category.has(category) {
				continue
			}
			if n--; n == 0 {
				return strings.TrimSpace(fact.Code.first() + fact.Text)
			}
		}
	}
	return ""
}

// renderer is the value of an extension on the provider that the line points at.
func (i *item) renderer(b *beyond, names ...string) string {
	for _, sequence := range i.CareTeamSequence {
		for _, member := range b.CareTeam {
			if bytes.Equal(member.Sequence, sequence) {
				if value := extensionOf(member.Extension, names); value != "" {
					return value
				}
			}
		}
	}
	return ""
}

// kindOfNumber is the code system of what a provider's number is: 01 an NPI, 07 of the drug programs, 11 a tax number.
const kindOfNumber = "PRVDR-ID-QLFYR-CD"

// pharmacy is the number of who dispensed and its kind; v3 gives others than NPIs too.
func (b *beyond) pharmacy() (number, kind string) {
	if b == nil {
		return "", ""
	}
	for _, c := range b.Contained {
		if "#"+c.ID != b.Provider.Reference {
			continue
		}
		for _, id := range c.Identifier {
			if strings.HasSuffix(id.System, "/GenericIdNum") {
				return id.Value, id.Type.of(kindOfNumber)
			}
		}
	}
	return "", ""
}

// prescriber is the number of who prescribed and its kind, where the kind is sent.
func (b *beyond) prescriber() (number, kind string) {
	if b == nil {
		return "", ""
	}
	for _, member := range b.CareTeam {
		if id := member.Provider.Identifier; member.Role.has("prescribing") && id.Type.of(kindOfNumber) != "" {
			return id.Value, id.Type.of(kindOfNumber)
		}
	}
	return "", ""
}

// beyondLine is a field that is read from the line's resource.
func beyondLine(from string, of func(*item, *beyond) string) cell {
	return cell{from: "resource: " + from, value: func(r *row) claims.Value {
		i := r.item()
		if i == nil {
			return claims.Value{}
		}
		return claims.TextValue(of(i, r.beyond))
	}}
}

// pointedFact is a fact of v3 that a line points at.
func pointedFact(category string, n int) cell {
	from := "supporting fact " + category + " that the line points at"
	if n > 1 {
		from += fmt.Sprintf(", number %d", n)
	}
	return beyondLine(from, func(i *item, b *beyond) string { return i.pointed(b, n, category) }).lackingInV2(notInV2)
}

// beyondReader reads resources in step with claims.
type beyondReader struct {
	from  Resources
	now   *beyond
	ahead bool // now belongs to a later claim
}

// of is what the claim's resource says beyond the tables; nil for a claim that came as another resource.
func (b *beyondReader) of(fhirID string) (*beyond, error) {
	if b == nil {
		return nil, nil
	}
	var found *beyond
	for {
		if !b.ahead {
			if !b.from.Next() {
				return found, b.from.Err()
			}
			now, err := decodeBeyond(b.from.Bytes())
			if err != nil {
				return nil, err
			}
			b.now, b.ahead = now, true
		}
		if b.now.ID != fhirID {
			return found, nil
		}
		if b.now.Type == claims.TypeEOB {
			found = b.now
		}
		b.ahead = false
	}
}

func decodeBeyond(raw []byte) (*beyond, error) {
	var b beyond
	err := json.Unmarshal(raw, &b)
	var shape *json.UnmarshalTypeError
	if errors.As(err, &shape) {
		return &b, nil // something else stands in that place; the rest is read all the same
	}
	if err != nil {
		return nil, errors.New("stored resource is no JSON") // the parser's own words may quote the resource
	}
	return &b, nil
}
