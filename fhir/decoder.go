package fhir

// decoder reads one resource into the structs of this package, which live in its slabs until it is started again. Every
// element is optional: one that is missing, or whose JSON type does not fit, is left at zero and the rest is read, because
// a wrong optional element must not lose a resource (docs/reference/flattening.md section 0, rule 3).
//
// What FHIR calls each element is said twice, in the json tags of the structs and in the switches below: the tests read
// every resource both ways.
type decoder struct {
	tokens
	resourceType string // as it stands in the resource, the last one
	oldNames     bool   // an element that only STU3 has
	newNames     bool   // an element that only R4 has
	isClaim      bool   // a Claim, whose total is one amount
	memory       memory

	codings          slab[coding]
	concepts         slab[codeableConcept]
	extensions       slab[extension]
	identifiers      slab[identifier]
	quantities       slab[quantity]
	periods          slab[period]
	references       slab[reference]
	moneys           slab[money]
	numbers          slab[number]
	strings          slab[string]
	names            slab[humanName]
	contained        slab[contained]
	related          slab[relatedClaim]
	careTeam         slab[careTeamMember]
	supportingInfo   slab[supportingInfo]
	diagnoses        slab[diagnosis]
	procedures       slab[procedure]
	insurances       slab[insurance]
	items            slab[item]
	responseItems    slab[responseItem]
	details          slab[itemDetail]
	adjudications    slab[adjudication]
	benefitBalances  slab[benefitBalance]
	benefitFinancial slab[benefitFinancial]
	addresses        slab[address]
	communications   slab[communication]
	links            slab[patientLink]
	classes          slab[coverageClass]

	claim    claim // an EOB too
	response claimResponse
	patient  patient
	coverage coverage
}

func (d *decoder) start(line []byte, text string, kept *texts) {
	d.tokens.start(line, text, kept)
	d.memory.start()
	d.resourceType, d.oldNames, d.newNames, d.isClaim = "", false, false, false
	d.codings.reset()
	d.concepts.reset()
	d.extensions.reset()
	d.identifiers.reset()
	d.quantities.reset()
	d.periods.reset()
	d.references.reset()
	d.moneys.reset()
	d.numbers.reset()
	d.strings.reset()
	d.names.reset()
	d.contained.reset()
	d.related.reset()
	d.careTeam.reset()
	d.supportingInfo.reset()
	d.diagnoses.reset()
	d.procedures.reset()
	d.insurances.reset()
	d.items.reset()
	d.responseItems.reset()
	d.details.reset()
	d.adjudications.reset()
	d.benefitBalances.reset()
	d.benefitFinancial.reset()
	d.addresses.reset()
	d.communications.reset()
	d.links.reset()
	d.classes.reset()
}

// list reads an array into a run of a slab.
func list[T any](d *decoder, s *slab[T], into *[]T, read func(*decoder, *T)) {
	var run []T
	name := d.name
	for more := d.array(); more; more = d.more() {
		run = s.extend(run)
		d.name = name
		read(d, &run[len(run)-1])
	}
	*into = run
}

// optional reads a value of which it matters whether it is there.
func optional[T any](d *decoder, s *slab[T], into **T, read func(*decoder, *T)) {
	if d.peek() == 'n' {
		*into = nil
		d.skip()
		return
	}
	*into = s.one()
	read(d, *into)
}

func (d *decoder) str(into *string) {
	if d.peek() == '"' {
		*into = d.quoted()
		return
	}
	*into = ""
	d.skip()
}

// number keeps the text of a number. Numbers in quotes are taken too; anything else is no number.
func (d *decoder) number(into *number) {
	*into = ""
	switch b := d.peek(); {
	case b == '"':
		raw := d.quoted()
		if raw != "" && (raw[0] == '-' || raw[0]-'0' <= 9) {
			*into = number(raw)
		}
	case b == '-', b-'0' <= 9:
		*into = number(d.digits())
	default:
		d.skip()
	}
}

func (d *decoder) flag(into *flag) {
	*into = unsaid
	switch d.peek() {
	case 't':
		*into = yes
	case 'f':
		*into = no
	}
	d.skip()
}
