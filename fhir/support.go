package fhir

import (
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// supportRows keeps every supportingInfo element, known or not (flattening.md 2.5).
func supportRows(infos []supportingInfo, inside []contained, child func(claims.TableID, int) claims.Row) {
	for i := range infos {
		info, row := &infos[i], child(claims.SupportingInfo, i+1)
		category := categoryOf(&info.Category)
		row.Values[claims.ColSupportingInfoSequence] = wholeNumber(info.Sequence)
		row.Values[claims.ColSupportingInfoCategorySystem] = claims.TextValue(category.system)
		row.Values[claims.ColSupportingInfoCategoryCode] = claims.TextValue(category.code)
		setSupportCode(row, supportCodeOf(&info.Code))
		set(row, claims.ColSupportingInfoDate, info.TimingDate)
		if p := info.TimingPeriod; p != nil {
			set(row, claims.ColSupportingInfoPeriodStart, p.Start)
			set(row, claims.ColSupportingInfoPeriodEnd, p.End)
		}
		var observation *contained
		if r := info.ValueReference; r != nil {
			set(row, claims.ColSupportingInfoReference, r.Reference)
			observation = containedIn(inside, r.Reference)
		}
		setSupportValue(row, info, observation)
	}
}

// readCategory is the category that says most: that of CMS, then that of CARIN, then any other before plain "info". Of a code
// that is a url it has the last part.
func readCategory(c *codeableConcept) categoryLabel {
	best, rank := coding{}, 0
	for _, one := range c.Coding {
		if one.Code = codeOf(one); one.Code == "" {
			continue
		}
		r := 1
		switch {
		case sameURL(one.System, cmsCodes+"Supporting-Information"), sameURL(one.System, v2Codes+"information"):
			r = 4
		case sameURL(one.System, carinCodes+"C4BBSupportingInfoType"):
			r = 3
		case one.Code != "info":
			r = 2
		}
		if r > rank {
			best, rank = one, r
		}
	}
	return categoryLabel{trimmed(best.System), trimmed(lastSegment(best.Code))}
}

func setSupportCode(row claims.Row, l codeLabel) {
	row.Values[claims.ColSupportingInfoCodeSystem] = claims.TextValue(l.system)
	row.Values[claims.ColSupportingInfoCode] = claims.TextValue(l.codes)
	row.Values[claims.ColSupportingInfoDisplay] = claims.TextValue(l.display)
}

// readCodeLabel reads the codes that say something.
func readCodeLabel(c *codeableConcept) codeLabel {
	var room [usualCodings]coding
	codes := published(c, room[:])
	if len(codes) == 0 {
		return codeLabel{}
	}
	var textRoom [usualCodings]string
	texts := textRoom[:0]
	for _, one := range codes {
		texts = append(texts, one.Code)
	}
	return codeLabel{trimmed(codes[0].System), trimmed(joined(texts)), codes[0].Code, trimmed(displayOf(c, codes[0]))}
}

// displayOf is the text of a code; a coding of CMS with the same code often has it where the published one has none.
func displayOf(c *codeableConcept, chosen coding) string {
	if chosen.Display != "" {
		return chosen.Display
	}
	for _, one := range c.Coding {
		if codeOf(one) == chosen.Code && one.Display != "" {
			return one.Display
		}
	}
	return ""
}

// setSupportValue sets the value that is no code: of the element, or of the contained Observation that it refers to.
func setSupportValue(row claims.Row, info *supportingInfo, observation *contained) {
	text, value := trimmed(info.ValueString), info.ValueQuantity
	if text == "" && info.ValueBoolean != unsaid {
		text = strconv.FormatBool(info.ValueBoolean == yes)
	}
	if observation != nil && text == "" && (value == nil || value.Value == "") {
		text = trimmed(observation.ValueString)
		if observation.ValueQuantity != nil {
			value = observation.ValueQuantity
		}
	}
	set(row, claims.ColSupportingInfoValueText, text)
	if value != nil && value.Value != "" {
		set(row, claims.ColSupportingInfoValueQuantity, string(value.Value))
		set(row, claims.ColSupportingInfoUnit, firstText(value.Unit, value.Code))
	}
}
