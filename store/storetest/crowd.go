package storetest

import (
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Crowd is the size of a data set for benchmarks.
type Crowd struct {
	People     int
	ClaimsEach int // of each person, over the three years before Now
}

// Claims is how many claims the data set holds.
func (c Crowd) Claims() int { return c.People * c.ClaimsEach }

// crowdFile is how many people stand in one file, and so in one transaction.
const crowdFile = 500

// FillCrowd puts so many people into an empty database, with small claims of the usual kinds, and settles. The same size
// gives the same rows.
func FillCrowd(tb testing.TB, db *store.DB, size Crowd) {
	tb.Helper()
	kinds := crowdKinds()
	for first := 0; first < size.People; first += crowdFile {
		resources := make([]claims.Resource, 0, crowdFile*(size.ClaimsEach+2))
		for i := first; i < min(first+crowdFile, size.People); i++ {
			id := fmt.Sprintf("p%06d", i)
			resources = append(resources, Patient(claims.V3, id, fmt.Sprintf("NAME%04d", i%5000), fmt.Sprintf("FIRST%d", i%37),
				fmt.Sprintf("19%02d-%02d-02", 25+i%36, 1+i%12), fmt.Sprintf("1EG%08d", i)))
			for n := range size.ClaimsEach {
				resources = append(resources, crowdClaim(&kinds[crowdKind(n)], i, n))
			}
		}
		ImportOnly(tb, db, claims.SourceFile{
			Name: fmt.Sprintf("crowd-%d.ndjson", first), APIVersion: claims.V3, ExportID: "1", TransactionTime: "2026-08-20T10:00:00.000+00:00",
		}, resources...)
	}
	if err := db.Settle(tb.Context(), store.SettleOptions{}); err != nil {
		tb.Fatalf("settle: %v", err)
	}
}

// crowdKinds are the claims that a crowd's are copies of: a doctor's, a hospital's, an emergency department's and a medicine.
func crowdKinds() [4]claims.Resource {
	const day = "2026-01-01"
	doctor := With(EOB(claims.V3, "0", "0", claims.Carrier, day, Text(claims.ColClaimsPrincipalDx, "E119"), Text(claims.ColClaimsRenderingNPI, "1003000134")),
		claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1), Text(claims.ColClaimLinesHCPCSCode, "99213"),
		Text(claims.ColClaimLinesPlaceOfService, "11"), Text(claims.ColClaimLinesRenderingNPI, "1003000134"), Money(claims.ColClaimLinesAllowedAmount, "100.00"))
	place := []Change{Text(claims.ColClaimsFacilityCCN, "360051"), Text(claims.ColClaimsFacilityNPI, "1003000126"), Text(claims.ColClaimsDischargeStatus, "01")}
	stay := With(EOB(claims.V3, "0", "0", claims.Inpatient, day, append(place, Text(claims.ColClaimsBillType, "111"), Text(claims.ColClaimsDRGCode, "291"),
		Text(claims.ColClaimsPrincipalDx, "I509"))...), claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1), Text(claims.ColClaimLinesRevenueCode, "0120"))
	emergency := With(EOB(claims.V3, "0", "0", claims.Outpatient, day, append(place, Text(claims.ColClaimsBillType, "131"), Text(claims.ColClaimsPrincipalDx, "R079"))...),
		claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1), Text(claims.ColClaimLinesRevenueCode, "0450"))
	medicine := With(EOB(claims.V3, "0", "0", claims.PDE, day), claims.ClaimLines, Int(claims.ColClaimLinesClaimLineNumber, 1),
		Text(claims.ColClaimLinesNDCCode, "00093015001"), Int(claims.ColClaimLinesDaysSupply, 30))
	return [4]claims.Resource{doctor, stay, emergency, medicine}
}

// crowdKind is the place in crowdKinds of a person's claim n.
func crowdKind(n int) int {
	switch {
	case n == 7:
		return 1
	case n == 3 || n == 11:
		return 2
	case n%4 == 1:
		return 3
	default:
		return 0
	}
}

// crowdClaim is claim n of person i, as a copy of a kind.
func crowdClaim(kind *claims.Resource, i, n int) claims.Resource {
	r := *kind
	serial := uint32(i*1000 + n)
	r.ID = fmt.Sprint(1_000_000_000 + serial*2_654_435_761) // wraps around on purpose: ids come in no order
	day := Now().AddDate(0, 0, -20-(i*31+n*97)%1095).Format(time.DateOnly)
	amount := claims.ColClaimsPaymentAmount
	if crowdKind(n) == 3 {
		amount = claims.ColClaimsSubmittedAmount
	}
	r.Rows = make([]claims.Row, len(kind.Rows))
	for at, row := range kind.Rows {
		values := append([]claims.Value(nil), row.Values...)
		r.Rows[at] = claims.Row{Table: row.Table, Values: values}
	}
	main, line := r.Rows[0], r.Rows[1]
	main.Set(claims.ColClaimsFHIRID, claims.TextValue(r.ID))
	main.Set(claims.ColClaimsClaimID, claims.TextValue(r.ID))
	main.Set(claims.ColClaimsPatientID, claims.TextValue(fmt.Sprintf("p%06d", i)))
	Money(amount, fmt.Sprintf("%d.50", 40+(i*13+n*7)%900))(main)
	for _, col := range []claims.Col{claims.ColClaimsFromDate, claims.ColClaimsThruDate} {
		main.Set(col, claims.TextValue(day))
	}
	line.Set(claims.ColClaimLinesFHIRID, claims.TextValue(r.ID))
	line.Set(claims.ColClaimLinesClaimID, claims.TextValue(r.ID))
	for _, col := range []claims.Col{claims.ColClaimLinesServiceFrom, claims.ColClaimLinesServiceThru} {
		line.Set(col, claims.TextValue(day))
	}
	r.Raw = []byte(fmt.Sprintf(`{"resourceType":%q,"id":%q,"day":%q}`, r.Type, r.ID, day))
	sum := sha256.Sum256(r.Raw)
	r.Hash = [16]byte(sum[:16])
	return r
}
