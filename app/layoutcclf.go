package app

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/cclf"
	"github.com/claimsdesk/claimsdesk/store"
)

// LayoutCCLF is the files of CMS's claim line feed (docs/reference/cclf.md).
const LayoutCCLF Layout = "cclf"

func (e *fileExport) writeCCLF(ctx context.Context, tables exporter.Tables, dir string) ([]exporter.WrittenFile, error) {
	return cclf.Write(ctx, tables, dir, cclf.Options{Progress: e.progress, Resources: func(ctx context.Context) (cclf.Resources, error) {
		return e.snapshot.Raw(ctx, e.query(claims.Claims, store.WholeTable))
	}})
}
