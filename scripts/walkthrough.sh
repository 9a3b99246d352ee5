#!/bin/sh
# Drives the real window through the tasks of docs/reference/screens.md chapter 12, on a screen of its own, once by mouse and once
# by keyboard alone. A picture of each step lies in build/walkthrough afterwards. Installs Xvfb, xdotool, ImageMagick, xclip and
# tesseract on Debian and its relatives. WALK=T1,T5 walks these tasks alone.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}

install() {
	echo "Installing $*" >&2
	run=""
	[ "$(id -u)" = 0 ] || run="sudo"
	{ $run apt-get update -qq && $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >&2
}

missing=""
command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
command -v xdotool >/dev/null 2>&1 || missing="$missing xdotool"
command -v import >/dev/null 2>&1 || missing="$missing imagemagick"
command -v xclip >/dev/null 2>&1 || missing="$missing xclip"
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr tesseract-ocr-eng"
# shellcheck disable=SC2086 # one word a package
[ -z "$missing" ] || install $missing

echo "Building the window. The first time takes some minutes." >&2
rm -rf build/walkthrough
mkdir -p build/walkthrough
"$go" build -tags migrated_fynedo -o build/claimsdesk .
CGO_ENABLED=0 "$go" build -o build/claimsctl ./cmd/claimsctl
CGO_ENABLED=0 exec "$go" test -count=1 -timeout 40m -v ./walkthrough -run TestWalkthrough \
	-programs "$PWD/build" -pictures "$PWD/build/walkthrough" -only "${WALK:-}"
