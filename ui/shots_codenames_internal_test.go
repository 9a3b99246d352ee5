package ui

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// TestShotsCodeNames draws the sheet of code names in its states.
func TestShotsCodeNames(t *testing.T) {
	dir := flag.Lookup("shots").Value.String()
	if dir == "" {
		t.Skip("no folder for pictures: run it with -shots DIR, or make shots")
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	for name, variant := range map[string]fyne.ThemeVariant{"light": theme.VariantLight, "dark": theme.VariantDark} {
		for _, shot := range []struct {
			name  string
			files []claims.NameFile
			scale float32
			do    func(*excelStage, *codeNames)
		}{
			{name: "none"}, {name: "some", files: someNameFiles()}, {name: "large", files: someNameFiles(), scale: 1.5},
			{name: "refused", do: func(e *excelStage, c *codeNames) {
				e.set.names.err = &app.UsageError{Text: "This file holds no names that ClaimsDesk knows. It reads the ICD-10-CM order file, Table 5 of payment groups (MS-DRG), the quarterly HCPCS file and product.txt of the NDC directory, each also inside its zip."}
				c.bring("photo.png")
			}},
		} {
			t.Run(shot.name+" "+name, func(t *testing.T) {
				e, c := openNames(t, shot.files)
				fyne.CurrentApp().Settings().SetTheme(Theme{Variant: &variant, Scale: shot.scale})
				if shot.do != nil {
					shot.do(e, c)
				}
				e.window.Resize(fyne.NewSize(1113, 684))
				e.window.Resize(fyne.NewSize(1112, 684))
				savePicture(t, e.window, filepath.Join(dir, "codenames-"+shot.name+"-"+name+".png"))
			})
		}
	}
}
