package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// TestShotsCodeNames draws the sheet of code names in its states.
func TestShotsCodeNames(t *testing.T) {
	shots := []struct {
		name  string
		files []claims.NameFile
		do    func(*excelStage, *codeNames)
	}{
		{name: "none"}, {name: "some", files: someNameFiles()},
		{name: "refused", do: func(e *excelStage, c *codeNames) {
			e.set.names.err = &app.UsageError{Text: "This file holds no names that ClaimsDesk knows. It reads the ICD-10-CM order file, Table 5 of payment groups (MS-DRG), the quarterly HCPCS file and product.txt of the NDC directory, each also inside its zip."}
			c.bring("photo.png")
		}},
	}
	for _, shot := range shots {
		shoot(t, "codenames-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			e, c := openNames(t, shot.files)
			dress()
			if shot.do != nil {
				shot.do(e, c)
			}
			return settle(e.window, f)
		})
	}
}
