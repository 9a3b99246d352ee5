package soak_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// part is some resources of one file of an export.
type part struct {
	file      claims.SourceFile
	resources []claims.Resource
}

// Sizes of the exports whose order changes: a base and its follow-up exports, in both versions.
const (
	peopleInOrders = 4
	deltasInOrders = 3
)

// generated writes the generator's exports of a population in both versions and reads them back, each file a part.
func generated(t *testing.T, population uint64) []part {
	t.Helper()
	var list []part
	for _, version := range []string{claims.V2, claims.V3} {
		dir := t.TempDir()
		written, err := practice.WriteFiles(t.Context(), practice.Generate{
			Population: synth.Config{People: peopleInOrders, Years: 1, Seed: population, End: lastDay(), Releases: deltasInOrders},
			Version:    version, Dir: dir, Deltas: deltasInOrders,
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, export := range written {
			list = append(list, readExport(t, export.Dir, claims.SourceFile{
				APIVersion: version, ExportID: fmt.Sprintf("%s-%d", version, i), Group: practice.GroupAll, Full: i == 0,
			})...)
		}
	}
	return some(t, list)
}

// readExport reads the files of an export by its manifest.
func readExport(t *testing.T, dir string, file claims.SourceFile) []part {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		TransactionTime string
		Output          []struct{ Type, URL string }
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	var list []part
	for _, f := range manifest.Output {
		file.Name, file.ResourceType, file.TransactionTime = f.URL, f.Type, manifest.TransactionTime
		list = append(list, part{file, readFile(t, filepath.Join(dir, f.URL), file.APIVersion)})
	}
	return list
}

func readFile(t *testing.T, path, version string) []claims.Resource {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	reader, lines := fhir.NewReader(fhir.Options{Version: version, Now: opening}), fhir.NewLines(bytes.NewReader(data))
	var list []claims.Resource
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		resource, err := reader.Parse(bytes.Clone(line.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, resource)
	}
}

// Which claims are kept: of those that stand alone one in aloneOf, as they never meet another resource; of the others all,
// and there must be some of them.
const (
	aloneOf    = 20
	metAtLeast = 3
)

// some leaves most of the claims out that stand alone.
func some(t *testing.T, list []part) []part {
	t.Helper()
	times := map[string]int{}
	for _, p := range list {
		for i := range p.resources {
			times[family(&p.resources[i])]++
		}
	}
	met := map[string]bool{}
	for i := range list {
		var kept []claims.Resource
		for j, r := range list[i].resources {
			isClaim, name := r.Type == claims.TypeEOB, family(&r)
			if isClaim && times[name] > 1 {
				met[name] = true
			}
			if !isClaim || met[name] || j%aloneOf == 0 {
				kept = append(kept, r)
			}
		}
		list[i].resources = kept
	}
	if len(met) < metAtLeast {
		t.Fatalf("only %d claims come in several versions", len(met))
	}
	return list
}

// family is what the versions of one claim have in common; the resource itself for all else.
func family(r *claims.Resource) string {
	if r.Type == claims.TypeEOB {
		for _, col := range []claims.Col{claims.ColClaimsClaimGroupID, claims.ColClaimsOriginalControlNumber, claims.ColClaimsClaimControlNumber} {
			if v := r.Rows[0].Value(col); v.Set {
				return r.APIVersion + v.Text
			}
		}
	}
	return r.APIVersion + r.Type + r.ID
}

// shuffled splits files, repeats some of the pieces, and changes the order of everything.
func shuffled(list []part, dice *rand.Rand) []part {
	var out []part
	for _, p := range list {
		rest := append([]claims.Resource(nil), p.resources...)
		dice.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
		for len(rest) > 0 {
			n := 1 + dice.IntN(len(rest))
			out = append(out, part{p.file, rest[:n]})
			if dice.IntN(4) == 0 {
				out = append(out, part{p.file, rest[:n]})
			}
			rest = rest[n:]
		}
	}
	dice.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// told lists parts for a failure: which files, and how many resources of each.
func told(list []part) string {
	var b bytes.Buffer
	for _, p := range list {
		fmt.Fprintf(&b, "%s %s: %d\n", p.file.ExportID, p.file.Name, len(p.resources))
	}
	return b.String()
}
