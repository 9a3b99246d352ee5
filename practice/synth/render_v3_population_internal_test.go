package synth

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// v3Population is 100 people with 3 years, the smallest population that has to show everything.
func v3Population() *Population {
	return New(Config{People: 100, Years: 3, Seed: 1, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)})
}

// v3Export writes everything of a type at a release.
func v3Export(t *testing.T, p *Population, resourceType string, release int, people []int) [][]byte {
	t.Helper()
	var b bytes.Buffer
	n, err := p.Write(&b, "v3", resourceType, people, Query{Release: release})
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.Collect(bytes.Lines(b.Bytes()))
	if n != len(lines) {
		t.Errorf("%s: Write says %d resources, there are %d", resourceType, n, len(lines))
	}
	return lines
}

func v3Decode[T any](t *testing.T, line []byte) T {
	t.Helper()
	var m T
	if err := json.Unmarshal(line, &m); err != nil {
		t.Fatalf("not JSON: %v\n%s", err, line)
	}
	return m
}

// v3Elements adds what a resource has, down to the row: "supportingInfo[drg]", "item.detail".
func v3Elements(set map[string]bool, m map[string]any) {
	for name, value := range m {
		rows, ok := value.([]any)
		if !ok {
			set[name] = true
			continue
		}
		for _, row := range rows {
			if name != "item" {
				set[name+"["+v3Label(row)+"]"] = true
				continue
			}
			for field, value := range row.(map[string]any) {
				set["item."+field] = true
				if parts, ok := value.([]any); ok && (field == "adjudication" || field == "extension") {
					for _, part := range parts {
						set["item."+field+"["+v3Label(part)+"]"] = true
					}
				}
			}
		}
	}
}

