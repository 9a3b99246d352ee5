package fhir

// stringEnd returns the index behind the string that starts at start, or the end of the line when it is not closed.
func stringEnd(line []byte, start int) int {
	for i := start + 1; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(line)
}
