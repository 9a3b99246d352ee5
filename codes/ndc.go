package codes

import "strings"

// ndcHeadings are headings of product.txt of the FDA's NDC directory.
var ndcHeadings = []string{"PRODUCTNDC", "PROPRIETARYNAME", "NONPROPRIETARYNAME", "DOSAGEFORMNAME", "ACTIVE_NUMERATOR_STRENGTH", "ACTIVE_INGRED_UNIT"}

func readNDC(l *lines, use func(Name) error) error {
	var places []int
	for line, ok := l.next(); ok; line, ok = l.next() {
		fields := split(line)
		if places == nil {
			places = column(fields, ndcHeadings...)
			continue
		}
		values := make([]string, len(places))
		for i, at := range places {
			values[i] = fieldAt(fields, at)
		}
		name := Name{productNDC(values[0]), medicine(values[1], values[2], values[3], values[4], values[5])}
		if err := use(name); err != nil {
			return err
		}
	}
	return l.err()
}

// productNDC is the nine digits of maker and product that an 11-digit NDC begins with: each part is filled up with zeros. Empty for
// what is none.
func productNDC(sent string) string {
	const maker, product = 5, 4
	first, second, ok := strings.Cut(strings.TrimSpace(sent), "-")
	if !ok || first == "" || second == "" || len(first) > maker || len(second) > product || !digits(first+second) {
		return ""
	}
	return strings.Repeat("0", maker-len(first)) + first + strings.Repeat("0", product-len(second)) + second
}

// medicine words a product: brand, substance, strength and form, such as Eliquis (apixaban) 5 mg, tablet, film coated.
func medicine(brand, substance, form, strengths, units string) string {
	words := brand
	substance = strings.ToLower(substance)
	switch {
	case brand == "":
		words = substance
	case substance != "" && !strings.EqualFold(brand, substance):
		words += " (" + substance + ")"
	}
	if words == "" {
		return ""
	}
	if strength := strengthText(strengths, units); strength != "" {
		words += " " + strength
	}
	if form != "" {
		words += ", " + strings.ToLower(form)
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

// strengthText joins the strengths of up to three substances: 5 mg / 10 mg.
func strengthText(strengths, units string) string {
	const most = 3
	amounts, per := strings.Split(strengths, ";"), strings.Split(units, ";")
	if strings.TrimSpace(strengths) == "" || len(amounts) > most {
		return ""
	}
	var list []string
	for i, amount := range amounts {
		unit := strings.TrimSuffix(strings.TrimSpace(fieldAt(per, i)), "/1")
		list = append(list, strings.TrimSpace(strings.TrimSpace(amount)+" "+strings.ToLower(unit)))
	}
	return strings.Join(list, " / ")
}
