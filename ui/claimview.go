package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// claimView is a claim in words, as the panel shows it.
type claimView struct {
	claimType string
	title     string
	chips     []widgets.ChipSpec
	facts     []widgets.Fact
	notes     []string
	tabs      []string
	rows      [claimTables][][]widgets.Cell // of the tabs that are tables
	lineNote  string
	newer     claimRef // the version that replaced this one; zero for none
}

// Tabs of the panel: tables, and the tree of all fields.
const (
	claimTabLines = iota
	claimTabDx
	claimTabPx
	claimTabTeam
	claimTables    // tabs before it are tables
	claimTabFields = claimTables
)

func claimTabTitles() []string {
	return []string{claimLinesTab, claimDxTab, claimPxTab, claimTeamTab, claimFieldsTab}
}

// claimFactNames is the width of the names of facts.
const claimFactNames = 132

// viewOfClaim works out what the panel shows, with imported names of codes. It is pure and runs in the background.
func viewOfClaim(d claims.ClaimDetail, names codes.Names) claimView {
	v := claimView{claimType: d.ClaimType, title: claimTitle(d.ClaimRow), chips: claimChips(d.ClaimRow)}
	fields := claimFields{}
	for _, f := range d.Fields {
		fields[f.Column.Name] = f.Text
	}
	v.facts = claimFacts(d, fields, names)
	v.notes = claimNotes(d.ClaimRow, fields)
	v.rows = [claimTables][][]widgets.Cell{lineRows(d, names), diagnosisRows(d.Diagnoses, names), procedureRows(d.Procedures), teamRows(d.Team)}
	for i, title := range claimTabTitles() {
		if i < claimTables {
			title = fmt.Sprintf("%s %d", title, len(v.rows[i]))
		}
		v.tabs = append(v.tabs, title)
	}
	if paidInTotal(d.ClaimType) && len(v.rows[claimTabLines]) > 0 {
		v.lineNote = claimPaidInTotal
	}
	if newer := fields["superseded_by"]; newer != "" && !d.Current {
		v.newer = claimRef{d.APIVersion, newer}
	}
	return v
}

// claimTitle names the claim: Hospital claim · final.
func claimTitle(c claims.ClaimRow) string {
	switch {
	case c.ClaimType == claims.PriorAuth:
		return claimTypeName(c.ClaimType)
	case c.Partial:
		return fmt.Sprintf(claimTitleEarly, claimTypeName(c.ClaimType))
	case !c.Current:
		return fmt.Sprintf(claimTitleOld, claimTypeName(c.ClaimType))
	default:
		return fmt.Sprintf(claimTitleFinal, claimTypeName(c.ClaimType))
	}
}

// claimFields are the values of the claim's columns by column name.
type claimFields map[string]string

// money is the amount of a column; false where the claim has none.
func (f claimFields) money(name string) (cents int64, ok bool) {
	cents, err := claims.ParseCents(f[name])
	return cents, err == nil
}

// claimFacts are the facts at the top of the panel, those that are known.
func claimFacts(d claims.ClaimDetail, f claimFields, names codes.Names) []widgets.Fact {
	c := d.ClaimRow
	provider := providerFact(d)
	facts := []widgets.Fact{{Name: headService, Value: serviceDates(c)}, provider}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, widgets.Fact{Name: name, Value: value})
		}
	}
	if c.PrincipalDx != "" {
		add(headDiagnosis, dxText(names, c.PrincipalDx, c.DxDisplay))
	}
	add(claimAdmission, admissionWords(f["admit_type"]))
	if code := f["discharge_status"]; code != "" {
		add(claimWentTo, strings.TrimSpace(dischargeWords(code)+" ("+code+")"))
	}
	if code := f["drg_code"]; code != "" {
		add(claimGroup, joinedWords(fmt.Sprintf(claimDRG, code), names.Of(codes.MSDRG, code, "")))
	}
	if npi := f["prescribing_npi"]; npi != "" && provider.Name != prescribedBy {
		add(prescribedBy, fmt.Sprintf(namedNPI, npi))
	}
	facts = append(facts, moneyFacts(c, f)...)
	if c.Arrived != "" {
		facts = append(facts, widgets.Fact{Name: headArrived, Value: arrivedText(c)})
	}
	return facts
}

// joinedWords puts a colon between what is given.
func joinedWords(code, words string) string {
	if words == "" {
		return code
	}
	return code + ": " + words
}

// arrivedText says when a claim reached this computer, and how many days after the last day of service.
func arrivedText(c claims.ClaimRow) string {
	text := dateText(c.Arrived)
	thru, okThru := claims.CalendarDate(c.ThruDate)
	at, ok := claims.CalendarDate(c.Arrived)
	if days := int(at.Sub(thru) / (24 * time.Hour)); ok && okThru && days > 0 && !claims.IsDefaultDate(c.ThruDate) {
		return fmt.Sprintf(claimArrived, text, countDays.Of(days))
	}
	return text
}

