#!/bin/sh
# Makes a workbook from practice data and reads it back with LibreOffice, a program that shares no code with ours: each
# data sheet must equal the CSV of the same rows. Installs LibreOffice Calc on Debian and its relatives.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}

if ! command -v soffice >/dev/null 2>&1; then
	echo "Installing LibreOffice Calc" >&2
	run=""
	[ "$(id -u)" = 0 ] || run="sudo"
	{ $run apt-get update -qq && $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc; } >&2
fi
exec env CGO_ENABLED=0 CLAIMSDESK_INTEROP=1 "$go" test -tags ci -count=1 -run 'TestInterop' -v ./cmd/claimsctl
