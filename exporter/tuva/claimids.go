package tuva

import (
	"context"
	"hash/fnv"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// claimIDs knows which claim ids several claims of one table share. It holds eight bytes a claim while it reads.
type claimIDs struct{ shared []uint64 }

var idFields = reading(claims.Claims, claims.ColClaimsAPIVersion, claims.ColClaimsClaimID, claims.ColClaimsClaimType)

func readClaimIDs(ctx context.Context, tables exporter.Tables) (*claimIDs, error) {
	var seen []uint64
	err := each(ctx, tables, claims.Claims, idFields, func(r record) {
		if r.text(claims.ColClaimsAPIVersion) != claims.V2 { // v2 goes by the resource id
			seen = append(seen, idHash(r))
		}
	})
	if err != nil {
		return nil, err
	}
	slices.Sort(seen)
	ids := &claimIDs{}
	for i := 1; i < len(seen); i++ {
		if seen[i] == seen[i-1] {
			ids.shared = append(ids.shared, seen[i])
		}
	}
	return ids, nil
}

// of is the id of a claim in Tuva's tables: in v3 the one that CCLF has too, in v2 the resource id, because the numbers of v2
// repeat between claim types. Where claims of v3 share one, or seem to by its hash, it is the resource id as well.
func (ids *claimIDs) of(claim record) claims.Value {
	id := claim.of(claims.ColClaimsClaimID)
	if claim.text(claims.ColClaimsAPIVersion) == claims.V2 || !id.Set {
		return claim.of(claims.ColClaimsFHIRID)
	}
	if _, shared := slices.BinarySearch(ids.shared, idHash(claim)); shared {
		return claim.of(claims.ColClaimsFHIRID)
	}
	return id
}

// idHash tells claim ids apart within each of the two tables.
func idHash(claim record) uint64 {
	h := fnv.New64a()
	table := "m"
	if claim.text(claims.ColClaimsClaimType) == claims.PDE {
		table = "p"
	}
	// A hash never fails to write.
	_, _ = h.Write([]byte(table + claim.text(claims.ColClaimsClaimID)))
	return h.Sum64()
}
