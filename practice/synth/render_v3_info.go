package synth

// supportingInfo writes everything about the claim that has no place of its own. Which rows a claim
// has depends on its type and on the system it comes from (docs/reference/flattening.md 2.3).
func (x *eob3) supportingInfo() {
	c := x.c
	x.arr("supportingInfo")
	switch {
	case c.Kind == PDE:
		x.drugInfo()
	case c.Kind.Institutional():
		x.stayInfo()
		x.institutionInfo()
	default:
		x.practiceInfo()
	}
	x.close(']')
}

// info opens a row of CMS's own; its value and the closing brace must follow.
func (x *eob3) info(code, text string) {
	x.seq++
	x.open()
	x.int("sequence", x.seq)
	x.raw(`"category":{"coding":[{"system":"` + v3Terms + `claiminformationcategory","code":"info","display":"Information"},{"system":"` +
		v3CMS + `Supporting-Information","code":"`)
	x.buf = append(x.buf, code...)
	x.buf = append(x.buf, `","display":"`...)
	x.buf = append(x.buf, text...)
	x.buf = append(x.buf, `"}]}`...)
}

// infoKind opens a row of one of CARIN's kinds.
func (x *eob3) infoKind(code string) {
	x.seq++
	x.open()
	x.int("sequence", x.seq)
	x.raw(`"category":{"coding":[{"system":"` + v3Carin + `C4BBSupportingInfoType","code":"`)
	x.buf = append(x.buf, code...)
	x.buf = append(x.buf, `"}]}`...)
}

// infoCode writes a row with a code of a CMS code system; nothing for an empty code.
func (x *eob3) infoCode(code, text, system, value string) {
	if value == "" {
		return
	}
	x.info(code, text)
	x.obj("code")
	x.arr("coding")
	x.cms(x.enc, system, value)
	x.close(']')
	x.close('}')
	x.close('}')
}

// infoDate writes a row with a day; nothing for no day.
func (x *eob3) infoDate(code, text string, d Day) {
	if d == NoDay {
		return
	}
	x.info(code, text)
	x.date("timingDate", d)
	x.close('}')
}

// infoText writes a row with a string; nothing for an empty one.
func (x *eob3) infoText(code, text, value string) {
	if value == "" {
		return
	}
	x.info(code, text)
	x.str("valueString", value)
	x.close('}')
}

// infoPair writes a row with the same code in a public system and in CMS's own. The words stand with
// CMS's coding; of drug events also with the public one.
func (x *eob3) infoPair(kind, public, system, value string) {
	if value == "" {
		return
	}
	x.infoKind(kind)
	x.obj("code")
	x.arr("coding")
	text := ""
	if x.c.Kind == PDE {
		text = v3Texts[system][value]
	}
	x.coding(public, value, text)
	x.cms(x.enc, system, value)
	x.close(']')
	x.close('}')
	x.close('}')
}

// adjudicated says whether the version is in the National Claims History, which holds rows the
// shared systems do not have.
func (x *eob3) adjudicated() bool { return x.c.Phase == PhaseFinal }

// processing writes the rows about the way of the claim through the systems.
func (x *eob3) processing(contractor, disposition, query string) {
	c := x.c
	if x.adjudicated() || c.Kind == Carrier {
		x.infoCode("CLM_ADJSTMT_TYPE_CD", "Claim Adjustment Type Code", "CLM-ADJSTMT-TYPE-CD", string(rune('0'+c.Action)))
	}
	if !x.adjudicated() {
		if c.Phase == Phase2 || c.Kind.Professional() {
			x.infoCode("CLM_AUDT_TRL_STUS_CD", "Claim Status Code", "CLM-AUDT-TRL-STUS-CD", v3AuditStatus(c))
		}
		x.infoCode("CLM_PD_STUS_CD", "Claim Paid Status Code", "CLM-PD-STUS-CD", c.PaidStat)
	}
	short := !x.adjudicated() && c.Kind == DME
	if !short {
		x.infoDate("CLM_CMS_PROC_DT", "FI Claim Process Date", c.Processed)
	}
	x.infoCode("CLM_CNTRCTR_NUM", "Claim Contractor Number", "CLM-CNTRCTR-NUM", contractor)
	if !short {
		x.infoCode("CLM_DISP_CD", "Claim Disposition Code", "CLM-DISP-CD", disposition)
	}
	x.loaded()
	if x.adjudicated() || c.Kind == Carrier {
		x.primaryPayer()
		x.infoDate("CLM_NCH_WKLY_PROC_DT", "Weekly Process Date", c.Weekly)
		x.infoCode("CLM_NRLN_RIC_CD", "Near Line Record Identification Code", "CLM-NRLN-RIC-CD", nearLine(x.c))
	}
	if !short {
		x.infoCode("CLM_QUERY_CD", "Claim Query Code", "CLM-QUERY-CD", query)
	}
	x.received()
}

// loaded writes the load date; an unknown one is 9999-12-31.
func (x *eob3) loaded() {
	x.info("CLM_IDR_LD_DT", "Claim IDR Load Date")
	x.date("timingDate", x.c.Loaded)
	x.close('}')
}

func (x *eob3) received() {
	if x.c.Received == NoDay {
		return
	}
	x.infoKind("clmrecvddate")
	x.date("timingDate", x.c.Received)
	x.close('}')
}

// primaryPayer: Z says that Medicare pays first; many claims just say nothing.
func (x *eob3) primaryPayer() {
	code := x.c.Primary
	if code == "" && x.roll.one(3, 31) {
		code = "Z"
	}
	x.infoCode("CLM_NCH_PRMRY_PYR_CD", "NCH Primary Payer Code", "CLM-PRMRY-PYR-CD", code)
}

// v3AuditStatus is the processing state with the letter of its system in front: F for FISS, M for
// MCS, V and four digits for VMS.
func v3AuditStatus(c *Claim) string {
	if len(c.Status) != 1 {
		return c.Status
	}
	switch c.Kind {
	case Carrier:
		return "M" + c.Status
	case DME:
		switch c.PaidStat {
		case "P":
			return "V7500"
		case "D", "R":
			return "V7700"
		}
		return "V0405"
	}
	if c.Status == "M" || c.Status == "F" {
		return "FS" // v3 does not tell moved and forced claims from suspended ones
	}
	return "F" + c.Status
}

// pints writes the units of blood.
func (x *eob3) pints(n int) {
	x.info("CLM_BLOOD_PT_FRNSH_QTY", "Blood Pints Furnished Quantity")
	x.obj("valueQuantity")
	x.int("value", n)
	x.raw(`"unit":"pint","system":"http://unitsofmeasure.org","code":"[pt_us]"}`)
	x.close('}')
}

// typeOfBill writes the bill type. The three CMS codings are cumulative: 3, 33, 33X; a claim in the
// shared systems has X for the frequency (docs/reference/flattening.md 2.3).
func (x *eob3) typeOfBill(in *Institution) {
	last := in.Frequency
	if !x.adjudicated() || last == "" {
		last = "X"
	}
	two := in.FacilityType + in.Classification
	x.infoKind("typeofbill")
	x.obj("code")
	x.arr("coding")
	x.coding(v3NUBC+"TypeOfBill", "0"+two+last, "")
	x.coding(v3CMS+"CLM-BILL-FAC-TYPE-CD", in.FacilityType, "")
	x.coding(v3CMS+"CLM-BILL-CLSFCTN-CD", two, "")
	x.coding(v3CMS+"CLM-BILL-FREQ-CD", two+last, "")
	x.close(']')
	x.close('}')
	x.close('}')
}