// v3Rare lists what samples have and the lives of a small population do not bring about; the renderer
// writes all but the fixture slips (TestV3ClaimsHaveEveryPathOfTheSamples). "*" ends a beginning.
var v3Rare = []struct{ reason, shape, elements string }{
	{"a fixture slip: an institutional part on a professional bill", "CARRIER", "item.revenue supportingInfo[typeofbill] item.adjudication[CLM_LINE_INSTNL_*"},
	{"a fixture slip: an institutional part on a professional bill", "DME", "item.revenue supportingInfo[typeofbill] item.adjudication[CLM_LINE_INSTNL_*"},
	{"a fixture slip: an institutional part on a professional bill", "CARRIER MCS", "item.revenue supportingInfo[typeofbill] " +
		"item.adjudication[CLM_LINE_INSTNL_* supportingInfo[admissionperiod] supportingInfo[CLM_MDCR_EXHSTD_DT]"},
	{"a fixture slip: home health codes", "SNF", "supportingInfo[CLM_HHA_*"},
	{"a fixture slip: home health codes", "HOSPICE", "supportingInfo[CLM_HHA_*"},
	{"a fixture slip: home health codes", "INPATIENT", "supportingInfo[CLM_HHA_*"},
	{"drugs and equipment on an office bill, trials, ranges of days, assistants and power wheelchairs are rare", "CARRIER", "item.servicedPeriod " +
		"item.adjudication[CLM_LINE_PRFNL_DME_PRICE_AMT] supportingInfo[CLM_CLNCL_TRIL_NUM] supportingInfo[CLM_LINE_PMD_UNIQ_TRKNG_NUM] item.detail " +
		"item.extension[" + v3Extension + "CLM-LINE-RX-NUM] item.extension[" + v3Extension + "CLM-PHYSN-ASTNT-CD] contained[Practitioner] contained[Observation]"},
	{"the same, among the few claims that are on their way", "CARRIER MCS", "item.servicedPeriod item.detail item.modifier " +
		"item.adjudication[CLM_LINE_PRFNL_DME_PRICE_AMT] item.adjudication[CLM_BENE_PRMRY_PYR_PD_AMT] supportingInfo[CLM_CLNCL_TRIL_NUM] " +
		"supportingInfo[CLM_LINE_HCT_HGB_RSLT_NUM] item.informationSequence contained[Practitioner] contained[Observation] " +
		"item.extension[" + v3Extension + "CLM-LINE-RX-NUM] item.extension[" + v3Extension + "CLM-PHYSN-ASTNT-CD] item.extension[" + v3Extension + "CLM-PRMRY-PYR-CD] " +
		"item.extension[" + v3Extension + "CLM-LINE-ANSTHSA-UNIT-CNT] item.extension[" + v3Extension + "CLM-LINE-CARR-HPSA-SCRCTY-CD]"},
	{"suppliers bill no laboratory tests and no trials", "DME", "supportingInfo[CLM_CLNCL_TRIL_NUM] supportingInfo[CLM_LINE_HCT_HGB_RSLT_NUM] contained[Observation]"},
	{"a supplier is an organisation; rows of lines come with the adjudicated claim", "DME VMS", "contained[Practitioner] item.detail item.informationSequence " +
		"item.servicedPeriod supportingInfo[CLM_CLNCL_TRIL_NUM] supportingInfo[CLM_BNFT_ENHNCMT_CD] item.modifier"},
	{"visits at home have no operation, no DRG, no admission and no injected drug", "HHA", "adjudication[CLM_MDCR_IP_PPS_DRG_WT_NUM] careTeam[operating] " +
		"careTeam[otheroperating] diagnosis[admitting] item.detail item.modifier procedure[* supportingInfo[CLM_ACTV_CARE_THRU_DT] supportingInfo[CLM_MDCR_EXHSTD_DT] " +
		"supportingInfo[CLM_MDCR_NPMT_RSN_CD] supportingInfo[CLM_NCVRD_* supportingInfo[CLM_QLFY_* supportingInfo[admtype] supportingInfo[pointoforigin]"},
	{"hospice has no operation, no DRG, no qualifying stay", "HOSPICE", "adjudication[CLM_MDCR_IP_PPS_DRG_WT_NUM] careTeam[* diagnosis[admitting] item.detail " +
		"item.modifier procedure[* supportingInfo[CLM_MDCR_EXHSTD_DT] supportingInfo[CLM_MDCR_NPMT_RSN_CD] supportingInfo[CLM_NCVRD_* supportingInfo[CLM_PPS_IND_CD] " +
		"supportingInfo[CLM_QLFY_* supportingInfo[admtype] supportingInfo[drg] supportingInfo[pointoforigin]"},
	{"an outpatient is not admitted and is grouped into no DRG", "OUTPATIENT", "adjudication[CLM_MDCR_IP_PPS_DRG_WT_NUM] careTeam[operating] careTeam[otheroperating] " +
		"procedure[* supportingInfo[CLM_MDCR_EXHSTD_DT] supportingInfo[CLM_NCVRD_* supportingInfo[CLM_PPS_IND_CD] supportingInfo[admissionperiod] supportingInfo[admtype] " +
		"supportingInfo[drg] supportingInfo[pointoforigin]"},
	{"an outpatient is not admitted and is grouped into no DRG; a hospital is an organisation", "OUTPATIENT FISS", "adjudication[CLM_MDCR_IP_PPS_DRG_WT_NUM] " +
		"careTeam[operating] careTeam[rendering] contained[Practitioner] supportingInfo[admissionperiod] supportingInfo[admtype] supportingInfo[drg] " +
		"supportingInfo[pointoforigin] supportingInfo[CLM_BNFT_ENHNCMT_CD] item.servicedPeriod related[prior] related[]"},
	{"a nursing stay has no operation and no DRG; exhausted benefits are rare", "SNF", "adjudication[CLM_MDCR_IP_PPS_DRG_WT_NUM] careTeam[operating] " +
		"item.adjudication[CLM_LINE_ALOWD_CHRG_AMT] item.detail item.modifier procedure[* supportingInfo[CLM_MDCR_EXHSTD_DT] supportingInfo[CLM_MDCR_NPMT_RSN_CD] " +
		"supportingInfo[CLM_NCVRD_* supportingInfo[drg] item.adjudication[CLM_LINE_CVRD_PD_AMT] item.adjudication[CLM_LINE_PRVDR_PMT_AMT] item.adjudication[CLM_LINE_BENE_*"},
	{"hospital lines name no provider and no day; the stay qualifies others, not itself", "INPATIENT", "careTeam[rendering] item.adjudication[CLM_LINE_ALOWD_CHRG_AMT] " +
		"item.careTeamSequence item.modifier item.servicedDate supportingInfo[CLM_QLFY_* supportingInfo[CLM_ACO_CARE_MGMT_HCBS_SW] supportingInfo[CLM_MDCR_EXHSTD_DT] " +
		"supportingInfo[CLM_MDCR_NPMT_RSN_CD] supportingInfo[CLM_NCVRD_* item.detail"},
	{"compounds and dispensing doctors are rare", "PDE", "item.detail contained[Practitioner] supportingInfo[CLM_LTC_DSPNSNG_MTHD_CD] supportingInfo[CLM_DSPNSNG_STUS_CD] " +
		"supportingInfo[CLM_CTSTRPHC_CVRG_IND_CD]"},
	{"one sample files the bill type under info; an authorization asks for no surgeon", "PRIORAUTH", "supportingInfo[info] careTeam[operating]"},
}

func v3IsRare(shape, element string) bool {
	for _, r := range v3Rare {
		if r.shape != shape {
			continue
		}
		for e := range strings.FieldsSeq(r.elements) {
			if prefix, ok := strings.CutSuffix(e, "*"); e == element || ok && strings.HasPrefix(element, prefix) {
				return true
			}
		}
	}
	return false
}

