package claims

// Reread is what came of reading stored resources again by the rules of today.
type Reread struct {
	Resources  int // read again
	Changed    int // whose rows came out otherwise and were written
	Unreadable int // that the rules of today refuse; their rows stay as they are
	Released   int // lines out of quarantine that are readable now
}
