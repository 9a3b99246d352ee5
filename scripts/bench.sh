#!/bin/sh
# Measures this build against its peers on the same files in one run and prints a table of ratios with their goals
# (docs/benchmarks.md). BENCH_PEOPLE, BENCH_YEARS and BENCH_RUNS set the size; --large measures this build alone on 1.5
# million EOBs, and how cost grows. Peers that cannot run here are named so: python3, node with npm (DuckDB), a C compiler (go-sqlite3).
# The real window is measured where `make build` has built it and Xvfb is here.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}
dir=${BENCH_DIR:-build/bench}
duckdb=@duckdb/node-api@1.5.6-r.1
mkdir -p "$dir"

large=""
people=200
runs=5
if [ "${1:-}" = --large ]; then
	large="-large"
	people=5500
	runs=1
fi

echo "Building" >&2
CGO_ENABLED=0 "$go" build -ldflags "-s -w" -o "$dir/claimsctl" ./cmd/claimsctl
cgo=0
if command -v "$("$go" env CC)" >/dev/null 2>&1; then cgo=1; fi
CGO_ENABLED=$cgo "$go" -C bench build -o "$(cd "$dir" && pwd)/bench" .

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && [ ! -d "$dir/node/node_modules/@duckdb" ]; then
	echo "Installing DuckDB for node" >&2
	mkdir -p "$dir/node"
	npm install --silent --no-audit --no-fund --prefix "$dir/node" "$duckdb" >&2 || echo "DuckDB could not be installed; its line stays empty" >&2
fi

exec "$dir/bench" -claimsctl "$dir/claimsctl" -window build/claimsdesk -here bench -dir "$dir" -go "$go" \
	-people "${BENCH_PEOPLE:-$people}" -years "${BENCH_YEARS:-3}" -runs "${BENCH_RUNS:-$runs}" $large
