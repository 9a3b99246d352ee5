package tuva

import "github.com/claimsdesk/claimsdesk/claims"

// postalState turns the state numbers of the Social Security Administration, which old synthetic data carry, into postal
// codes. Other text stays; a number that is no state is left out.
func postalState(state claims.Value) claims.Value {
	if !state.Set || state.Text[0] < '0' || state.Text[0] > '9' {
		return state
	}
	return claims.TextValue(socialSecurityStates[padded(state, 2).Text])
}

// socialSecurityStates are the codes of the CMS variable STATE_CODE.
var socialSecurityStates = map[string]string{
	"01": "AL", "02": "AK", "03": "AZ", "04": "AR", "05": "CA", "06": "CO", "07": "CT", "08": "DE", "09": "DC", "10": "FL",
	"11": "GA", "12": "HI", "13": "ID", "14": "IL", "15": "IN", "16": "IA", "17": "KS", "18": "KY", "19": "LA", "20": "ME",
	"21": "MD", "22": "MA", "23": "MI", "24": "MN", "25": "MS", "26": "MO", "27": "MT", "28": "NE", "29": "NV", "30": "NH",
	"31": "NJ", "32": "NM", "33": "NY", "34": "NC", "35": "ND", "36": "OH", "37": "OK", "38": "OR", "39": "PA", "40": "PR",
	"41": "RI", "42": "SC", "43": "SD", "44": "TN", "45": "TX", "46": "UT", "47": "VT", "48": "VI", "49": "VA", "50": "WA",
	"51": "WV", "52": "WI", "53": "WY", "64": "AS", "65": "GU", "97": "MP",
}
