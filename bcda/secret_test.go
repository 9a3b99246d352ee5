package bcda_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/bcda"
)

const canary = "48fe3a3731ee5b68-canary"

func TestSecretNeverPrints(t *testing.T) {
	type inner struct{ hidden bcda.Secret }
	secret := bcda.NewSecret(canary)
	token := bcda.Token{Access: secret}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
		for _, value := range []any{secret, &secret, token, inner{secret}, &inner{secret}, []bcda.Secret{secret}, map[string]bcda.Secret{"a": secret}} {
			got := fmt.Sprintf(verb, value)
			if leaks(got) {
				t.Errorf("%s of %T shows the secret", verb, value)
			}
		}
	}
	if got, want := fmt.Sprint(secret), "**redacted**"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	encoded, err := json.Marshal(token)
	if err != nil || leaks(string(encoded)) {
		t.Errorf("JSON shows the secret (%v)", err)
	}
	var log bytes.Buffer
	for _, h := range []slog.Handler{slog.NewTextHandler(&log, nil), slog.NewJSONHandler(&log, nil)} {
		slog.New(h).Info("x", "secret", secret, "pointer", &secret, "token", token, "in", inner{secret})
	}
	if leaks(log.String()) || !strings.Contains(log.String(), "redacted") {
		t.Errorf("the log shows the secret: %s", log.String())
	}
}

// leaks looks for the canary as text and in hexadecimal.
func leaks(text string) bool {
	lower := strings.ToLower(text)
	return strings.Contains(text, canary) || strings.Contains(lower, fmt.Sprintf("%x", canary))
}

func TestSecretTrimsWhatPastingBrings(t *testing.T) {
	for name, text := range map[string]string{
		"spaces": "  abc ", "line break": "abc\r\n", "no-break space": "\u00a0abc\u00a0", "invisible": "\ufeff\u200babc\u200b",
	} {
		t.Run(name, func(t *testing.T) {
			if got := bcda.NewSecret(text).Reveal(); got != "abc" {
				t.Errorf("got %q, want %q", got, "abc")
			}
		})
	}
}

func TestSecretEqual(t *testing.T) {
	a, b, c := bcda.NewSecret("one"), bcda.NewSecret(" one"), bcda.NewSecret("two")
	if !a.Equal(b) || a.Equal(c) || a.Empty() {
		t.Error("Equal and Empty must look at the text")
	}
	if !(bcda.Secret{}).Empty() || !(bcda.Secret{}).Equal(bcda.NewSecret(" ")) {
		t.Error("the zero Secret is empty")
	}
}
