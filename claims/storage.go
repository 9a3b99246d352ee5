package claims

// Storage is what a data set holds and how much room it takes on disk.
type Storage struct {
	People    int // persons ever seen
	Claims    int // rows of claims, all versions
	Resources int // kept as CMS sent them
	SetAside  int // lines in quarantine
	Oldest    string
	Latest    string // first and last service date among the claims, YYYY-MM-DD; empty without claims
	// Bytes of the database file: resources as sent, the tables made of them with their indexes, and room that is free.
	ResourceBytes, TableBytes, FreeBytes int64
	WaitingBytes                         int64 // written and not yet moved into the database file
}

// Bytes is what all of it takes.
func (s Storage) Bytes() int64 {
	return s.ResourceBytes + s.TableBytes + s.FreeBytes + s.WaitingBytes
}
