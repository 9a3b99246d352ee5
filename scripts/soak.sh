#!/bin/sh
# Proves at length that a refresh loses nothing: 500 kills, 200 fault plans, 200 cuts, 10,000 orders of imports, and the
# rate and memory of a large refresh, and the memory of exports. SOAK_SEED=N repeats the round of one seed, with -run TestName to choose the test.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}
exec env CGO_ENABLED=0 SOAK=1 "$go" test -count=1 -timeout 3h -v ./soak "$@"