// moneyFacts are the amounts of a claim; an amount that CMS did not send is never 0.
func moneyFacts(c claims.ClaimRow, f claimFields) []widgets.Fact {
	var facts []widgets.Fact
	add := func(name, value string, bold bool) {
		facts = append(facts, widgets.Fact{Name: name, Value: value, Bold: bold})
	}
	if c.ClaimType == claims.PDE {
		add(claimCost, moneyOr(c.ChargedCents, wordNotGiven), true)
	} else {
		paid := moneyOr(c.PaidCents, wordNotGiven)
		if c.PaidCents != nil && *c.PaidCents < 0 {
			paid = fmt.Sprintf(claimRefund, paid)
		}
		add(claimPaid, paid, true)
	}
	deductible, hasDeductible := f.money("deductible_amount")
	coinsurance, hasCoinsurance := f.money("coinsurance_amount")
	if hasDeductible || hasCoinsurance {
		add(claimShare, moneyText(deductible+coinsurance), false)
	}
	if c.ClaimType != claims.PDE && c.ChargedCents != nil {
		add(headCharged, moneyText(*c.ChargedCents), false)
	}
	return facts
}

// providerFact says who stands behind a claim. The name that came with it is often that of a person, not of the facility
// or pharmacy: then the part they had stands before it.
func providerFact(d claims.ClaimDetail) widgets.Fact {
	part := whoWord(d.ClaimType)
	for _, m := range d.Team {
		if d.ProviderName == "" || m.Name != d.ProviderName {
			continue
		}
		switch m.Role {
		case "attending":
			part = roleAttending
		case "rendering", "performing":
			part = claimTreated
		case "operating", "otheroperating":
			part = claimOperated
		case "referring":
			part = claimReferred
		case "prescribing":
			part = prescribedBy
		}
		break
	}
	return widgets.Fact{Name: part, Value: providerText(d.ClaimRow)}
}

// whoWord is what the billing provider of a claim is.
func whoWord(claimType string) string {
	switch {
	case claimType == claims.PDE:
		return headPharmacy
	case institutional(claimType):
		return claimWhere
	default:
		return claimBilled
	}
}

// serviceDates are the days of service, with their number for a stay.
func serviceDates(c claims.ClaimRow) string {
	text := dateRange(c.FromDate, c.ThruDate)
	if text == "" {
		return wordNotGiven
	}
	from, okFrom := claims.CalendarDate(c.FromDate)
	thru, okThru := claims.CalendarDate(c.ThruDate)
	if days := int(thru.Sub(from) / (24 * time.Hour)); okFrom && okThru && days > 0 {
		return text + " · " + countDays.Of(days)
	}
	return text
}

// providerText names who treated or where: the name that came with the claim, else the provider number.
func providerText(c claims.ClaimRow) string {
	switch {
	case c.ProviderName != "":
		return orgText(c.ProviderName)
	case c.ProviderNPI != "":
		return fmt.Sprintf(namedNPI, c.ProviderNPI)
	default:
		return wordNotGiven
	}
}

// diagnosisText is a diagnosis as code and, where CMS sent them, words.
func diagnosisText(code, display string) string {
	return strings.TrimSpace(icdText(code) + " " + display)
}

// claimNotes are the oddities of a claim, in words.
func claimNotes(c claims.ClaimRow, f claimFields) []string {
	var notes []string
	if c.Partial && c.ClaimType != claims.PriorAuth {
		notes = append(notes, claimEarlyNote)
	}
	if !c.Current {
		notes = append(notes, claimOldNote)
	}
	if words := adjustmentWords(f["adjustment_type"]); words != "" {
		notes = append(notes, words+".")
	}
	for _, flag := range c.DataNotes {
		if words := dataNote(flag); words != "" {
			notes = append(notes, words)
		}
	}
	return notes
}

// claimColumns are the columns of a tab; those of the lines depend on the claim type.
func claimColumns(tab int, claimType string) []widgets.Column {
	switch tab {
	case claimTabDx:
		return []widgets.Column{
			{ID: "code", Title: headCode, Width: 84}, {ID: "words", Title: headWords, Width: 140, Grow: 1}, {ID: "kind", Title: headKind, Width: 108},
		}
	case claimTabPx:
		return []widgets.Column{{ID: "code", Title: headCode, Width: 100, Grow: 1}, {ID: "date", Title: headDate, Width: 120, Grow: 1}, {ID: "kind", Title: headKind, Width: 100, Grow: 1}}
	case claimTabTeam:
		return []widgets.Column{
			{ID: "role", Title: headRole, Width: 96}, {ID: "name", Title: headName, Width: 112, Grow: 1},
			{ID: "npi", Title: headNPI, Width: 104}, {ID: "specialty", Title: headSpecialty, Width: 96, Grow: 1},
		}
	default:
		return lineColumns(claimType)
	}
}

