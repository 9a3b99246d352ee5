package store

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ErrPage reports a page key that is not one of this list in this order.
var ErrPage = errors.New("page key does not belong to this list")

// pageRows is how many rows a page holds when nobody says (docs/reference/screens.md 11.1).
const pageRows = 200

// ordering is one order of a list: sort columns, of which all but the last may repeat, the last being the row's key.
type ordering struct {
	name    string
	columns []string // expressions; none is ever null
	number  bool     // the first column is a number
	desc    bool
}

// mark is the place of a row in an ordering: the values of its columns. The order's name is part of it, so that a key
// of one order is refused by another.
type mark struct {
	Order  string
	Values []string
}

// key hides the place of a row from callers.
func (o ordering) key(values ...string) (string, error) {
	raw, err := json.Marshal(mark{Order: o.fullName(), Values: values})
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

// after adds the condition for rows that come after a key; none for the empty key. It returns ErrPage for a key of
// another order.
func (o ordering) after(key string, where *conditions) error {
	if key == "" {
		return nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(key)
	if err != nil {
		return ErrPage
	}
	var m mark
	if err := json.Unmarshal(raw, &m); err != nil || m.Order != o.fullName() || len(m.Values) != len(o.columns) {
		return ErrPage
	}
	args := make([]any, len(m.Values))
	for i, v := range m.Values {
		args[i] = v
	}
	if o.number {
		if args[0], err = strconv.ParseInt(m.Values[0], 10, 64); err != nil {
			return ErrPage
		}
	}
	compare := ">"
	if o.desc {
		compare = "<"
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")
	where.add("("+strings.Join(o.columns, ", ")+") "+compare+" ("+marks+")", args...)
	return nil
}

func (o ordering) fullName() string {
	if o.desc {
		return o.name + " desc"
	}
	return o.name
}

// orderBy prints the ORDER BY list.
func (o ordering) orderBy() string {
	if o.desc {
		return strings.Join(o.columns, " DESC, ") + " DESC"
	}
	return strings.Join(o.columns, ", ")
}

// offset passes over the rows that a page skips: SQLite steps along the index without looking at the rows' values.
func offset(p claims.Page) string {
	if p.Skip <= 0 {
		return ""
	}
	return " OFFSET " + strconv.Itoa(p.Skip)
}

// limitOf is how many rows a page asks for.
func limitOf(p claims.Page) int {
	if p.Limit <= 0 {
		return pageRows
	}
	return p.Limit
}
