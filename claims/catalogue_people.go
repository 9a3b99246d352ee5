package claims

import "fmt"

// Where the columns come from: docs/reference/flattening.md 2.1 and 2.2. In the paths, V2:x stands for the system or
// extension https://bluebutton.cms.gov/resources/variables/x, BBSD:X for
// https://bluebutton.cms.gov/fhir/StructureDefinition/X, and names in [] select by system and code.

var personKeyColumn = Column{Name: "person_key", Label: "Person key", Meaning: "Key of the person on this computer; the same for all MBIs and both BCDA versions.", Privacy: DirectIdentifier, Identifier: PersonNumber, Upkeep: true}

var beneficiariesSpec = tableSpec{
	name: "beneficiaries", label: "People", rowIs: "one FHIR Patient resource", resource: PatientNumber,
	columns: join(
		[]Column{
			{Name: "patient_id", Label: "Patient id", V2: "Patient.id", V3: "Patient.id", Meaning: "Id of the person at CMS in this BCDA version; v2 and v3 numbers are unrelated.", Privacy: DirectIdentifier, Identifier: PatientNumber},
			personKeyColumn,
			{Name: "mbi", Label: "MBI", CCLF: "BENE_MBI_ID", V2: "identifier[us-mbi, currency current].value", V3: "identifier[us-mbi, no period.end].value", Meaning: "Current Medicare Beneficiary Identifier.", Privacy: DirectIdentifier, Identifier: MedicareNumber},
			{Name: "bene_id", Label: "CCW beneficiary id", V2: "identifier[V2:bene_id].value", Meaning: "Number of the person in the Chronic Conditions Warehouse.", Privacy: DirectIdentifier, Identifier: WarehouseNumber},
			{Name: "first_name", Label: "First name", CCLF: "BENE_1ST_NAME", V2: "name[0].given[0]", V3: "name[0].given[0]", Meaning: "First given name.", Privacy: DirectIdentifier, Identifier: PersonName},
			{Name: "middle_name", Label: "Middle name", CCLF: "BENE_MIDL_NAME", V2: "name[0].given[1]", V3: "name[0].given[1]", Meaning: "Second given name or initial.", Privacy: DirectIdentifier, Identifier: PersonName},
			{Name: "last_name", Label: "Last name", CCLF: "BENE_LAST_NAME", V2: "name[0].family", V3: "name[0].family", Meaning: "Family name.", Privacy: DirectIdentifier, Identifier: PersonName},
			{Name: "birth_date", Kind: Date, Label: "Birth date", CCLF: "BENE_DOB", V2: "birthDate", V3: "birthDate", Meaning: "Date of birth.", Privacy: QuasiIdentifier, Identifier: BirthDate},
			{Name: "death_date", Kind: Date, Label: "Death date", CCLF: "BENE_DEATH_DT", V2: "deceasedDateTime", V3: "deceasedDateTime", Meaning: "Date of death known to CMS.", Privacy: QuasiIdentifier},
			{Name: "death_flag", Kind: Bool, Label: "Died", V2: "deceasedBoolean", Meaning: "True where CMS knows the person died, with or without a date."},
			{Name: "sex_code", Label: "Sex", CCLF: "BENE_SEX_CD", V2: "gender; us-core-sex", V3: "gender; us-core-sex", Meaning: "1 male, 2 female, 0 unknown, as CCLF writes it."},
			{Name: "race_code", Label: "Race code", CCLF: "BENE_RACE_CD", V2: "extension[V2:race].valueCoding.code", V3: "extension[us-core-race or us-core-ethnicity].ombCategory", Meaning: "Race as CCLF codes it: 0 unknown, 1 white, 2 black, 3 other, 4 Asian, 5 Hispanic, 6 native."},
			{Name: "race", Label: "Race", V2: "extension[V2:race].valueCoding.display", V3: "extension[us-core-race or us-core-ethnicity].text", Meaning: "Race or ethnicity in words, as sent."},
		},
		addressColumns(),
		[]Column{
			{Name: "city", Label: "City", CCLF: "GEO_ZIP_PLC_NAME", V2: "address.city", V3: "address.city", Meaning: "City of the mailing address.", Privacy: QuasiIdentifier, Identifier: PlaceBelowState},
			{Name: "state", Label: "State", CCLF: "GEO_USPS_STATE_CD", V2: "address.state", V3: "address.state", Meaning: "State of the mailing address: postal code, in old synthetic data the Social Security number code."},
			{Name: "zip5", Label: "ZIP", CCLF: "GEO_ZIP5_CD", V2: "address.postalCode", V3: "address.postalCode", Meaning: "First five digits of the postal code.", Privacy: QuasiIdentifier, Identifier: ZIPCode},
			{Name: "language", Label: "Language", V3: "communication.language.coding[urn:ietf:bcp:47].code", Meaning: "Preferred language, as a language tag."},
		},
		dualStatusColumns(),
		[]Column{
			{Name: "reference_year", Kind: Int, Label: "Reference year", V2: "extension[V2:rfrnc_yr].valueDate", Meaning: "Year that the twelve Medicaid months speak of."},
			{Name: "replaced_by", Label: "Replaced by", V3: "link[type replaced-by].other.reference", Meaning: "Patient id that this record was merged into.", Privacy: DirectIdentifier, Identifier: PatientNumber},
			{Name: "last_updated", Kind: Timestamp, Label: "Changed at CMS", V2: "meta.lastUpdated", V3: "meta.lastUpdated", Meaning: "When CMS last changed the resource; 9999-12-31 in test data means unknown."},
		},
	),
}

