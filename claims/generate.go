package claims

//go:generate go run ./columngen
