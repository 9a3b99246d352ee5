package synth

// city is a real place with one of its ZIP codes.
type city struct{ name, state, fips, zip string }

var cities = []city{
	{"Columbus", "OH", "39", "43215"}, {"Dayton", "OH", "39", "45402"}, {"Springfield", "OH", "39", "45503"},
	{"Cincinnati", "OH", "39", "45202"}, {"Hamilton", "OH", "39", "45011"}, {"Middletown", "OH", "39", "45042"},
	{"Xenia", "OH", "39", "45385"}, {"Lima", "OH", "39", "45801"}, {"Newark", "OH", "39", "43055"},
	{"Lancaster", "OH", "39", "43130"}, {"Chillicothe", "OH", "39", "45601"}, {"Marion", "OH", "39", "43302"},
	{"Covington", "KY", "21", "41011"}, {"Florence", "KY", "21", "41042"}, {"Georgetown", "KY", "21", "40324"},
	{"Maysville", "KY", "21", "41056"},
}

// ccnState is the state part of a CMS certification number.
var ccnState = map[string]string{"OH": "36", "KY": "18"}

// ssaState is the SSA state code that old v2 data carry in place of the postal one.
var ssaState = map[string]string{"OH": "36", "KY": "18"}

var orgNames = []string{
	"Buckeye Valley", "Miami River", "Stillwater", "Great Oak", "Fairmont", "Riverbend", "Maple Ridge", "Sycamore",
	"Twin Creek", "North Fork", "Limestone", "Cardinal Hill", "Bluegrass Gate", "Old Mill", "Prairie View", "Clear Fork",
	"Rolling Meadow", "Whetstone", "Hocking Hills", "Kingsgate", "Canal Street", "Lakeview", "Summit Park", "Greenbriar",
}

var (
	womenNames = []string{
		"Mary", "Patricia", "Linda", "Barbara", "Susan", "Carol", "Nancy", "Sandra", "Sharon", "Judith", "Betty", "Dorothy",
		"Shirley", "Joyce", "Janet", "Marilyn", "Diane", "Kathleen", "Gloria", "Ruth", "Helen", "Alice", "Rosa", "Carmen",
		"Lucille", "Evelyn", "Beverly", "Joan", "Norma", "Eleanor",
	}
	menNames = []string{
		"James", "Robert", "John", "William", "Richard", "Charles", "Thomas", "Donald", "Ronald", "Kenneth", "Gary", "Larry",
		"George", "Edward", "Frank", "Raymond", "Walter", "Harold", "Gerald", "Carl", "Arthur", "Ralph", "Eugene", "Jose",
		"Luis", "Albert", "Louis", "Howard", "Earl", "Roger",
	}
	lastNames = []string{
		"Abbott", "Baxter", "Calloway", "Dawson", "Ellery", "Fairchild", "Garrison", "Hadley", "Ingram", "Jessup", "Kendrick",
		"Langley", "Mercer", "Norwood", "Oakes", "Pruitt", "Quinlan", "Radcliff", "Sheridan", "Thackery", "Underhill", "Vance",
		"Whitlock", "Yarborough", "Zeller", "Ashworth", "Birch", "Crandall", "Delgado", "Everhart", "Fontaine", "Guerrero",
		"Holloway", "Ibarra", "Jarvis", "Kowalski", "Lindqvist", "Marchetti", "Nakamura", "Okafor", "Pemberton", "Ramirez",
		"Stanton", "Trevino", "Ulrich", "Villanueva", "Winslow", "Castellano", "O'Malley", "Van Dyke", "Haverford", "Nguyen",
	}
	streets = []string{
		"Oak St", "Maple Ave", "Walnut St", "Main St", "Church St", "Elm Dr", "Mill Rd", "Ridge Rd", "Park Ave", "Vine St",
		"Third St", "Fifth Ave", "Cedar Ln", "Chestnut St", "Highland Ave", "Meadow Ln", "Orchard Rd", "Spring St",
	}
)

// firstNames returns the given names of women or men.
func firstNames(female bool) []string {
	if female {
		return womenNames
	}
	return menNames
}
