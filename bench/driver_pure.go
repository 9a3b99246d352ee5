//go:build !cgo

package main

const cgoDriver, cgoAbsent = "sqlite3", "no C compiler is here"
