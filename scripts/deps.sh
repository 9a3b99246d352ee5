#!/bin/sh
# Installs the system packages that building the window needs, where this is Debian or a relative and we may.
# Elsewhere it says what is missing and goes on: claimsctl and the tests need nothing but Go.
set -eu

packages="gcc libc6-dev pkg-config libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev libxxf86vm-dev"

case "$(uname -s)" in
Linux) ;;
*) exit 0 ;; # macOS and Windows bring OpenGL with their developer tools
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
	echo "This is not Debian or Ubuntu: if building the window fails, install the equivalents of: $packages" >&2
	exit 0
fi

missing=""
for p in $packages; do
	status=$(dpkg-query -W -f='${Status}' "$p" 2>/dev/null || true)
	[ "$status" = "install ok installed" ] || missing="$missing $p"
done
[ -n "$missing" ] || exit 0

run=""
if [ "$(id -u)" != 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "Please install:$missing" >&2
		exit 1
	fi
	run="sudo"
fi
echo "Installing:$missing" >&2
# shellcheck disable=SC2086 # a list of words
{ $run apt-get update -qq && $run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing; } >&2
