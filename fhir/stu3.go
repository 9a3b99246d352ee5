package fhir

// isSTU3 reports whether the resource that was read is written in STU3 (hl7.org/fhir/STU3/explanationofbenefit.html,
// coverage.html). It takes an element that only STU3 has and the absence of those that only R4 has, so that one stray
// element does not make a file be refused.
func (d *decoder) isSTU3() bool { return d.oldNames && !d.newNames }

// topName deals with a member of a claim or a coverage that no rule reads: it notes the elements that R4 gave another
// name and the R4 elements that took their place.
func (d *decoder) topName() {
	switch d.name {
	case "information", "totalCost", "totalBenefit", "organization", "grouping":
		d.oldNames = true
	case "supportingInfo", "total", "class":
		d.newNames = true
	}
	d.otherName()
}

// lineName does the same for a line.
func (d *decoder) lineName() {
	switch d.name {
	case "sequenceLinkId", "careTeamLinkId", "diagnosisLinkId", "procedureLinkId", "informationLinkId":
		d.oldNames = true
	case "productOrService":
		d.newNames = true
	}
	d.pass()
}

// otherName keeps the resource type, and skips all other members.
func (d *decoder) otherName() {
	if d.name == "resourceType" {
		d.str(&d.resourceType)
		return
	}
	d.pass()
}
