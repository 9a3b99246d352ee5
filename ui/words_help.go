package ui

// Words of the help and of what it offers (docs/reference/screens.md 5.12). Its articles are in assets/help.
const (
	titleHelp = "Help"

	helpSearch      = "Search the help"
	helpTopics      = "Topics"
	helpNone        = "No article."
	helpNoneText    = "Try one word."
	helpNoneAll     = "Show all topics"
	helpUnread      = "The help could not be read."
	helpSupport     = "Copy details for support…"
	helpSupportAsk  = "Copy these details?"
	helpSupportSafe = "They hold no names, numbers of persons or secrets."
	helpSupportDo   = "Copy"
)
