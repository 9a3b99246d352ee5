package codes

import "strings"

// System names a large set of codes whose names are imported.
type System string

// Systems. The text is stored.
const (
	ICD10CM System = "icd10cm" // diagnoses
	MSDRG   System = "msdrg"   // payment groups of hospital stays
	HCPCS   System = "hcpcs"   // Level II: supplies, medicines, other services
	NDC     System = "ndc"     // medicines, by the nine digits of maker and product
)

// Systems lists the systems in the order in which they are shown.
func Systems() []System { return []System{ICD10CM, MSDRG, HCPCS, NDC} }

// Normal is a code as names are kept under: without dots, dashes and blanks, in capitals; a medicine by its first nine digits, a
// payment group with three digits. Empty for what cannot be a code of the system.
func Normal(system System, code string) string {
	plain := strings.ToUpper(strings.NewReplacer(".", "", "-", "", " ", "").Replace(code))
	switch system {
	case NDC:
		const product, whole = 9, 11
		if len(plain) != whole && len(plain) != product || !digits(plain) {
			return ""
		}
		return plain[:product]
	case MSDRG:
		const length = 3
		if plain == "" || len(plain) > length || !digits(plain) {
			return ""
		}
		return strings.Repeat("0", length-len(plain)) + plain
	case HCPCS, ICD10CM:
		return plain
	default:
		return ""
	}
}

func digits(text string) bool { return strings.Trim(text, "0123456789") == "" }

// Key is a code of a system, as Normal writes it.
type Key struct {
	System System
	Code   string
}

// KeyOf is the key of a code as a claim has it.
func KeyOf(system System, code string) Key { return Key{system, Normal(system, code)} }

// Names are imported names by code. The nil map names nothing.
type Names map[Key]string

// Of says what a code stands for: the words that came with the claim, else the imported name, else the built-in label of its group;
// empty where only the code itself is left.
func (n Names) Of(system System, code, carried string) string {
	if carried = strings.TrimSpace(carried); carried != "" {
		return carried
	}
	if name := n[KeyOf(system, code)]; name != "" && code != "" {
		return name
	}
	if system == HCPCS {
		return Label(Service, code)
	}
	return ""
}