func addressColumns() []Column {
	columns := make([]Column, 6)
	for i := range columns {
		n := i + 1
		path := fmt.Sprintf("address.line[%d]", i)
		columns[i] = Column{
			Name: fmt.Sprintf("address_line%d", n), Label: fmt.Sprintf("Address line %d", n), CCLF: fmt.Sprintf("BENE_LINE_%d_ADR", n),
			V2: path, V3: path, Meaning: fmt.Sprintf("Line %d of the mailing address.", n), Privacy: DirectIdentifier, Identifier: StreetAddress,
		}
	}
	return columns
}

func dualStatusColumns() []Column {
	columns := make([]Column, 12)
	for i := range columns {
		n := i + 1
		columns[i] = Column{
			Name: fmt.Sprintf("dual_status_%02d", n), Label: fmt.Sprintf("Medicaid status month %02d", n), CCLF: "BENE_DUAL_STUS_CD",
			V2: fmt.Sprintf("extension[V2:dual_%02d].valueCoding.code", n), Meaning: fmt.Sprintf("Medicare and Medicaid status in month %d of the reference year.", n), Privacy: QuasiIdentifier, Identifier: PartOfYear,
		}
	}
	return columns
}

var beneficiaryMBIsSpec = tableSpec{
	name: "beneficiary_mbis", label: "MBIs", rowIs: "one MBI of one Patient resource", resource: PatientNumber,
	key: []string{"api_version", "fhir_id", "source_order"},
	columns: []Column{
		{Name: "patient_id", Label: "Patient id", V2: "Patient.id", V3: "Patient.id", Meaning: "Id of the person at CMS in this BCDA version.", Privacy: DirectIdentifier, Identifier: PatientNumber},
		personKeyColumn,
		{Name: "mbi", Label: "MBI", CCLF: "CRNT_NUM", V2: "identifier[us-mbi].value", V3: "identifier[us-mbi].value", Meaning: "A present or past Medicare Beneficiary Identifier.", Privacy: DirectIdentifier, Identifier: MedicareNumber},
		{Name: "is_current", Kind: Bool, Label: "Current", V2: "identifier.type.coding.extension[identifier-currency]", V3: "identifier.period.end absent", Meaning: "True for the MBI in use now."},
		{Name: "effective_date", Kind: Date, Label: "Valid from", CCLF: "PRVS_ID_EFCTV_DT", V2: "identifier.period.start", V3: "identifier.period.start", Meaning: "First day of the MBI, as sent.", Privacy: QuasiIdentifier},
		{Name: "obsolete_date", Kind: Date, Label: "Valid to", CCLF: "PRVS_ID_OBSLT_DT", V2: "identifier.period.end", V3: "identifier.period.end", Meaning: "Last day of the MBI, as sent; periods can be reversed.", Privacy: QuasiIdentifier},
		{Name: "source_order", Kind: Int, Label: "Place", Meaning: "Place of the MBI in the resource, from 1."},
	},
}

