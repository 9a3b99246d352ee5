package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// helpStage is the help in a window.
type helpStage struct {
	*stage
	page   *helpPage
	opened []string
}

func newHelpStage(t *testing.T) *helpStage {
	t.Helper()
	h := &helpStage{stage: newStage(t, &fakeReaders{})}
	h.window = test.NewTempWindow(t, container.NewStack())
	h.page = newHelpPage(h.surroundings, helpDoors{
		window: h.window, open: func(id string) { h.opened = append(h.opened, id) }, details: func() string { return "ClaimsDesk 1.2" },
	})
	h.window.SetContent(h.page.Content())
	h.window.SetPadded(false)
	h.window.Resize(fyne.NewSize(pageWidth, pageHeight))
	h.page.Show(t.Context())
	h.page.Focus()
	return h
}

// links are those of the present article that lead to a page of the window.
func (h *helpStage) links() (list []*widget.HyperlinkSegment) {
	var walk func([]widget.RichTextSegment)
	walk = func(segments []widget.RichTextSegment) {
		for _, s := range segments {
			switch s := s.(type) {
			case *widget.HyperlinkSegment:
				list = append(list, s)
			case *widget.ListSegment:
				walk(s.Items)
			case *widget.ParagraphSegment:
				walk(s.Texts)
			}
		}
	}
	walk(h.page.text.Segments)
	return list
}

// Every article has a title and words, and every link of one leads to a page that is there.
func TestHelpArticles(t *testing.T) {
	h := newHelpStage(t)
	if len(h.page.all) < 9 {
		t.Fatalf("%d articles", len(h.page.all))
	}
	mains := map[string]bool{pageHome: true, pagePeople: true, pageEvents: true, pageAnalysis: true, pageExcel: true, pageDownloads: true, pagePrivacy: true}
	linked := 0
	for i, a := range h.page.all {
		if a.title == "" || strings.Contains(a.title, "#") || len(a.text) < 200 {
			t.Errorf("article %s: %q, %d signs", a.topic, a.title, len(a.text))
		}
		h.page.topics.Select(i)
		if h.page.title.Text != a.title {
			t.Errorf("article %s shows %q", a.topic, h.page.title.Text)
		}
		for _, link := range h.links() {
			if link.OnTapped == nil || link.URL.Scheme != "page" || !mains[link.URL.Opaque] {
				t.Errorf("article %s: link %q leads to %v", a.topic, link.Text, link.URL)
				continue
			}
			link.OnTapped()
			linked++
			if got := h.opened[len(h.opened)-1]; got != link.URL.Opaque {
				t.Errorf("article %s: link %q opened %q", a.topic, link.Text, got)
			}
		}
	}
	if linked == 0 {
		t.Error("no article leads to a page")
	}
}

func TestHelpSearch(t *testing.T) {
	h := newHelpStage(t)
	test.Type(h.page.search, "90 days")
	if h.page.topics.Total() == 0 || h.page.title.Text != "Credentials and dates" {
		t.Errorf("%d topics, first %q", h.page.topics.Total(), h.page.title.Text)
	}
	h.page.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if h.window.Canvas().Focused() != h.page.topics {
		t.Error("Enter goes to the topics found")
	}
	h.page.search.SetText("zebra")
	if !h.page.none.Visible() || h.page.topics.Visible() || h.page.scroll.Visible() {
		t.Error("nothing found is said")
	}
	if !h.page.Escape() || h.page.search.Text != "" || h.page.topics.Total() != len(h.page.all) {
		t.Error("Esc shows all topics again")
	}
	if h.page.Escape() {
		t.Error("there is nothing left to close")
	}
	h.page.openTopic(helpCounted)
	if h.page.title.Text != "What is counted" {
		t.Errorf("topic %q", h.page.title.Text)
	}
}

// A word after a link or bold words goes on in their line, and a mark stays with them.
func TestHelpWordByWord(t *testing.T) {
	text := widget.NewRichTextFromMarkdown("- [Home](page:home) tells how fresh it is.\n\n**TCM**: a visit **very soon**.\n\nOnly plain words.")
	var got []string
	var walk func([]widget.RichTextSegment)
	walk = func(segments []widget.RichTextSegment) {
		for _, s := range segments {
			switch s := s.(type) {
			case *widget.ListSegment:
				walk(s.Items)
			case *widget.ParagraphSegment:
				walk(s.Texts)
			default:
				text := s.Textual()
				if !s.Inline() {
					text += "¶"
				}
				got = append(got, text)
			}
		}
	}
	walk(byWords(text.Segments))
	want := "Home| |tells |how |fresh |it |is.|TCM:| |a |visit |very |soon.|¶|Only plain words.|¶"
	if all := strings.Join(got, "|"); all != want {
		t.Errorf("got\n%s\nwant\n%s", all, want)
	}
}

// Details for support are shown before they are copied, and tell nothing of a person or a connection.
func TestHelpSupport(t *testing.T) {
	h := newHelpStage(t)
	h.page.support()
	if h.copied != "" {
		t.Fatal("copied without asking")
	}
	tapIn(t, h.window.Canvas().Overlays().Top(), helpSupportDo)
	if h.copied != "ClaimsDesk 1.2" {
		t.Errorf("copied %q", h.copied)
	}
	status := app.Status{
		Current:    claims.Summary{People: 12418, Claims: map[string]int{claims.PDE: 2, claims.Carrier: 3}},
		Connection: &claims.Connection{Label: "Ohio ACO", ClientID: "0c5b-secret"},
		LastRefresh: &claims.Refresh{
			APIVersion: claims.V3, StartedAt: time.Date(2026, 8, 21, 6, 2, 0, 0, time.UTC), Brought: claims.Brought{Files: 305, Missing: 2},
		},
	}
	got := supportDetails("1.2", status, claims.EnvProduction)
	for _, want := range []string{"ClaimsDesk 1.2", "12,418", "claims: 5", "305 of 307"} {
		if !strings.Contains(got, want) {
			t.Errorf("details lack %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "Ohio") || strings.Contains(got, "0c5b") {
		t.Errorf("details tell of the connection:\n%s", got)
	}
}

// Every page has an article, and the help has it.
func TestHelpHasAnArticleOnEveryPage(t *testing.T) {
	h := newHelpStage(t)
	for _, p := range []page{&homePage{}, &peoplePage{}, &personPage{}, &claimPage{}, &eventsPage{}, &analysisPage{}, &excelPage{}, &downloadsPage{}, &privacyPage{}} {
		topic := topicOf(p)
		h.page.openAbout(p)
		if a := h.page.shown[h.page.present]; topic == "" || a.topic != topic {
			t.Errorf("%T: topic %q, article %q", p, topic, a.topic)
		}
	}
	before := h.page.present
	h.page.openAbout(h.page)
	h.page.openAbout(nil)
	if h.page.present != before {
		t.Error("the help about itself must leave the article that is open")
	}
}
