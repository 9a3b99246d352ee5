# ClaimsDesk. The two commands that matter: `make run` and `make test`.

GO      ?= go
VERSION ?= $(shell git describe --tags --always 2>/dev/null || echo dev)
# The window needs cgo for OpenGL; everything else is built without it.
LDFLAGS := -s -w -X main.version=$(VERSION)
# UI tests and screenshots draw in memory: the tag ci leaves OpenGL out of the main package.
PURE    := CGO_ENABLED=0
LINT    := $(GO) tool -modfile=tools/go.mod golangci-lint

.PHONY: run test build lint shots interop walkthrough generate deps demo fuzz soak bench bench-large clean

## run: install what is missing, then open the window on practice data; without a display, run the demo instead
run: deps
	@scripts/run.sh

## test: everything that CI runs: build, vet, formatting, generated files, all tests
test: deps
	@scripts/check.sh

## build: both programs into build/
build: deps
	@mkdir -p build
	$(GO) build -trimpath -tags migrated_fynedo -ldflags "$(LDFLAGS)" -o build/claimsdesk .
	$(PURE) $(GO) build -trimpath -ldflags "$(LDFLAGS)" -o build/claimsctl ./cmd/claimsctl

## demo: the whole job once without a window
demo:
	$(PURE) $(GO) run ./cmd/claimsctl demo

## lint: golangci-lint with the rules of .golangci.yml
lint:
	$(PURE) $(LINT) run --build-tags ci ./...

## shots: a picture of every screen and state, light and dark, at 1280x800, at 1024x700 and with large text, into build/shots; the guide's own are in docs/user/shots
shots:
	@mkdir -p build/shots
	$(PURE) $(GO) test -tags ci -count=1 -timeout 30m -run TestShots ./ui -shots "$(CURDIR)/build/shots"

## interop: read our files back with other programs (LibreOffice)
interop:
	@scripts/interop.sh

## walkthrough: the real window driven through its tasks, by mouse and by keyboard alone, with a picture of each step
walkthrough: deps
	@scripts/walkthrough.sh

## generate: write generated code anew
generate:
	$(PURE) $(GO) generate ./...

## fuzz: every fuzz target for FUZZTIME (30s)
fuzz:
	@scripts/fuzz.sh $(or $(FUZZTIME),30s)

## soak: the long proof that nothing is lost, about half an hour: kills, faults, cuts and orders of imports
soak:
	@scripts/soak.sh

## bench: this build against its peers on the same files, a table of ratios and goals (BENCH_PEOPLE, BENCH_RUNS)
bench:
	@scripts/bench.sh

## bench-large: this build alone at about 1.5 million claims, and how cost grows with size; half an hour, 8 GB of disk
bench-large:
	@scripts/bench.sh --large

deps:
	@scripts/deps.sh

clean:
	rm -rf build
