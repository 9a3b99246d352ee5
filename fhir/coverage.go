package fhir

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// coverage is a Coverage of BCDA v2 or v3 (docs/reference/flattening.md 2.2).
type coverage struct {
	ID           string          `json:"id"`
	Meta         meta            `json:"meta"`
	Contained    []contained     `json:"contained"`
	Extension    []extension     `json:"extension"`
	Identifier   []identifier    `json:"identifier"`
	Status       string          `json:"status"`
	SubscriberID string          `json:"subscriberId"`
	Beneficiary  reference       `json:"beneficiary"`
	Period       period          `json:"period"`
	Class        []coverageClass `json:"class"`
}

// coverageClass is a group, plan or card number that the coverage belongs to.
type coverageClass struct {
	Type  codeableConcept `json:"type"`
	Value string          `json:"value"`
}

// extensionRule says that the value of an extension is the value of a column. Where two rules name one column, the first
// that finds a value decides.
type extensionRule struct {
	url string
	col claims.Col
}

// coverageExtensions are the columns of coverage that one extension holds, in both versions.
var coverageExtensions = []extensionRule{
	{variables + "ms_cd", claims.ColCoverageMedicareStatusCode},
	{variables + "orec", claims.ColCoverageOriginalEntitlementReason},
	{variables + "crec", claims.ColCoverageCurrentEntitlementReason},
	{variables + "esrd_ind", claims.ColCoverageESRDIndicator},
	{variables + "a_trm_cd", claims.ColCoverageTerminationCode},
	{variables + "b_trm_cd", claims.ColCoverageTerminationCode},

	{structures + "BENE-MDCR-STUS-CD", claims.ColCoverageMedicareStatusCode},
	{structures + "BENE-MDCR-ENTLMT-RSN-CD", claims.ColCoverageOriginalEntitlementReason},
	{structures + "BENE-ESRD-STUS-ID", claims.ColCoverageESRDIndicator},
	{structures + "BENE-DSBLD-STUS-ID", claims.ColCoverageDisabledStatus},
	{structures + "BENE-MDCR-ENTLMT-STUS-CD", claims.ColCoverageEntitlementStatus},
	{structures + "BENE-ENRLMT-RSN-CD", claims.ColCoverageEnrollmentReason},
	{structures + "BENE-BUYIN-CD", claims.ColCoverageBuyinCode},
	{structures + "BENE-DUAL-STUS-CD", claims.ColCoverageDualStatusCode},
	{structures + "BENE-DUAL-TYPE-CD", claims.ColCoverageDualType},
	{structures + "MEDICAID-STATE-CD", claims.ColCoverageMedicaidState},
	{structures + "BENE-CNTRCT-NUM", claims.ColCoverageContractNumber},
	{structures + "BENE-PBP-NUM", claims.ColCoveragePBPNumber},
	{structures + "CNTRCT-PBP-SGMT-NUM", claims.ColCoverageSegment},
	{structures + "BENE-LIS-COPMT-LVL-CD", claims.ColCoverageLisLevel},
	{structures + "BENE-LIS-PTD-PRM-PCT", claims.ColCoverageLisPremiumPct},
}

// coverageClasses are the columns of coverage that one class holds, by the code of its type
// (http://terminology.hl7.org/CodeSystem/coverage-class).
var coverageClasses = []struct {
	code string
	col  claims.Col
}{
	{"rxbin", claims.ColCoverageRxBin},
	{"rxpcn", claims.ColCoverageRxPcn},
	{"rxgroup", claims.ColCoverageRxGroup},
	{"rxid", claims.ColCoverageRxID},
}

// coverageRows reads a Coverage: the coverage row and, in v2, one coverage_months row per month that says something.
func coverageRows(c *coverage, in scope) content {
	row := claims.NewRow(claims.Coverage)
	set(row, claims.ColCoverageAPIVersion, in.version)
	set(row, claims.ColCoverageFHIRID, c.ID)
	set(row, claims.ColCoverageCoverageID, c.ID)
	set(row, claims.ColCoveragePatientID, referenceID(c.Beneficiary.Reference, claims.TypePatient))
	set(row, claims.ColCoverageMBI, cmp.Or(trimmed(c.SubscriberID), identifierValue(c.Identifier, mbiSystem)))
	set(row, claims.ColCoveragePart, c.part())
	set(row, claims.ColCoverageStatus, c.Status)
	set(row, claims.ColCoveragePeriodStart, c.Period.Start)
	set(row, claims.ColCoveragePeriodEnd, c.Period.End)
	for _, rule := range coverageExtensions {
		if !row.Value(rule.col).Set {
			set(row, rule.col, extensionText(c.Extension, rule.url))
		}
	}
	for _, rule := range coverageClasses {
		set(row, rule.col, c.classValue(rule.code))
	}
	set(row, claims.ColCoveragePlanName, c.organizationNames())
	set(row, claims.ColCoverageReferenceYear, referenceYear(c.Extension))
	return content{
		id: c.ID, lastUpdated: c.Meta.LastUpdated,
		rows: append([]claims.Row{row}, c.monthRows(row)...),
	}
}

// part is A, B, C, D or DUAL; empty where neither class nor id says so.
func (c *coverage) part() string {
	for _, code := range []string{"plan", "subplan"} { // older v2 data file the part under subplan
		if part := partOfPlan(c.classValue(code)); part != "" {
			return part
		}
	}
	return partOfID(c.ID)
}

func partOfPlan(plan string) string {
	plan = strings.ToUpper(plan)
	if strings.HasPrefix(plan, "DUAL") {
		return "DUAL"
	}
	return knownPart(strings.TrimPrefix(plan, "PART "))
}

// partOfID reads ids such as part-a-123, part-DUAL-123, dual-123 and part-c-123-H1234-001. The patient's id may be
// negative: part-a--123.
func partOfID(id string) string {
	letter, _, _ := strings.Cut(strings.TrimPrefix(strings.ToUpper(id), "PART-"), "-")
	return knownPart(letter)
}

func knownPart(part string) string {
	switch part {
	case "A", "B", "C", "D", "DUAL":
		return part
	}
	return ""
}

// classValue is the value of the first class of a type that has one.
func (c *coverage) classValue(code string) string {
	of := selector{code: code}
	for _, class := range c.Class {
		if value := trimmed(class.Value); value != "" && of.has(class.Type) {
			return value
		}
	}
	return ""
}

// organizationNames are the names of the plan or, for Parts A and B, of the payer.
func (c *coverage) organizationNames() string {
	var names []string
	for i := range c.Contained {
		if c.Contained[i].ResourceType == "Organization" {
			names = append(names, c.Contained[i].Name.organization)
		}
	}
	return joined(names)
}

// referenceYear is the year that the monthly extensions of v2 speak of; empty where there is none.
func referenceYear(extensions []extension) string {
	year, _, _ := strings.Cut(extensionText(extensions, variables+"rfrnc_yr"), "-")
	if _, err := strconv.ParseUint(year, 10, 16); err != nil {
		return ""
	}
	return year
}
