package walkthrough_test

import "image"

// Regions of the screen at 1280x800 with text of 100 %. This file alone knows where things are.
var (
	everywhere  = image.Rect(0, 0, screenWidth, screenHeight)
	ribbon      = image.Rect(0, 28, screenWidth, 60)
	rail        = image.Rect(30, 130, 170, 440)
	topBar      = image.Rect(172, 60, screenWidth, 120)
	title       = image.Rect(210, 68, 560, 114)
	page        = image.Rect(172, 120, screenWidth, 800)
	lists       = image.Rect(180, 165, 420, 800)         // the lists of Events
	foot        = image.Rect(172, 690, screenWidth, 800) // what a new export will make, and its buttons
	formNames   = image.Rect(172, 180, 340, 700)         // the names of its fields
	moreFilters = image.Rect(430, 210, screenWidth, 250) // what More filters opens on Events
	firstButton = image.Rect(184, 168, 268, 212)         // the filled button over a list of Excel
	pageHead    = image.Rect(172, 120, screenWidth, 300)
	firstRows   = image.Rect(172, 260, screenWidth, 350) // titles and first row of a tab of a person
	cards       = image.Rect(0, 420, screenWidth, 530)
	hits        = image.Rect(740, 110, screenWidth, 420) // what the search has found
	middle      = image.Rect(200, 40, 1080, 780)         // where questions stand
	besideField = image.Rect(880, 300, 1010, 370)        // the button beside the field of a form
	fileButtons = image.Rect(640, 500, 1280, 800)        // the buttons of the dialog that picks a file
	formButtons = image.Rect(500, 640, 1280, 740)        // the buttons under a step of set-up
)

// rowHeight is from the middle of a table's heading to the middle of its first row.
const rowHeight = 36

// From a name to the field beside it: of a form, and of a filter.
const (
	toField  = 160
	toChoice = 100
)

// From the tab New export to the field From of the register, whose own word is too short to be read.
const (
	fromRight = 91
	fromDown  = 46
)

// From Not now to the filled button beside it, whose words are the title's too, or are white and short: of a question, and of
// the panel that saves a file.
const (
	askRight  = 98
	saveRight = 84
)
