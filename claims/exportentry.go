package claims

import "time"

// ExportEntry is a line of the register of file exports: who wrote what, when (docs/privacy.md).
type ExportEntry struct {
	No      int64 // given by the register
	At      time.Time
	Who     string // name of the account on this computer
	What    string // table, workbook, layout or sheets
	Filters string // in words; never an MBI
	People  int    // people in it
	Level   PrivacyLevel
	Recipe  string // name; empty without one
	Files   []ExportedFile
	// Saved is false where the file did not appear in the end, such as over one that was open in Excel.
	Saved bool
}

// Rows is how many rows all files have together.
func (e ExportEntry) Rows() (n int64) {
	for _, f := range e.Files {
		n += f.Rows
	}
	return n
}

// ExportedFile is a file of an export.
type ExportedFile struct {
	Name   string // path; "-" for standard output
	Rows   int64
	Bytes  int64
	SHA256 string // of the content, in hex
}

// PeopleList is a list of people that recipes name.
type PeopleList struct {
	Name    string
	People  int // MBIs on it
	SavedAt time.Time
}