func lineColumns(claimType string) []widgets.Column {
	right := fyne.TextAlignTrailing
	service := widgets.Column{ID: "service", Title: headService, Width: 96, Grow: 1}
	money := widgets.Column{ID: "paid", Title: headPaid, Width: 92, Align: right}
	switch {
	case claimType == claims.PDE:
		return []widgets.Column{
			{ID: "ndc", Title: headMedicine, Width: 130, Grow: 1}, {ID: "units", Title: headQuantity, Width: 84, Align: right},
			{ID: "days", Title: headDays, Width: 58, Align: right}, {ID: "cost", Title: headCost, Width: 92, Align: right},
		}
	case institutional(claimType):
		if paidInTotal(claimType) {
			money = widgets.Column{ID: "charged", Title: headCharged, Width: 100, Align: right}
		}
		return []widgets.Column{
			{ID: "revenue", Title: headRev, Width: 58}, service, {ID: "code", Title: headCode, Width: 66},
			{ID: "units", Title: headUnits, Width: 60, Align: right}, money,
		}
	default:
		return []widgets.Column{
			{ID: "date", Title: headDate, Width: 104}, service, {ID: "code", Title: headCode, Width: 88},
			{ID: "units", Title: headUnits, Width: 60, Align: right}, money,
		}
	}
}

// lineRows are the claim's lines, in the columns of lineColumns.
func lineRows(d claims.ClaimDetail, names codes.Names) [][]widgets.Cell {
	rows := make([][]widgets.Cell, len(d.Lines))
	for i, l := range d.Lines {
		units := widgets.Cell{Text: orDash(trimDecimal(l.Units))}
		service := widgets.Cell{Text: lineService(names, l)}
		code := widgets.Cell{Text: strings.Join(append([]string{l.Procedure}, l.Modifiers...), " "), Mono: true}
		switch {
		case d.ClaimType == claims.PDE:
			rows[i] = []widgets.Cell{{Text: medicineText(names, l.DrugCode)}, units, {Text: orDash(trimDecimal(l.DaysSupply))}, {Text: lineCost(d, l)}}
		case institutional(d.ClaimType):
			amount := l.Paid
			if paidInTotal(d.ClaimType) {
				amount = l.Charged
			}
			rows[i] = []widgets.Cell{{Text: l.Revenue, Mono: true}, service, code, units, {Text: moneyOr(amount, "–")}}
		default:
			rows[i] = []widgets.Cell{{Text: dateText(l.From)}, service, code, units, {Text: moneyOr(l.Paid, "–")}}
		}
		if l.Total {
			for j := range rows[i] {
				rows[i][j].Bold = true
			}
		}
	}
	return rows
}

// lineCost is the cost of a medicine: of its line, or of the claim where the claim has one line.
func lineCost(d claims.ClaimDetail, l claims.ClaimLine) string {
	if l.Charged == nil && len(d.Lines) == 1 {
		return moneyOr(d.ChargedCents, "–")
	}
	return moneyOr(l.Charged, "–")
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// trimDecimal takes the zeros behind the point off a quantity: 30.000 is 30.
func trimDecimal(text string) string {
	if !strings.Contains(text, ".") {
		return text
	}
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

func diagnosisRows(list []claims.Diagnosis, names codes.Names) [][]widgets.Cell {
	rows := make([][]widgets.Cell, len(list))
	for i, d := range list {
		words := widgets.Cell{Text: names.Of(codes.ICD10CM, d.Code, d.Display)}
		if words.Text == "" {
			words = widgets.Cell{Text: dxNoWords, Color: ColorText2}
		}
		rows[i] = []widgets.Cell{{Text: icdText(d.Code), Mono: true}, words, {Text: diagnosisKind(d.Kind)}}
	}
	return rows
}

func teamRows(list []claims.TeamMember) [][]widgets.Cell {
	rows := make([][]widgets.Cell, len(list))
	for i, m := range list {
		name := widgets.Cell{Text: orgText(m.Name)}
		if m.Name == "" {
			name = widgets.Cell{Text: wordNotGiven, Color: ColorText2}
		}
		rows[i] = []widgets.Cell{{Text: roleName(m.Role)}, name, {Text: m.NPI, Mono: true}, specialtyCell(m.Specialty)}
	}
	return rows
}

func specialtyCell(code string) widgets.Cell {
	if code == "" {
		return widgets.Cell{Text: "–", Color: ColorText2}
	}
	return widgets.Cell{Text: specialtyName(code)}
}

func procedureRows(list []claims.Procedure) [][]widgets.Cell {
	rows := make([][]widgets.Cell, len(list))
	for i, p := range list {
		kind := dxOther
		if p.Kind == "principal" {
			kind = dxMain
		}
		rows[i] = []widgets.Cell{{Text: p.Code, Mono: true}, {Text: orNotGiven(dateText(p.Date))}, {Text: kind}}
	}
	return rows
}
