package codes

import "strings"

// drgColumns finds the columns of the table of payment groups (Table 5 of the yearly rule on hospital payment) by their headings, which
// stand under a title; nil for another line.
func drgColumns(fields []string) []int {
	code, title := -1, -1
	for i, field := range fields {
		switch heading := strings.ToUpper(strings.ReplaceAll(field, " ", "")); {
		case title < 0 && strings.HasSuffix(heading, "DRGTITLE"), title < 0 && strings.HasSuffix(heading, "DRGDESCRIPTION"):
			title = i
		case code < 0 && (heading == "MS-DRG" || heading == "MSDRG" || heading == "DRG"):
			code = i
		}
	}
	if code < 0 || title < 0 {
		return nil
	}
	return []int{code, title}
}

func readDRG(l *lines, use func(Name) error) error {
	var places []int
	for line, ok := l.next(); ok; line, ok = l.next() {
		fields := split(line)
		if places == nil {
			places = drgColumns(fields)
			continue
		}
		name := Name{Normal(MSDRG, fieldAt(fields, places[0])), sentence(fieldAt(fields, places[1]))}
		if name.Code == "" {
			continue
		}
		if err := use(name); err != nil {
			return err
		}
	}
	return l.err()
}

// sentence prints words that come in capitals as people write them; abbreviations of the table stay.
func sentence(words string) string {
	if words != strings.ToUpper(words) {
		return words
	}
	parts := strings.Fields(strings.ToLower(words))
	for i, part := range parts {
		switch strings.Trim(part, "(),") {
		case "mcc", "cc", "ecmo", "mv", "hiv", "cns", "ent", "o.r.", "ami", "copd", "pdx", "ptca", "car":
			parts[i] = strings.ToUpper(part)
		}
	}
	text := strings.Join(parts, " ")
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}
