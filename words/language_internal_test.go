package words

import "testing"

func TestFitting(t *testing.T) {
	names := []string{"de.json", "en.json", "es-MX.json", "es.json"}
	for wish, want := range map[string]string{
		"de": "de.json", "de-AT": "de.json", "es-MX": "es-MX.json", "es": "es.json", "en-GB": "en.json", "fr": "en.json", "": "en.json",
	} {
		if got := fitting(wish, names); got != want {
			t.Errorf("%q: got %s, want %s", wish, got, want)
		}
	}
}
