#!/bin/sh
# Makes files from practice data and reads them back with programs that share no code with ours: the workbook with LibreOffice,
# Parquet files and the lake with DuckDB. Everything must equal the CSV of the same rows. Installs LibreOffice Calc and Node.js
# on Debian and its relatives, and DuckDB's npm package into build/interop. INTEROP=TestInteropDuckDB runs one of them.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}
tests=${INTEROP:-TestInterop}

install() {
	echo "Installing $*" >&2
	run=""
	[ "$(id -u)" = 0 ] || run="sudo"
	{ $run apt-get update -qq && $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

case $tests in *DuckDB) ;; *) command -v soffice >/dev/null 2>&1 || install libreoffice-calc ;; esac
case $tests in *LibreOffice) ;; *)
	command -v npm >/dev/null 2>&1 || install nodejs npm
	mkdir -p build/interop
	[ -d build/interop/node_modules/@duckdb/node-api ] ||
		npm install --silent --no-audit --no-fund --no-save --prefix build/interop @duckdb/node-api@1.5.6-r.1 >&2
	NODE_PATH=$PWD/build/interop/node_modules
	export NODE_PATH
	;;
esac
exec env CGO_ENABLED=0 CLAIMSDESK_INTEROP=1 "$go" test -tags ci -count=1 -run "$tests" -v ./cmd/claimsctl
