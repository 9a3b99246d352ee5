package store

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// measured reads what the figures of one person are made of: base claims of the version in use, and claims that are set apart.
func (s *settling) measured(key string, records []record) (*measure.Person, error) {
	p := &measure.Person{}
	last, err := s.measuredClaims(key, p)
	if err != nil {
		return nil, fmt.Errorf("claims: %w", err)
	}
	if err := s.measuredLines(key, p); err != nil {
		return nil, fmt.Errorf("lines: %w", err)
	}
	cover := s.lived.cover
	s.lived.measuredCare(p)
	for _, r := range records {
		if r.died && cover.Died == "" {
			cover.Died = r.death
			if cover.Died == "" {
				cover.Died = last
			}
		}
	}
	p.Cover = measure.CoverOf(cover)
	return p, nil
}

// measuredClaimsSQL reads all claims of a person with their marks; its arguments are person and version.
func measuredClaimsSQL() string {
	return `SELECT coalesce(c.claim_type, 'UNKNOWN'), c.thru_date, c.weekly_process_date, c.payment_amount, c.submitted_amount, ` + apartSQL() + `,
		c.facility_ccn, c.facility_npi, c.provider_tax_id FROM claims_rows c WHERE c.person_key = ? AND c.api_version = ?`
}

// measuredClaims reads the claims and says when the last service was. Where Medicare did not say when it processed a claim, the
// claim teaches nothing about how claims arrive.
func (s *settling) measuredClaims(key string, p *measure.Person) (last string, err error) {
	d := make([]driver.Value, 9)
	err = s.w.each(measuredClaimsSQL(), d, func() error {
		one := measure.Claim{
			Type: text(d[0]), Month: measure.MonthOf(text(d[1])), Processed: measure.MonthOf(text(d[2])), PaidCents: integer(d[3]),
			CCN: text(d[6]), NPI: text(d[7]), TaxID: text(d[8]),
		}
		if one.Type == claims.PDE {
			one.PaidCents = integer(d[4])
		}
		marks := claims.Apart(integer(d[5])) //nolint:gosec // of apartSQL
		if marks != 0 {
			p.Apart = append(p.Apart, measure.ApartClaim{Type: one.Type, Month: one.Month, Marks: marks, PaidCents: one.PaidCents})
		}
		if !(claims.Counting{}).Counts(marks) {
			return nil
		}
		one.Denied = marks&claims.ApartDenied != 0
		p.Claims = append(p.Claims, one)
		last = max(last, known(text(d[1])))
		return nil
	}, key, s.inUse)
	return last, err
}

// measuredLines reads lines of doctors' claims that were not denied, and fills.
func (s *settling) measuredLines(key string, p *measure.Person) error {
	d := make([]driver.Value, 10)
	return s.w.each(`SELECT c.claim_type, c.thru_date, l.place_of_service, l.specialty, coalesce(l.rendering_npi, c.rendering_npi), c.provider_tax_id,
			l.allowed_amount, l.ndc_code, l.brand_generic, c.submitted_amount
		FROM claims_rows c CROSS JOIN claim_lines_rows l ON l.claim_key = c.claim_key
		WHERE c.person_key = ? AND c.api_version = ? AND c.claim_type IN ('CARRIER', 'PDE') AND `+claimCondition()+` AND NOT coalesce(`+deniedCondition+`, 0)`, d, func() error {
		month := measure.MonthOf(text(d[1]))
		if text(d[0]) == claims.PDE {
			p.Fills = append(p.Fills, measure.Fill{Month: month, NDC: text(d[7]), BrandGeneric: text(d[8]), CostCents: integer(d[9])})
			return nil
		}
		p.Lines = append(p.Lines, measure.Line{
			Month: month, Place: text(d[2]), Specialty: text(d[3]), RenderingNPI: text(d[4]), TaxID: text(d[5]), AllowedCents: integer(d[6]),
		})
		return nil
	}, key, s.inUse)
}

// coverage reads what is known of a person's coverage, of the version in use.
func (s *settling) coverage(key string) (measure.Coverage, error) {
	var c measure.Coverage
	months := map[string]*measure.CoverageMonth{}
	var order []string
	d := make([]driver.Value, 7)
	err := s.w.each(`SELECT m.part, m.year, m.month, m.buyin, m.hmo_ind, m.ptdcntrct, m.dual FROM persons p
		CROSS JOIN coverage_months_rows m ON m.api_version = p.api_version AND m.patient_id = p.patient_id
		WHERE p.person_key = ? AND p.api_version = ? ORDER BY m.patient_id, m.part, m.year, m.month`, d, func() error {
		month := fmt.Sprintf("%04d-%02d", integer(d[1]), integer(d[2]))
		at := months[month]
		if at == nil {
			at = &measure.CoverageMonth{Month: month}
			months[month] = at
			order = append(order, month)
		}
		at.Medicaid = at.Medicaid || medicaidDual(text(d[6]))
		switch text(d[0]) {
		case "D":
			at.Drugs = at.Drugs || enrolledContract(text(d[5]))
		case "A", "B":
			at.BuyIn, at.HMO = max(at.BuyIn, text(d[3])), max(at.HMO, text(d[4]))
		}
		return nil
	}, key, s.inUse)
	if err != nil {
		return c, err
	}
	for _, month := range order {
		c.Months = append(c.Months, *months[month])
	}
	d = make([]driver.Value, 4)
	return c, s.w.each(coverPeriodsSQL, d, func() error {
		to := text(d[3])
		if strings.HasPrefix(to, "9999") {
			to = ""
		}
		c.Periods = append(c.Periods, measure.CoveragePeriod{Part: text(d[0]), Status: text(d[1]), From: text(d[2]), To: to})
		return nil
	}, key, s.inUse)
}

// coverPeriodsSQL reads when a person had which part. Left to choose, SQLite would look through all coverage of the version.
const coverPeriodsSQL = `SELECT part, status, period_start, period_end FROM coverage_rows INDEXED BY coverage_person WHERE person_key = ? AND api_version = ?`

// enrolledContract tells a Part D contract from codes for none: N, 0, and X for unknown.
func enrolledContract(contract string) bool {
	return contract != "" && strings.Contains("EHRS", contract[:1])
}
