package ui

import (
	"context"
	"fmt"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// helpPage answers questions offline: topics and a search at the left, an article at the right (docs/reference/screens.md
// 5.12).
type helpPage struct {
	s     surroundings
	doors helpDoors

	all     []article
	shown   []article
	present int // of shown; -1 for none
	search  *entry
	topics  *widgets.RowTable
	none    *widgets.EmptyState
	title   *widget.Label
	text    *widget.RichText
	scroll  *container.Scroll
	again   *keyButton // takes the tour
	content fyne.CanvasObject
}

// helpDoors are what the help needs of the window.
type helpDoors struct {
	window fyne.Window
	// open shows a page that an article links to, by the name after "page:".
	open func(page string)
	// details is the text for support.
	details func() string
	// tour leads through the window.
	tour func()
}

var (
	_ page    = (*helpPage)(nil)
	_ focuser = (*helpPage)(nil)
	_ escaper = (*helpPage)(nil)
)

// Widths of the help at a text size of 100 %.
const (
	topicsWide  = 260
	articleWide = 680
)

func newHelpPage(s surroundings, doors helpDoors) *helpPage {
	p := &helpPage{s: s, doors: doors, present: -1, search: newEntry(helpSearch), title: heading(""), text: widget.NewRichText()}
	p.text.Wrapping = fyne.TextWrapWord
	p.title.Wrapping = fyne.TextWrapWord
	p.topics = widgets.NewRowTable([]widgets.Column{{ID: "topic", Title: helpTopics, Width: topicsWide - 40, Grow: 1}})
	p.topics.Now, p.topics.Copy = s.now, s.copy
	p.topics.OnSelect = p.show
	p.topics.OnOpen = func(row int) { p.show(row); s.focus(p.topics) }
	p.none = widgets.NewEmptyState(symbol(assets.Help), helpNone, helpNoneText, helpNoneAll, func() { p.search.SetText("") })
	p.search.OnChanged = func(string) { p.find() }
	p.search.OnSubmitted = func(string) { p.openFirst() }
	p.search.onEscape = p.leaveSearch
	p.lay()
	p.readArticles()
	return p
}

func (p *helpPage) lay() {
	support := newKeyButton(helpSupport, p.support, nil)
	support.Icon = symbolOf(assets.Info)
	p.again = newKeyButton(tourTake, func() { p.doors.tour() }, nil)
	top, bottom := inset(0, gapSmall, 0, 0, p.search), inset(gapSmall, 0, 0, 0, container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), p.again, support))
	left := container.New(scaledWidth{topicsWide}, container.New(layout.NewBorderLayout(top, bottom, nil, nil), top, p.topics, bottom))
	p.scroll = container.NewVScroll(container.New(atMostWide{articleWide}, stacked(p.title, p.text)))
	right := widgets.NewSurface(ColorSurface, gapSmall, container.NewStack(p.scroll, p.none))
	gap := inset(0, 0, 0, pageMargin, left)
	p.content = inset(gapSmall, pageMargin, pageMargin, pageMargin, container.New(layout.NewBorderLayout(nil, nil, gap, nil), gap, right))
}

func (p *helpPage) readArticles() {
	var err error
	if p.all, err = articles(); err != nil {
		p.none.Set(helpUnread, "", "", nil)
	}
	p.find()
}

// find shows the topics that the search finds, and the first of them.
func (p *helpPage) find() {
	p.shown = found(p.all, p.search.Text)
	rows := make([][]widgets.Cell, len(p.shown))
	for i, a := range p.shown {
		rows[i] = []widgets.Cell{{Text: a.title}}
	}
	fillTable(p.topics, rows, false)
	setShown(p.topics, len(rows) > 0)
	setShown(p.none, len(rows) == 0)
	setShown(p.scroll, len(rows) > 0)
	p.present = -1
	if len(rows) > 0 {
		p.topics.Select(0)
		p.show(0)
	}
}

// openAbout shows the article on a page, if there is one; what stands there stays otherwise.
func (p *helpPage) openAbout(about page) {
	if topic := topicOf(about); topic != "" {
		p.openTopic(topic)
	}
}

// topicOf names the article on a page; empty where there is none.
func topicOf(about page) string {
	switch about.(type) {
	case *homePage:
		return "first-steps"
	case *peoplePage, *personPage, *claimPage:
		return "one-person"
	case *eventsPage:
		return "what-each-list-means"
	case *analysisPage:
		return "charts"
	case *excelPage:
		return "excel-tips"
	case *downloadsPage:
		return "getting-new-data"
	case *privacyPage:
		return "sharing-your-screen"
	default:
		return ""
	}
}

// openTopic shows an article by its name; an unknown one shows what is there.
func (p *helpPage) openTopic(topic string) {
	p.search.SetText("")
	for i, a := range p.shown {
		if a.topic == topic {
			p.topics.Select(i)
			p.show(i)
		}
	}
}

