#!/bin/sh
# Opens the window on practice data. On a machine without a display it says so and runs the demo.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}

has_display() {
	case "$(uname -s)" in
	Darwin | MINGW* | MSYS* | CYGWIN*) return 0 ;;
	*) [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ] ;;
	esac
}

if has_display; then
	echo "Building the window. The first time takes some minutes." >&2
	mkdir -p build
	"$go" build -tags migrated_fynedo -o build/claimsdesk .
	exec build/claimsdesk --practice
fi
echo "There is no display here, so the window cannot open. Running the demo instead: the whole job without a window." >&2
CGO_ENABLED=0 exec "$go" run ./cmd/claimsctl demo
