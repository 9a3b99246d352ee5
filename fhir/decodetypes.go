package fhir

// How the decoder reads the FHIR data types.

func (d *decoder) coding(into *coding) {
	*into = coding{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "system":
			d.str(&into.System)
		case "version":
			d.str(&into.Version)
		case "code":
			d.str(&into.Code)
		case "display":
			d.str(&into.Display)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) readConcept(into *codeableConcept) {
	*into = codeableConcept{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "coding":
			list(d, &d.codings, &into.Coding, (*decoder).coding)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) identifier(into *identifier) {
	*into = identifier{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "system":
			d.str(&into.System)
		case "value":
			d.str(&into.Value)
		case "type":
			d.concept(&into.Type)
		case "period":
			d.period(&into.Period)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) period(into *period) {
	*into = period{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "start":
			d.str(&into.Start)
		case "end":
			d.str(&into.End)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) quantity(into *quantity) {
	*into = quantity{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "value":
			d.number(&into.Value)
		case "unit":
			d.str(&into.Unit)
		case "system":
			d.str(&into.System)
		case "code":
			d.str(&into.Code)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) money(into *money) {
	if d.usualMoney(into) {
		return
	}
	*into = money{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "value":
			d.number(&into.Value)
		default:
			d.pass()
		}
	}
}

func (d *decoder) reference(into *reference) {
	*into = reference{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "reference":
			d.str(&into.Reference)
		case "display":
			d.str(&into.Display)
		case "identifier":
			d.identifier(&into.Identifier)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		default:
			d.pass()
		}
	}
}

func (d *decoder) humanName(into *humanName) {
	*into = humanName{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "family":
			d.str(&into.Family)
		case "given":
			list(d, &d.strings, &into.Given, (*decoder).str)
		case "text":
			d.str(&into.Text)
		default:
			d.pass()
		}
	}
}

func (d *decoder) address(into *address) {
	*into = address{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "line":
			list(d, &d.strings, &into.Line, (*decoder).str)
		case "city":
			d.str(&into.City)
		case "state":
			d.str(&into.State)
		case "postalCode":
			d.str(&into.PostalCode)
		default:
			d.pass()
		}
	}
}

func (d *decoder) readExtension(into *extension) {
	*into = extension{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "url":
			d.str(&into.URL)
		case "extension":
			list(d, &d.extensions, &into.Extension, (*decoder).extension)
		case "valueCoding":
			optional(d, &d.codings, &into.ValueCoding, (*decoder).coding)
		case "valueCodeableConcept":
			optional(d, &d.concepts, &into.ValueCodeableConcept, (*decoder).concept)
		case "valueIdentifier":
			optional(d, &d.identifiers, &into.ValueIdentifier, (*decoder).identifier)
		case "valueMoney":
			optional(d, &d.moneys, &into.ValueMoney, (*decoder).money)
		case "valueQuantity":
			optional(d, &d.quantities, &into.ValueQuantity, (*decoder).quantity)
		case "valueCode":
			d.str(&into.ValueCode)
		case "valueString":
			d.str(&into.ValueString)
		case "valueDate":
			d.str(&into.ValueDate)
		case "valueDateTime":
			d.str(&into.ValueDateTime)
		case "valueDecimal":
			d.number(&into.ValueDecimal)
		case "valueInteger":
			d.number(&into.ValueInteger)
		case "valueUnsignedInt":
			d.number(&into.ValueUnsignedInt)
		case "valuePositiveInt":
			d.number(&into.ValuePositiveInt)
		default:
			d.pass()
		}
	}
}

func (d *decoder) meta(into *meta) {
	*into = meta{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "lastUpdated":
			d.str(&into.LastUpdated)
		case "source":
			d.str(&into.Source)
		case "tag":
			list(d, &d.codings, &into.Tag, (*decoder).coding)
		default:
			d.pass()
		}
	}
}

func (d *decoder) inside(into *contained) {
	*into = contained{}
	for more := d.object(); more; more = d.next() {
		switch d.name {
		case "resourceType":
			d.str(&into.ResourceType)
		case "id":
			d.str(&into.ID)
		case "identifier":
			list(d, &d.identifiers, &into.Identifier, (*decoder).identifier)
		case "name":
			d.containedName(&into.Name)
		case "valueQuantity":
			optional(d, &d.quantities, &into.ValueQuantity, (*decoder).quantity)
		case "valueString":
			d.str(&into.ValueString)
		default:
			d.pass()
		}
	}
}

func (d *decoder) containedName(into *containedName) {
	*into = containedName{}
	if d.peek() == '"' {
		d.str(&into.organization)
		return
	}
	list(d, &d.names, &into.people, (*decoder).humanName)
}
