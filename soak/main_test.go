package soak_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
)

// TestMain takes the program away that binary has built.
func TestMain(m *testing.M) {
	code := m.Run()
	if err := os.RemoveAll(binaryDir()); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

func binaryDir() string {
	return filepath.Join(os.TempDir(), "claimsdesk-soak-"+strconv.Itoa(os.Getpid()))
}

// binary builds claimsctl once and returns its path.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(binaryDir(), "claimsctl")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", path, "github.com/claimsdesk/claimsdesk/cmd/claimsctl")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		return "", fmt.Errorf("build claimsctl: %w\n%s", err, out)
	}
	return path, nil
})

func claimsctl(tb testing.TB) string {
	tb.Helper()
	path, err := binary()
	if err != nil {
		tb.Fatal(err)
	}
	return path
}

// soaking says that every round is wanted.
func soaking() bool { return os.Getenv("SOAK") != "" }

// rounds is how many rounds of a test run: few of them always, all of them in a soak.
func rounds(few, all int) int {
	if soaking() {
		return all
	}
	return few
}

// onlySeed is the one round that is wanted, where SOAK_SEED names its seed.
func onlySeed(tb testing.TB) (uint64, bool) {
	tb.Helper()
	text := os.Getenv("SOAK_SEED")
	if text == "" {
		return 0, false
	}
	seed, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		tb.Fatalf("SOAK_SEED: %v", err)
	}
	return seed, true
}

// seeds are those of a test's rounds, from 1.
func seeds(tb testing.TB, few, all int) []uint64 {
	tb.Helper()
	if only, ok := onlySeed(tb); ok {
		return []uint64{only}
	}
	list := make([]uint64, rounds(few, all))
	for i := range list {
		list[i] = uint64(i) + 1
	}
	return list
}
