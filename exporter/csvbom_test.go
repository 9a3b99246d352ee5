package exporter_test

import (
	"bytes"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

func TestCSVWithByteOrderMark(t *testing.T) {
	for bom, want := range map[bool]string{false: "city\nSÃO\n", true: "\xef\xbb\xbfcity\nSÃO\n"} {
		src, err := heldTables{claims.Beneficiaries: {{"city": "SÃO"}}}.Open(t.Context(), claims.Beneficiaries, []claims.Col{claims.ColBeneficiariesCity})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := exporter.WriteCSV(t.Context(), &out, src, exporter.CSVOptions{BOM: bom}); err != nil || out.String() != want {
			t.Errorf("BOM %t: got %q, %v, want %q", bom, out.String(), err, want)
		}
	}
}