// show fills the right side with an article.
func (p *helpPage) show(row int) {
	if row < 0 || row >= len(p.shown) || row == p.present {
		return
	}
	p.present = row
	a := p.shown[row]
	p.title.SetText(a.title)
	p.text.ParseMarkdown(a.text)
	p.text.Segments = byWords(p.text.Segments)
	p.linkPages(p.text.Segments)
	p.text.Refresh()
	p.scroll.ScrollToTop()
}

// byWords takes apart the text of paragraphs that change their style, so that each word finds its line: a long text after a link or bold
// words starts a new line too early (Fyne 2.7). A mark right after such words stays with them.
func byWords(segments []widget.RichTextSegment) []widget.RichTextSegment {
	var all []widget.RichTextSegment
	for _, s := range segments {
		switch s := s.(type) {
		case *widget.ListSegment:
			s.Items = byWords(s.Items)
		case *widget.ParagraphSegment:
			s.Texts = byWords(s.Texts)
		case *widget.TextSegment:
			if s.Text != "" && len(all) > 0 && all[len(all)-1].Inline() { // an empty one ends the paragraph
				all = appendWords(all, s)
				continue
			}
		}
		all = append(all, s)
	}
	return all
}

// appendWords appends a text word by word.
func appendWords(all []widget.RichTextSegment, text *widget.TextSegment) []widget.RichTextSegment {
	words := strings.SplitAfter(text.Text, " ")
	if before, ok := all[len(all)-1].(*widget.TextSegment); ok && !strings.HasSuffix(before.Text, " ") {
		mark := strings.TrimSuffix(words[0], " ")
		if strings.Trim(mark, ".,:;!?)") == "" {
			before.Text += mark
			words[0] = words[0][len(mark):]
		}
	}
	for i, word := range words {
		before, ok := all[len(all)-1].(*widget.TextSegment)
		twice := ok && word == " " && strings.HasSuffix(before.Text, " ")
		if (word == "" || twice) && (i < len(words)-1 || text.Style.Inline) {
			continue
		}
		one := &widget.TextSegment{Style: text.Style, Text: word}
		one.Style.Inline = i < len(words)-1 || text.Style.Inline
		all = append(all, one)
	}
	return all
}

// linkPages has links such as page:people lead to the window's own pages.
func (p *helpPage) linkPages(segments []widget.RichTextSegment) {
	for _, s := range segments {
		switch s := s.(type) {
		case *widget.HyperlinkSegment:
			if s.URL != nil && s.URL.Scheme == "page" {
				to := s.URL.Opaque
				s.OnTapped = func() { p.doors.open(to) }
			}
		case *widget.ListSegment:
			p.linkPages(s.Items)
		case *widget.ParagraphSegment:
			p.linkPages(s.Texts)
		}
	}
}

func (p *helpPage) openFirst() {
	if len(p.shown) > 0 {
		p.s.focus(p.topics)
	}
}

func (p *helpPage) leaveSearch() {
	if p.search.Text != "" {
		p.search.SetText("")
		return
	}
	p.s.focus(p.topics)
}

// support shows the details before it copies them.
func (p *helpPage) support() {
	details := p.doors.details()
	text := widget.NewLabel(details + "\n\n" + helpSupportSafe)
	text.Wrapping = fyne.TextWrapWord
	showSheet(p.doors.window, question{title: helpSupportAsk, act: helpSupportDo, dismiss: wordClose, do: func() { p.s.copy(details) }}, text)
}

// supportDetails are what helps to help: version, system and counts, and nothing of a person or a connection.
func supportDetails(version string, status app.Status, environment claims.Environment) string {
	all := 0
	for _, n := range status.Current.Claims {
		all += n
	}
	lines := []string{
		wordProduct + " " + version,
		"System: " + runtime.GOOS + " " + runtime.GOARCH,
		"Data: " + string(environment),
		fmt.Sprintf("People: %s, claims: %s", app.CountText(status.Current.People), app.CountText(all)),
	}
	if r := status.LastRefresh; r != nil {
		lines = append(lines, fmt.Sprintf("Last refresh: %s, version %s, %d of %d files", r.State, r.APIVersion, r.Files, r.Files+r.Missing+r.Refused))
	}
	return strings.Join(lines, "\n")
}

// Title implements page.
func (p *helpPage) Title() string { return titleHelp }

// Content implements page.
func (p *helpPage) Content() fyne.CanvasObject { return p.content }

// Show implements page. The articles are part of the program, so there is nothing to read.
func (p *helpPage) Show(context.Context) {}

// Focus implements focuser.
func (p *helpPage) Focus() { p.s.focus(p.search) }

// Escape implements escaper.
func (p *helpPage) Escape() bool {
	if p.search.Text == "" {
		return false
	}
	p.search.SetText("")
	return true
}

// atMostWide lays out one object as wide as there is room, up to a width at a text size of 100 %.
type atMostWide struct{ width float32 }

// Layout implements fyne.Layout.
func (a atMostWide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(size.Width, a.width*textScaleNow()), size.Height))
		o.Move(fyne.Position{})
	}
}

// MinSize implements fyne.Layout.
func (a atMostWide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}
