package ui

// Words of the pages about people and claims (docs/reference/screens.md 4). Words that say what a code of CMS means are
// in claimwords.go.
const (
	wordNotGiven = "Not given"
	wordNoName   = "Name not given"
	wordLooking  = "Looking…"
	wordTryAgain = "Try again"

	titlePeople = "People"
	titlePerson = "Person"
	titleClaim  = "Claim"

	peopleFilterHint = "Filter by name, MBI or birth date"
	peopleOnList     = "On today's list"
	peopleEveryone   = "Everyone ever seen"
	peopleCaption    = "Claims and paid count current, fully processed claims. Medicines are not part of paid. A claim usually arrives weeks after the visit."

	peopleNoneTitle    = "Nobody matches"
	peopleNoneText     = "Check the spelling or try the birth date, such as 3/4/1941."
	peopleNoneListText = "Only people on today's list were searched."
	peopleClear        = "Clear the filter"
	peopleSearchAll    = "Search everyone ever seen"
	peopleNobodyOn     = "Nobody on today's list"
	peopleNoData       = "No people yet"
	peopleNoDataText   = "People appear after the first refresh."
	peopleGetData      = "Get new data"

	searchHint       = "Find a person: name, MBI or birth date"
	searchNone       = "Nobody found. Check the spelling or try the birth date."
	searchMore       = "Show all %s in People"
	searchUnreadable = "The search could not be read. Type again to try once more."

	chipOnList  = "On list"
	chipOffList = "Not on list"
	chipDied    = "Died"

	personShowMBI     = "Show MBI"
	personHideMBI     = "Hide MBI"
	personDied        = "Died %s (from CMS)"
	personDiedNoDate  = "Died, day not given (from CMS)"
	personOffList     = "Not on CMS's latest patient list. CMS does not say why: another ACO, Medicare Advantage, opted out of sharing, moved or died. Check before calling."
	personNoClaims    = "No claims seen"
	personNoClaimsTx  = "New people often have none yet. Claims usually arrive weeks after the visit."
	personNoType      = "No claims of this kind"
	personNoTypeTx    = "Choose another kind of claim, or all."
	personShowAll     = "Show all claims"
	personAllKinds    = "All kinds"
	personUncounted   = "Also show uncounted claims"
	personCaption     = "Left out: early claims, replaced versions, credits, prior authorizations and Medicare Advantage records."
	personCaptionAll  = "Shown too, never counted: early claims, replaced versions, credits, prior authorizations, Medicare Advantage records."
	titlePersonClaims = "Claims"
	personRecord      = "Record"
	personAboutTab    = "Coverage and record"
	personNoCoverage  = "No coverage seen"
	personNoCoverTx   = "CMS sends coverage with the patient list."

	claimLinesTab    = "Lines"
	claimDxTab       = "Diagnoses"
	claimTeamTab     = "Care team"
	claimFieldsTab   = "All fields"
	claimNoLines     = "No lines in this claim"
	claimNoDx        = "No diagnoses in this claim"
	claimNoTeam      = "No providers named on this claim"
	claimPaidInTotal = "Medicare paid the claim as a whole, not by line."
	claimEarlyNote   = "Early claim: amounts may change or be missing. It is not counted."
	claimOldNote     = "A newer version replaced this claim. It is not counted."

	problemDetails     = "Details"
	problemHideDetails = "Hide details"
	problemCopy        = "Copy details"

	menuOpenPerson = "Open"
	menuOpenClaim  = "Open claim"
	menuCopyRow    = "Copy row"
)
