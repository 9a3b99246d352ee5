package lake

import (
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// noValue names the folder of rows without a value, as Hive does.
const noValue = "__HIVE_DEFAULT_PARTITION__"

// Partition columns, outermost first. Parts do not hold them, as is the custom: readers take them from the folders' names.
const (
	claimTypeColumn = "claim_type"
	yearColumn      = "year"
)

// isParted says whether a table is parted by claim type and year.
func isParted(table *claims.Table) bool { return table.ID == claims.Claims || table.ClaimChild }

// partitionKey is what a row's partition is chosen by; empty text is no value. It is zero for tables that are not parted.
type partitionKey struct{ claimType, year string }

// keyOf is the key of a claim.
func keyOf(claimType, thruDate claims.Value) partitionKey {
	key := partitionKey{claimType: claimType.Text}
	if day, ok := claims.DateText(thruDate.Text); ok {
		key.year = day[:4]
	}
	return key
}

// path is the partition's folder below the data set's, with '/' between folders.
func (k partitionKey) path(table *claims.Table) string {
	if !isParted(table) {
		return table.Name
	}
	return fmt.Sprintf("%s/%s=%s/%s=%s", table.Name, claimTypeColumn, folderValue(k.claimType), yearColumn, folderValue(k.year))
}

// values are the partition columns for the manifest; nil is no value.
func (k partitionKey) values(table *claims.Table) map[string]*string {
	if !isParted(table) {
		return nil
	}
	values := map[string]*string{claimTypeColumn: nil, yearColumn: nil}
	if k.claimType != "" {
		values[claimTypeColumn] = &k.claimType
	}
	if k.year != "" {
		values[yearColumn] = &k.year
	}
	return values
}

// folderValue writes a value so that it can stand in a folder's name on every system: anything but letters, digits, '-', '_'
// and '.' as % and two hexadecimal digits, which Hive's readers undo.
func folderValue(value string) string {
	if value == "" {
		return noValue
	}
	var b strings.Builder
	for i := range len(value) {
		c := value[i]
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '_' || c == '.' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
