package measure

// Kinds of fills.
const (
	GenericFill = "G"
	BrandFill   = "B"
)

// FillKind is what brand_generic says: CMS sends G for generic and B for brand.
func FillKind(code string) string {
	switch code {
	case GenericFill, BrandFill:
		return code
	}
	return ""
}

// NDC9 is what names a medicine without its package: the first nine of eleven digits. What is no such number stays as it is.
func NDC9(ndc string) string {
	const whole, medicine = 11, 9
	if len(ndc) == whole {
		return ndc[:medicine]
	}
	return ndc
}

// GenericShare is generic fills by those known to be generic or brand; NaN without any.
func GenericShare(generic, brand int) float64 { return Share(generic, generic+brand) }