var coverageSpec = tableSpec{
	name: "coverage", label: "Coverage", rowIs: "one FHIR Coverage resource", resource: CoverageNumber,
	columns: []Column{
		{Name: "coverage_id", Label: "Coverage id", V2: "Coverage.id", V3: "Coverage.id", Meaning: "Id of the Coverage resource.", Privacy: DirectIdentifier, Identifier: CoverageNumber},
		{Name: "patient_id", Label: "Patient id", V2: "beneficiary.reference", V3: "beneficiary.reference", Meaning: "Id of the person at CMS in this BCDA version.", Privacy: DirectIdentifier, Identifier: PatientNumber},
		personKeyColumn,
		{Name: "mbi", Label: "MBI", CCLF: "BENE_MBI_ID", V2: "subscriberId", V3: "subscriberId", Meaning: "MBI named on the coverage.", Privacy: DirectIdentifier, Identifier: MedicareNumber},
		{Name: "part", Label: "Part", V2: "class[type plan].value", V3: "class[type plan].value", Meaning: "A, B, C (Medicare Advantage), D (medicines) or DUAL (Medicaid too)."},
		{Name: "status", Label: "Status", V2: "status", V3: "status", Meaning: "active or cancelled; past periods are cancelled in v3."},
		{Name: "period_start", Kind: Date, Label: "From", CCLF: "BENE_PART_A_ENRLMT_BGN_DT", V2: "period.start", V3: "period.start", Meaning: "First day of the coverage.", Privacy: QuasiIdentifier},
		{Name: "period_end", Kind: Date, Label: "To", V2: "period.end", V3: "period.end", Meaning: "Last day of the coverage; empty or 9999-12-31 means open.", Privacy: QuasiIdentifier},
		{Name: "medicare_status_code", Label: "Medicare status", CCLF: "BENE_MDCR_STUS_CD", V2: "extension[V2:ms_cd].valueCoding.code", V3: "extension[BBSD:BENE-MDCR-STUS-CD].valueCoding.code", Meaning: "10 aged, 11 aged with kidney failure, 20 disabled, 21 disabled with kidney failure, 31 kidney failure only."},
		{Name: "original_entitlement_reason", Label: "First reason for Medicare", CCLF: "BENE_ORGNL_ENTLMT_RSN_CD", V2: "extension[V2:orec].valueCoding.code", V3: "extension[BBSD:BENE-MDCR-ENTLMT-RSN-CD].valueCoding.code", Meaning: "Why the person first got Medicare: 0 age, 1 disability, 2 kidney failure, 3 both."},
		{Name: "current_entitlement_reason", Label: "Present reason for Medicare", V2: "extension[V2:crec].valueCoding.code", Meaning: "Why the person has Medicare now, coded as the first reason."},
		{Name: "esrd_indicator", Label: "Kidney failure", V2: "extension[V2:esrd_ind].valueCoding.code", V3: "extension[BBSD:BENE-ESRD-STUS-ID].valueCoding.code", Meaning: "Whether the person has end-stage kidney disease."},
		{Name: "disabled_status", Label: "Disabled", V3: "extension[BBSD:BENE-DSBLD-STUS-ID].valueCoding.code", Meaning: "Whether the person is disabled."},
		{Name: "entitlement_status", Label: "Entitlement status", V3: "extension[BBSD:BENE-MDCR-ENTLMT-STUS-CD].valueCoding.code", Meaning: "Status of the entitlement to this part."},
		{Name: "enrollment_reason", Label: "Enrolment reason", V3: "extension[BBSD:BENE-ENRLMT-RSN-CD].valueCoding.code", Meaning: "Why the enrolment was made."},
		{Name: "termination_code", Label: "Termination", V2: "extension[V2:a_trm_cd or b_trm_cd].valueCoding.code", Meaning: "Why Part A or B ended; 0 not ended."},
		{Name: "buyin_code", Label: "State buy-in", CCLF: "BENE_ENTLMT_BUYIN_IND", V3: "extension[BBSD:BENE-BUYIN-CD].valueCoding.code", Meaning: "Whether the state pays the premium; months in v2."},
		{Name: "dual_status_code", Label: "Medicaid status", CCLF: "BENE_DUAL_STUS_CD", V3: "extension[BBSD:BENE-DUAL-STUS-CD].valueCoding.code", Meaning: "Kind of Medicare and Medicaid entitlement; months in v2."},
		{Name: "dual_type", Label: "Medicaid kind", V3: "extension[BBSD:BENE-DUAL-TYPE-CD].valueCoding.code", Meaning: "Full or partial Medicaid."},
		{Name: "medicaid_state", Label: "Medicaid state", V3: "extension[BBSD:MEDICAID-STATE-CD].valueCoding.code", Meaning: "State that runs the Medicaid entitlement."},
		{Name: "contract_number", Label: "Plan contract", V3: "extension[BBSD:BENE-CNTRCT-NUM].valueCoding.code", Meaning: "Contract of the Part C or D plan; months in v2.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "pbp_number", Label: "Plan number", V3: "extension[BBSD:BENE-PBP-NUM].valueCoding.code", Meaning: "Plan benefit package within the contract; months in v2.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "segment", Label: "Plan segment", V3: "extension[BBSD:CNTRCT-PBP-SGMT-NUM].valueCoding.code", Meaning: "Segment of the plan benefit package.", Privacy: QuasiIdentifier, Identifier: PlaceBelowState},
		{Name: "plan_name", Label: "Plan name", V3: "contained[Organization].name", Meaning: "Name of the plan or contract.", Privacy: QuasiIdentifier, Identifier: PersonName},
		{Name: "lis_level", Label: "Low-income level", V3: "extension[BBSD:BENE-LIS-COPMT-LVL-CD].valueCoding.code", Meaning: "Copayment level of the low-income subsidy."},
		{Name: "lis_premium_pct", Label: "Low-income premium share", V3: "extension[BBSD:BENE-LIS-PTD-PRM-PCT].valueCoding.code", Meaning: "Share of the Part D premium that the subsidy pays."},
		{Name: "rx_bin", Label: "Pharmacy BIN", V3: "class[type rxbin].value", Meaning: "Bank identification number on the medicines card.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "rx_pcn", Label: "Pharmacy PCN", V3: "class[type rxpcn].value", Meaning: "Processor control number on the medicines card.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "rx_group", Label: "Pharmacy group", V3: "class[type rxgroup].value", Meaning: "Group on the medicines card.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "rx_id", Label: "Pharmacy member id", V3: "class[type rxid].value", Meaning: "Member number on the medicines card.", Privacy: DirectIdentifier, Identifier: CardNumber},
		{Name: "reference_year", Kind: Int, Label: "Reference year", V2: "extension[V2:rfrnc_yr].valueDate", Meaning: "Year that the monthly facts speak of."},
	},
}

var coverageMonthsSpec = tableSpec{
	name: "coverage_months", label: "Coverage months", rowIs: "one month of one person and part", resource: CoverageNumber,
	key: []string{"api_version", "patient_id", "part", "year", "month"},
	columns: []Column{
		{Name: "coverage_id", Label: "Coverage id", V2: "Coverage.id", V3: "Coverage.id", Meaning: "Id of the Coverage resource the month came with.", Privacy: DirectIdentifier, Identifier: CoverageNumber},
		{Name: "patient_id", Label: "Patient id", V2: "beneficiary.reference", V3: "beneficiary.reference", Meaning: "Id of the person at CMS in this BCDA version.", Privacy: DirectIdentifier, Identifier: PatientNumber},
		personKeyColumn,
		{Name: "part", Label: "Part", V2: "class[type plan].value", V3: "class[type plan].value", Meaning: "A, B, C or D; DUAL for Medicaid beside Medicare (v3)."},
		{Name: "year", Kind: Int, Label: "Year", V2: "extension[V2:rfrnc_yr].valueDate", V3: "period", Meaning: "Calendar year."},
		{Name: "month", Kind: Int, Label: "Month", V3: "period", Meaning: "Calendar month, 1 to 12.", Privacy: QuasiIdentifier, Identifier: PartOfYear},
		{Name: "dual", Label: "Medicaid status", V2: "extension[V2:dual_NN].valueCoding.code", V3: "extension[BBSD:BENE-DUAL-STUS-CD].valueCoding.code", Meaning: "Medicare and Medicaid status in the month."},
		{Name: "buyin", Label: "State buy-in", V2: "extension[V2:buyinNN].valueCoding.code", Meaning: "Entitlement and state buy-in in the month."},
		{Name: "hmo_ind", Label: "Medicare Advantage", V2: "extension[V2:hmo_ind_NN].valueCoding.code", Meaning: "Medicare Advantage enrolment in the month; 0 and 4 mean fee-for-service."},
		{Name: "ptc_cntrct_id", Label: "Part C contract", V2: "extension[V2:ptc_cntrct_id_NN].valueCoding.code", V3: "extension[BBSD:BENE-CNTRCT-NUM].valueCoding.code", Meaning: "Contract of the Medicare Advantage plan.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "ptc_pbp_id", Label: "Part C plan", V2: "extension[V2:ptc_pbp_id_NN].valueCoding.code", V3: "extension[BBSD:BENE-PBP-NUM].valueCoding.code", Meaning: "Benefit package of the Medicare Advantage plan.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "ptc_plan_type_cd", Label: "Part C plan type", V2: "extension[V2:ptc_plan_type_cd_NN].valueCoding.code", Meaning: "Kind of Medicare Advantage plan."},
		{Name: "ptdcntrct", Label: "Part D contract", V2: "extension[V2:ptdcntrctNN].valueCoding.code", V3: "extension[BBSD:BENE-CNTRCT-NUM].valueCoding.code", Meaning: "Contract of the medicines plan.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "ptdpbpid", Label: "Part D plan", V2: "extension[V2:ptdpbpidNN].valueCoding.code", V3: "extension[BBSD:BENE-PBP-NUM].valueCoding.code", Meaning: "Benefit package of the medicines plan.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
		{Name: "sgmtid", Label: "Part D segment", V2: "extension[V2:sgmtidNN].valueCoding.code", V3: "extension[BBSD:CNTRCT-PBP-SGMT-NUM].valueCoding.code", Meaning: "Segment of the medicines plan.", Privacy: QuasiIdentifier, Identifier: PlaceBelowState},
		{Name: "cstshr", Label: "Part D cost sharing", V2: "extension[V2:cstshrNN].valueCoding.code", Meaning: "Low-income cost-sharing group in the month."},
		{Name: "rdsind", Label: "Retiree drug subsidy", V2: "extension[V2:rdsindNN].valueCoding.code", Meaning: "Whether an employer got the retiree drug subsidy."},
	},
}

func join(parts ...[]Column) []Column {
	var all []Column
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}
