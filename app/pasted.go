package app

import "github.com/claimsdesk/claimsdesk/bcda"

// PastedSecret wraps a client secret that a person typed or pasted, for ConnectRequest; white space around it goes. The
// screens do not know package bcda.
func PastedSecret(text string) bcda.Secret { return bcda.NewSecret(text) }
