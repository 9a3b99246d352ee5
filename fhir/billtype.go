package fhir

import "strings"

const typeOfBillCodes = "https://www.nubc.org/CodeSystem/TypeOfBill"

// billFrequency is where v2 has the last digit of the type of bill.
var billFrequency = si2("clm_freq_cd")

// billTypeV2 puts the type of bill together from its three digits, which stand in three places (flattening.md 2.3);
// empty when one of them is missing.
func billTypeV2(e *eob, kept *texts) string {
	facility := extensionText(e.Facility.Extension, variables+"clm_fac_type_cd")
	if facility == "" {
		return ""
	}
	class := extensionText(e.Extension, variables+"clm_srvc_clsfctn_type_cd")
	frequency := billFrequency.find(e, nil, 0)
	if class == "" || frequency == "" {
		return ""
	}
	return kept.concat(facility, class, frequency)
}

// billTypeV3 is the NUBC code without its leading zero. Where it is missing, the codes of CMS beside it give the digits:
// they are cumulative (3, 33, 33X), so the last character of each counts (flattening.md 2.3, v3 trap).
func billTypeV3(e *eob) string {
	for i := range e.SupportingInfo {
		if bill := billOf(&e.SupportingInfo[i].Code); bill != "" {
			return bill
		}
	}
	for i := range e.SupportingInfo {
		if digits := billPartsOf(&e.SupportingInfo[i].Code); len(digits) == 3 {
			return digits
		}
	}
	return ""
}

// readBill reads the NUBC code of a concept.
func readBill(c *codeableConcept) string {
	bill := firstCode(*c, selector{system: typeOfBillCodes})
	if len(bill) > 3 {
		bill = strings.TrimPrefix(bill, "0")
	}
	return bill
}

// readBillParts puts together what the codes of CMS in a concept say of a type of bill.
func readBillParts(c *codeableConcept) string {
	digits := ""
	for _, system := range [...]string{cmsCodes + "CLM-BILL-FAC-TYPE-CD", cmsCodes + "CLM-BILL-CLSFCTN-CD", cmsCodes + "CLM-BILL-FREQ-CD"} {
		if c := firstCode(*c, selector{system: system}); c != "" {
			digits += c[len(c)-1:]
		}
	}
	return digits
}
