package codes_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/codes"
)

// hcpcsLine writes a record of the HCPCS file.
func hcpcsLine(code, sequence, kind, long, short string) string {
	return fmt.Sprintf("%-5s%-5s%s%-80s%-28s%-40s", code, sequence, kind, long, short, "00A") + "\r\n"
}

// icdLine writes a line of the ICD-10-CM order file.
func icdLine(order int, code string, billable int, short, long string) string {
	return fmt.Sprintf("%05d %-7s %d %-60s %s\n", order, code, billable, short, long)
}

// officialFiles are short files made like the official ones.
func officialFiles() map[codes.System]string {
	return map[codes.System]string{
		codes.ICD10CM: icdLine(1, "I50", 0, "Heart failure", "Heart failure") + icdLine(2, "I509", 1, "Heart failure, unspecified", "Heart failure, unspecified") +
			icdLine(3, "S72001A", 1, "Fracture of unsp part of neck of right femur, init", "Fracture of unspecified part of neck of right femur, initial encounter for closed fracture"),
		codes.HCPCS: hcpcsLine("", "00100", "7", "A modifier", "Modifier") + hcpcsLine("A0428", "00100", "3", "Ambulance service, basic life support, non-emergency transport,", "Bls") +
			hcpcsLine("A0428", "00200", "4", "(bls)", "") + hcpcsLine("D0120", "00100", "3", "A dental code", "Dental") + hcpcsLine("J1885", "00100", "3", "Injection, ketorolac", "Ketorolac inj"),
		codes.MSDRG: "TABLE 5.-LIST OF PAYMENT GROUPS\n\"MS-DRG\"\tFY 2026 Post-Acute DRG\tMDC\tTYPE\tMS-DRG Title\tWeights\n" +
			"1\tNo\tPRE\tSURG\tHEART TRANSPLANT OR IMPLANT OF HEART ASSIST SYSTEM WITH MCC\t28.1\n291\tYes\t05\tMED\tHEART FAILURE AND SHOCK WITH MCC\t1.3\n\tNote\t\t\tnothing\t\n",
		codes.NDC: "PRODUCTID\tPRODUCTNDC\tPRODUCTTYPENAME\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tDOSAGEFORMNAME\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\n" +
			"x\t0093-1048\tHUMAN\tMetformin Hydrochloride\t\tMETFORMIN HYDROCHLORIDE\tTABLET\t500\tmg/1\n" +
			"y\t0003-0894\tHUMAN\tEliquis\t\tapixaban\tTABLET, FILM COATED\t5\tmg/1\nz\t12345-678\tHUMAN\tCaf\xe9ine\t\t\t\t1; 2\tmg/1; g/mL\nbad\tnone\tHUMAN\tX\t\tx\t\t\t\n",
	}
}

func namesIn(t *testing.T, system codes.System, text string) map[string]string {
	t.Helper()
	names := map[string]string{}
	if err := codes.Read(system, strings.NewReader(text), func(n codes.Name) error { names[n.Code] = n.Words; return nil }); err != nil {
		t.Fatal(err)
	}
	return names
}

func TestReadOfficialFiles(t *testing.T) {
	want := map[codes.System]map[string]string{
		codes.ICD10CM: {
			"I50": "Heart failure", "I509": "Heart failure, unspecified",
			"S72001A": "Fracture of unspecified part of neck of right femur, initial encounter for closed fracture",
		},
		codes.HCPCS: {"A0428": "Ambulance service, basic life support, non-emergency transport, (bls)", "J1885": "Injection, ketorolac"},
		codes.MSDRG: {"001": "Heart transplant or implant of heart assist system with MCC", "291": "Heart failure and shock with MCC"},
		codes.NDC: {
			"000931048": "Metformin Hydrochloride 500 mg, tablet", "000030894": "Eliquis (apixaban) 5 mg, tablet, film coated", "123450678": "Caféine 1 mg / 2 g/ml",
		},
	}
	for system, text := range officialFiles() {
		t.Run(string(system), func(t *testing.T) {
			if got, ok := codes.Recognise([]byte(text)); !ok || got != system {
				t.Errorf("recognised as %q, %t", got, ok)
			}
			if diff := cmp.Diff(want[system], namesIn(t, system, text)); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
		})
	}
}

// The table of payment groups is also saved from a spreadsheet, with commas.
func TestReadPaymentGroupsWithCommas(t *testing.T) {
	got := namesIn(t, codes.MSDRG, "\ufeffTable 5\n\"MS-DRG\",MDC,\"MS-DRG Title\"\n\"291\",05,\"HEART FAILURE, SHOCK\"\n")
	if diff := cmp.Diff(map[string]string{"291": "Heart failure, shock"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	others := map[string]string{
		"empty": "", "people": "MBI,Last name\n1EG4TE5MK73,Rivera\n", "picture": "\x89PNG\r\n\x1a\n\x00\x00", "packages": "PRODUCTID\tPRODUCTNDC\tNDCPACKAGECODE\n1\t0093-1048\t0093-1048-01\n",
	}
	for name, text := range others {
		if system, ok := codes.Recognise([]byte(text)); ok {
			t.Errorf("%s: recognised as %s", name, system)
		}
		for _, system := range codes.Systems() {
			err := codes.Read(system, strings.NewReader(text), func(codes.Name) error { return nil })
			if !errors.Is(err, codes.ErrFormat) {
				t.Errorf("%s as %s: %v", name, system, err)
			}
		}
	}
	if err := codes.Read("other", strings.NewReader("x"), nil); !errors.Is(err, codes.ErrFormat) {
		t.Errorf("unknown system: %v", err)
	}
	endless := strings.Repeat("A", 2<<20)
	if err := codes.Read(codes.ICD10CM, strings.NewReader(endless), nil); !errors.Is(err, codes.ErrFormat) {
		t.Errorf("endless line: %v", err)
	}
}

func TestReadStopsWithItsUser(t *testing.T) {
	stop := errors.New("stop")
	for system, text := range officialFiles() {
		if err := codes.Read(system, strings.NewReader(text), func(codes.Name) error { return stop }); !errors.Is(err, stop) {
			t.Errorf("%s: %v", system, err)
		}
	}
}

func FuzzReadICD10CM(f *testing.F) { fuzzRead(f, codes.ICD10CM) }
func FuzzReadHCPCS(f *testing.F)   { fuzzRead(f, codes.HCPCS) }
func FuzzReadMSDRG(f *testing.F)   { fuzzRead(f, codes.MSDRG) }
func FuzzReadNDC(f *testing.F)     { fuzzRead(f, codes.NDC) }

// fuzzRead reads whatever comes: names are of the system's form, readable and of bounded length, and a file is recognised or refused
// without harm.
func fuzzRead(f *testing.F, system codes.System) {
	for _, text := range officialFiles() {
		f.Add([]byte(text))
	}
	f.Add([]byte("\ufeff\"\"\t,\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		codes.Recognise(file)
		count := 0
		err := codes.Read(system, strings.NewReader(string(file)), func(n codes.Name) error {
			count++
			if n.Code == "" || codes.Normal(system, n.Code) != n.Code {
				t.Errorf("code %q is not normal", n.Code)
			}
			if n.Words == "" || len(n.Words) > 250 || !utf8.ValidString(n.Words) {
				t.Errorf("name %q", n.Words)
			}
			return nil
		})
		if (err == nil) != (count > 0) {
			t.Errorf("%d names, %v", count, err)
		}
	})
}
