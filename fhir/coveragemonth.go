package fhir

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// monthlyExtensions are the extensions of v2 that come once for each month of the reference year: the name is followed
// by two digits of the month (docs/reference/flattening.md 2.2).
var monthlyExtensions = []struct {
	name string
	col  claims.Col
}{
	{"dual_", claims.ColCoverageMonthsDual},
	{"buyin", claims.ColCoverageMonthsBuyin},
	{"hmo_ind_", claims.ColCoverageMonthsHmoInd},
	{"ptc_cntrct_id_", claims.ColCoverageMonthsPtcCntrctID},
	{"ptc_pbp_id_", claims.ColCoverageMonthsPtcPBPID},
	{"ptc_plan_type_cd_", claims.ColCoverageMonthsPtcPlanTypeCd},
	{"ptdcntrct", claims.ColCoverageMonthsPtdcntrct},
	{"ptdpbpid", claims.ColCoverageMonthsPtdpbpid},
	{"sgmtid", claims.ColCoverageMonthsSgmtid},
	{"cstshr", claims.ColCoverageMonthsCstshr},
	{"rdsind", claims.ColCoverageMonthsRdsind},
}

const monthsPerYear = 12

// monthOf takes the url of a monthly extension apart, such as .../variables/dual_01 into "dual_" and 1; month is 0 for
// other urls. Part D repeats its contracts under urls with a further segment, .../ptdcntrct01/2018-10: their name is
// none that a rule knows.
func monthOf(url string) (name string, month int) {
	tail, ok := strings.CutPrefix(strings.TrimSuffix(url, "/"), variables)
	if !ok || len(tail) < 3 {
		return "", 0
	}
	name, digits := tail[:len(tail)-2], tail[len(tail)-2:]
	if !allDigits(digits) {
		return "", 0
	}
	month = int(digits[0]-'0')*10 + int(digits[1]-'0')
	if month < 1 || month > monthsPerYear {
		return "", 0
	}
	return name, month
}

// monthRows returns a row for each month of the reference year about which an extension says something. Without a
// patient, a part and a year a month has no key; then there are none.
func (c *coverage) monthRows(of claims.Row) []claims.Row {
	for _, key := range []claims.Col{claims.ColCoveragePatientID, claims.ColCoveragePart, claims.ColCoverageReferenceYear} {
		if !of.Value(key).Set {
			return nil
		}
	}
	var months [monthsPerYear + 1]claims.Row
	for i := range c.Extension {
		name, month := monthOf(c.Extension[i].URL)
		text := c.Extension[i].text()
		if month == 0 || text == "" {
			continue
		}
		for _, rule := range monthlyExtensions {
			if rule.name != name {
				continue
			}
			if months[month].Values == nil {
				months[month] = newMonth(of, month)
			}
			if !months[month].Value(rule.col).Set {
				set(months[month], rule.col, text)
			}
		}
	}
	var rows []claims.Row
	for _, row := range months {
		if row.Values != nil {
			rows = append(rows, row)
		}
	}
	return rows
}

func newMonth(of claims.Row, month int) claims.Row {
	row := claims.NewRow(claims.CoverageMonths)
	row.Set(claims.ColCoverageMonthsAPIVersion, of.Value(claims.ColCoverageAPIVersion))
	row.Set(claims.ColCoverageMonthsFHIRID, of.Value(claims.ColCoverageFHIRID))
	row.Set(claims.ColCoverageMonthsCoverageID, of.Value(claims.ColCoverageCoverageID))
	row.Set(claims.ColCoverageMonthsPatientID, of.Value(claims.ColCoveragePatientID))
	row.Set(claims.ColCoverageMonthsPart, of.Value(claims.ColCoveragePart))
	row.Set(claims.ColCoverageMonthsYear, of.Value(claims.ColCoverageReferenceYear))
	row.Set(claims.ColCoverageMonthsMonth, claims.IntValue(int64(month)))
	return row
}
