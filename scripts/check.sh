#!/bin/sh
# Everything that CI runs. Prints what each step took.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}

step() {
	name=$1
	shift
	began=$(date +%s)
	echo "== $name"
	"$@"
	echo "== $name: $(($(date +%s) - began)) s"
}

formatted() {
	bad=$(gofmt -l $(git ls-files '*.go'))
	[ -z "$bad" ] || { echo "not gofmt-ed: $bad"; return 1; }
}

# The pure part builds for every system that we ship to, so that a Windows or macOS slip shows at once.
builds_elsewhere() {
	for system in windows darwin; do
		CGO_ENABLED=0 GOOS=$system "$go" vet ./app ./bcda ./claims ./cmd/... ./exporter/... ./fhir ./ostask ./practice/... ./recipe ./refresh ./schedule ./soak ./store
	done
}

step "formatting" formatted
step "vet" env CGO_ENABLED=0 "$go" vet -tags ci ./...
step "vet for Windows and macOS" builds_elsewhere
step "window builds" "$go" build -o /dev/null .
step "tests" env CGO_ENABLED=0 "$go" test -tags ci -count=1 -timeout 25m ./...
step "race detector" env CGO_ENABLED=1 "$go" test -race -count=1 -timeout 15m ./bcda ./exporter ./claims ./refresh ./schedule
