package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/claimsdesk/claimsdesk/app"
)

const (
	fileID     = "6dc59a4c-ef93-46c0-9c00-02e500e13731"
	otherID    = "f5b6a686-0d7b-4080-873a-e60534fd2995"
	fileSecret = "48fe3a3731ee5b68cf4ebeea6d93fa2d9db3396e94f6830f17d7d7c0fa1fb61f413fcde6f6322f84"
	sha256Text = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
)

// wide writes text as UTF-16 with its byte order mark.
func wide(text string, bigEndian bool) string {
	var out []byte
	for _, u := range utf16.Encode([]rune("\uFEFF" + text)) {
		if bigEndian {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return string(out)
}

func TestFindCredentials(t *testing.T) {
	otherSecret := strings.Repeat("ab", 40)
	tests := map[string]struct{ text, secret string }{
		"two lines":         {fileID + "\n" + fileSecret + "\n", ""},
		"secret first":      {fileSecret + " " + fileID, ""},
		"key and value":     {"Client ID: " + fileID + "\nClient Secret: " + fileSecret, ""},
		"Windows line ends": {"client_id=" + fileID + "\r\nclient_secret=" + fileSecret + "\r\n", ""},
		"JSON":              {`{"client_id":"` + fileID + `","client_secret":"` + fileSecret + `","expires":"2026-11-01"}`, ""},
		"CSV":               {"Name,Client ID,Client Secret\n\"Dayton, Ohio\",\"" + fileID + "\",\"" + fileSecret + "\"\n", ""},
		"shell":             {"export BCDA_CLIENT_ID='" + fileID + "'\nexport BCDA_CLIENT_SECRET='" + fileSecret + "'", ""},
		"curly quotes":      {"ID “" + fileID + "” secret “" + fileSecret + "”", ""},
		"mark of UTF-8":     {"\uFEFF" + fileID + "\n" + fileSecret, ""},
		"UTF-16":            {wide("Client ID: "+fileID+"\r\nSecret: "+fileSecret+"\r\n", false), ""},
		"UTF-16, big":       {wide(fileID+"\n"+fileSecret, true), ""},
		"old code page":     {"Schl\xfcssel " + fileID + "\n" + fileSecret, ""},
		"written twice":     {fileID + " " + fileSecret + "\n" + strings.ToUpper(fileID) + " " + fileSecret, ""},
		"with a check sum":  {fileID + " " + fileSecret + "\nsha256 " + sha256Text, ""},
		"names decide":      {"ACO id: " + otherID + "\nClient ID: " + fileID + "\nPublic key: " + otherSecret + "\nClient secret: " + fileSecret, ""},
		"short secret":      {fileID + "\n" + fileSecret[:40], fileSecret[:40]},
		"long secret":       {fileID + "\n" + fileSecret + fileSecret[:48], fileSecret + fileSecret[:48]},
		"capital letters":   {fileID + "\n" + strings.ToUpper(fileSecret), strings.ToUpper(fileSecret)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := app.FindCredentials([]byte(tt.text))
			if err != nil {
				t.Fatal(err)
			}
			want := tt.secret
			if want == "" {
				want = fileSecret
			}
			if got.ClientID != fileID || got.Secret.Reveal() != want {
				t.Errorf("got id %s and a secret of %d, want %s and one of %d", got.ClientID, len(got.Secret.Reveal()), fileID, len(want))
			}
		})
	}
}

func TestFindCredentialsSaysWhatIsMissing(t *testing.T) {
	tests := map[string]struct {
		text string
		want app.CredentialsReason
	}{
		"nothing":              {"", app.CredentialsNone},
		"a letter":             {"Dear team, the credentials follow tomorrow.", app.CredentialsNone},
		"id alone":             {"id " + fileID, app.CredentialsNoSecret},
		"secret alone":         {fileSecret, app.CredentialsNoID},
		"half a secret":        {fileID + " " + fileSecret[:39], app.CredentialsNoSecret},
		"far too long":         {fileID + " " + strings.Repeat("a", 129), app.CredentialsNoSecret},
		"id without dashes":    {strings.ReplaceAll(fileID, "-", "") + " " + fileSecret, app.CredentialsNoID},
		"glued to other text":  {"x" + fileID + " é" + fileSecret, app.CredentialsNone},
		"two ids":              {fileID + "\n" + otherID + "\n" + fileSecret, app.CredentialsManyIDs},
		"two ids, same name":   {"client id " + fileID + "\nclient id " + otherID + "\n" + fileSecret, app.CredentialsManyIDs},
		"two secrets":          {fileID + "\n" + fileSecret + "\n" + strings.Repeat("cd", 40), app.CredentialsManySecret},
		"two check sums":       {fileID + "\n" + sha256Text + "\n" + strings.Repeat("c", 64), app.CredentialsManySecret},
		"a picture":            {"\x89PNG\r\n\x1a\n\x00\x00" + fileID + " " + fileSecret, app.CredentialsNotText},
		"a whole book":         {strings.Repeat(" ", app.CredentialsFileLimit) + fileID + " " + fileSecret, app.CredentialsTooLarge},
		"UTF-16 without marks": {wide(fileID+" "+fileSecret, false)[2:], app.CredentialsNotText},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := app.FindCredentials([]byte(tt.text))
			var failure *app.CredentialsFileError
			if !errors.As(err, &failure) || failure.Reason != tt.want {
				t.Fatalf("got %v, want reason %d", err, tt.want)
			}
			problem := app.ProblemOf(err)
			if problem.Title == "" || problem.Exit != app.ExitUsage || strings.Contains(problem.Title+problem.Detail, fileSecret[:8]) {
				t.Errorf("got problem %+v, want plain words without the text", problem)
			}
		})
	}
}

func TestCredentialsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "Ruth Abbott.txt")
	_, err := app.ReadCredentialsFile(path)
	if !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), "Ruth") {
		t.Errorf("no file: got %v, want it said without the name", err)
	}
	if err := os.WriteFile(path, []byte(fileID+"\r\n"+fileSecret), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := app.ReadCredentialsFile(path)
	if err != nil || got.ClientID != fileID || got.Secret.Reveal() != fileSecret {
		t.Fatalf("got id %q, %v", got.ClientID, err)
	}
	if err := app.DeleteCredentialsFile(path); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file is still there: %v", err)
	}
	if err := app.DeleteCredentialsFile(path); !errors.Is(err, os.ErrNotExist) || strings.Contains(err.Error(), "Ruth") {
		t.Errorf("second time: got %v", err)
	}
}

func FuzzFindCredentials(f *testing.F) {
	for _, text := range []string{
		fileID + "\n" + fileSecret, `{"client_id":"` + fileID + `","client_secret":"` + fileSecret + `"}`, wide(fileID+" "+fileSecret, false),
		wide(fileID+" "+fileSecret, true), "\uFEFF" + fileID, "\xff\xfe\x00", fileID + otherID + fileSecret + "-", sha256Text,
	} {
		f.Add([]byte(text))
	}
	id, secret := regexp.MustCompile(`^[0-9A-Fa-f-]{36}$`), regexp.MustCompile(`^[0-9A-Fa-f]{40,128}$`)
	f.Fuzz(func(t *testing.T, text []byte) {
		got, err := app.FindCredentials(text)
		var failure *app.CredentialsFileError
		switch {
		case err == nil && (!id.MatchString(got.ClientID) || !secret.MatchString(got.Secret.Reveal())):
			t.Errorf("found %q and a secret of %d characters", got.ClientID, len(got.Secret.Reveal()))
		case err != nil && !errors.As(err, &failure):
			t.Errorf("got %v, want a CredentialsFileError", err)
		case err != nil && (got.ClientID != "" || !got.Secret.Empty()):
			t.Error("half of the credentials beside an error")
		}
	})
}