func TestV3PopulationHasTheElementsOfTheSamples(t *testing.T) {
	p := v3Population()
	got, counts := map[string]map[string]bool{}, map[string]int{}
	drug, visit := []byte(`"EOB-TYPE","code":"PDE"`), []byte(`"code":"CARRIER"`)
	skipped := 0
	for _, line := range v3Export(t, p, "ExplanationOfBenefit", 0, p.Members(0, "all")) {
		if bytes.Contains(line, drug) || bytes.Contains(line, visit) && bytes.Contains(line, []byte(`"source":"NCH"`)) {
			if skipped++; skipped%8 != 0 {
				continue // every eighth of the frequent ones is enough
			}
		}
		m := v3Decode[map[string]any](t, line)
		shape := v3Shape(m)
		if got[shape] == nil {
			got[shape] = map[string]bool{}
		}
		counts[shape]++
		v3Elements(got[shape], m)
		v3CheckReferences(t, shape, m)
	}
	for _, shape := range []string{"CARRIER", "INPATIENT", "OUTPATIENT", "SNF", "HHA", "HOSPICE", "DME", "PDE", "PRIORAUTH", "CARRIER MCS", "OUTPATIENT FISS", "DME VMS"} {
		if counts[shape] == 0 {
			t.Errorf("no claim like %s; there are %v", shape, counts)
		}
	}
	for _, m := range v3Samples(t, "ExplanationOfBenefit.ndjson") {
		shape, want := v3Shape(m), map[string]bool{}
		v3Elements(want, m)
		v3Missing(t, shape+" "+m["id"].(string), got[shape], want, func(e string) bool { return v3IsRare(shape, e) })
	}
}

// v3CheckReferences checks that lines point at rows that exist and that the provider is contained.
func v3CheckReferences(t *testing.T, shape string, m map[string]any) {
	t.Helper()
	items, _ := m["item"].([]any)
	for field, array := range map[string]string{
		"careTeamSequence": "careTeam", "diagnosisSequence": "diagnosis", "informationSequence": "supportingInfo",
	} {
		rows := map[float64]bool{}
		list, _ := m[array].([]any)
		for _, r := range list {
			rows[r.(map[string]any)["sequence"].(float64)] = true
		}
		for _, it := range items {
			numbers, _ := it.(map[string]any)[field].([]any)
			for _, n := range numbers {
				if !rows[n.(float64)] {
					t.Errorf("%s %v: %s %v has no row", shape, m["id"], field, n)
				}
			}
		}
	}
	reference, _ := m["provider"].(map[string]any)["reference"].(string)
	contained, _ := m["contained"].([]any)
	if reference != "" && !slices.ContainsFunc(contained, func(c any) bool { return "#"+c.(map[string]any)["id"].(string) == reference }) {
		t.Errorf("%s %v: provider %s is not contained", shape, m["id"], reference)
	}
}

// v3Version is what tells versions of a bill apart.
type v3Version struct {
	ID         string
	Use        string
	Patient    struct{ Reference string }
	Identifier []struct{ System, Value string }
	Meta       struct{ Source string }
}

// bill names the bill a version is of and whether it is adjudicated: of both sides the latest version
// may be served. It is "" for kinds of which every version is served.
func (r *v3Version) bill() string {
	if r.Use != "claim" || r.Meta.Source == "DDPS" {
		return ""
	}
	for _, i := range r.Identifier {
		if i.System == v3Control {
			adjudicated := "partial "
			if r.Meta.Source == "NCH" {
				adjudicated = "adjudicated "
			}
			return adjudicated + r.Patient.Reference + " " + i.Value
		}
	}
	return ""
}

func TestV3ServesOnlyTheLatestVersion(t *testing.T) {
	p := v3Population()
	var before map[string]string
	for release := range 3 {
		bills, ids := map[string]string{}, map[string]bool{}
		for _, line := range v3Export(t, p, "ExplanationOfBenefit", release, p.Members(release, "all")[:45]) {
			r := v3Decode[v3Version](t, line)
			if ids[r.ID] {
				t.Errorf("release %d: id %s twice", release, r.ID)
			}
			ids[r.ID] = true
			bill := r.bill()
			if bill == "" {
				continue
			}
			if other := bills[bill]; other != "" {
				t.Errorf("release %d: %s and %s are the same bill", release, other, r.ID)
			}
			bills[bill] = r.ID
		}
		changed := 0
		for bill, id := range before {
			if now := bills[bill]; now != "" && now != id {
				changed++
				if ids[id] {
					t.Errorf("release %d: the replaced version %s is still served", release, id)
				}
			}
		}
		if release > 0 && changed == 0 {
			t.Errorf("release %d: no bill has a new version", release)
		}
		before = maps.Clone(bills)
	}
}

func TestV3MergedPatient(t *testing.T) {
	p := v3Population()
	last := p.Releases()
	survivors := map[string]bool{}
	var merged []map[string]any
	for _, line := range v3Export(t, p, "Patient", last, p.Members(last, "all")) {
		m := v3Decode[map[string]any](t, line)
		if m["name"] == nil {
			merged = append(merged, m)
			continue
		}
		survivors["Patient/"+m["id"].(string)] = true
	}
	if len(merged) == 0 {
		t.Fatal("nobody was merged")
	}
	for _, m := range merged {
		if len(m) != 3 {
			t.Errorf("a merged Patient has %d elements, want resourceType, id and link", len(m))
		}
		link := m["link"].([]any)[0].(map[string]any)
		if to := link["other"].(map[string]any)["reference"].(string); link["type"] != "replaced-by" || !survivors[to] {
			t.Errorf("merged %v: link %v does not lead to a Patient in the export", m["id"], link)
		}
	}
}
