package ui

// Words of Excel: a new export, saved recipes, people lists, the register (docs/reference/screens.md 5.8).
const (
	titleExcel = "Excel"

	saveReplaceIn   = "This folder holds files already. Files of the same names are replaced; others stay."
	saveReplaceThem = "Replace the files"
)
