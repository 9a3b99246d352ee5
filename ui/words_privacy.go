package ui

// Words of Privacy (docs/reference/screens.md 5.10).
const (
	titlePrivacy = "Privacy"

	privacyTabStored   = "Stored here"
	privacyTabRegister = "Export register"
	privacyTabChecks   = "Identity checks"

	storedWhat      = "Stored here"
	storedCount     = "Count"
	storedDates     = "Dates"
	storedSize      = "Size"
	storedPeople    = "People"
	storedClaims    = "Claims, with all versions"
	storedResources = "Records as CMS sent them"
	storedAside     = "Lines set aside"
	storedFree      = "Free room inside the file"
	storedWaiting   = "On its way into the file"
	storedAll       = "In all"
	storedMeasuring = "Measuring…"
	storedWhere     = "All of it is on this computer, in %s."
	storedPacked    = "packed, inside the file"
	storedShared    = "in the size of claims"
	storedNote      = "Workbooks and files that you saved are outside of ClaimsDesk: the export register lists them. " +
		"ClaimsDesk does not encrypt the database yet. Turn on BitLocker or FileVault."

	checksNone     = "No checks."
	checksNoneText = "Two records that share a Medicare number and differ in birth date or sex show up here."
	checksNote     = "ClaimsDesk never joins two records that contradict each other, unless CMS says so. You decide; the decision can be changed."
	checksFirst    = "First record"
	checksSecond   = "Second record"
	checksBorn     = "Born"
	checksClaims   = "%s in version %s"
	checksDiffers  = "Differs in"
	checksState    = "State"
	checksToDo     = "To decide"
	checksSame     = "Same person"
	checksApart    = "Two people"
	checksLater    = "Take back"
	checksOpen     = "Open person"
	checksLink     = "CMS says that these records are one person, but they differ."
	checksMBI      = "These records share a Medicare number, but they differ. They are shown as two people."
	checksBy       = "Decided by %s on %s."
	checksSex      = "sex"
	checksBirth    = "birth date"
	checksWorking  = "Working out who is who…"
)
