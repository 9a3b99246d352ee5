package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// need is something that a person has to see to, or should know of.
type need struct {
	text   string
	tone   needTone
	button string // empty where there is nothing to press
	act    needAct
}

// ofSecret says that the need is about the secret of the connection.
func (n need) ofSecret() bool { return n.act == actPasteSecret || n.act == actPassword }

// needTone is how much a need presses.
type needTone int

const (
	needWarn needTone = iota
	needBad
	needInfo
)

// sign is what stands before a need, and its color.
func (t needTone) sign() (assets.Symbol, fyne.ThemeColorName) {
	switch t {
	case needBad:
		return assets.Cross, ColorProblem
	case needInfo:
		return assets.Info, ColorInfo
	default:
		return assets.Warning, ColorWarn
	}
}

// needAct is what the button of a need does.
type needAct int

const (
	actNone needAct = iota
	actGetData
	actPasteSecret
	actPassword
	actChecks
	actDownloads
)

// mostNeeds is how many needs Home shows (docs/reference/screens.md 5.2): a longer list is read by nobody.
const mostNeeds = 5

// needsOf lists what needs somebody, most urgent first, from what is stored, what became of the last refresh and where secrets are kept.
func needsOf(facts homeFacts, now time.Time) []need {
	list := secretNeeds(facts.status, facts.place)
	if facts.status.LowRoom() {
		list = append(list, need{text: fmt.Sprintf(homeNeedRoom, bytesText(int64(*facts.status.Free)))}) //nolint:gosec // less than lowRoom
	}
	if off, ok := app.ClockProblem(facts.status.ClockBehind); ok {
		list = append(list, need{text: joined(off.Title, off.Text)})
	}
	if facts.report.Refresh.ID != 0 {
		list = append(list, refreshNeeds(facts.report, now)...)
	}
	if n := facts.status.IdentityChecks; n > 0 {
		list = append(list, need{text: homeNeedChecks.Of(n), button: homeReview, act: actChecks})
	}
	if n := facts.report.Refresh.NotSupplied; n > 0 {
		list = append(list, need{text: fmt.Sprintf(lastNotSupplied, countPeople.Of(n)), tone: needInfo, button: wordShow, act: actDownloads})
	}
	if n := facts.status.All.Quarantined; n > 0 {
		list = append(list, need{text: homeNeedLines.Of(n)})
	}
	return list[:min(len(list), mostNeeds)]
}

// secretNeeds is what the secret needs: a password to open it, or a new one in its place.
func secretNeeds(status app.Status, place app.SecretPlace) []need {
	switch place {
	case app.PlaceReady:
	case app.PlaceLocked:
		return []need{{text: homeNeedPassword, button: homeTypePassword, act: actPassword}}
	case app.PlaceNewPassword:
		return []need{{text: homeNeedKeychain, tone: needBad, button: homePasteAgain, act: actPasteSecret}}
	}
	warning := app.WarningOf(status.CredentialDays)
	if warning < app.CredentialDueSoon {
		return nil
	}
	due := need{text: secretNeed(*status.CredentialDays), button: homePasteSecret, act: actPasteSecret}
	if warning == app.CredentialExpired {
		due.tone = needBad
	}
	return []need{due}
}

func secretNeed(days int) string {
	switch {
	case days < 0:
		return homeNeedExpired
	case days == 0:
		return homeNeedToday
	default:
		return fmt.Sprintf(homeNeedExpiring, countDays.Of(days))
	}
}

// refreshNeeds is what the last refresh left undone, and what to look at before relying on what it brought.
func refreshNeeds(report claims.RefreshReport, now time.Time) []need {
	var list []need
	last := report.Refresh
	switch last.State {
	case claims.RefreshDone, claims.RefreshCancelled, claims.RefreshCancelling:
	case claims.RefreshPartly:
		text := homeNeedPartly
		if n := last.Missing + last.Refused; n > 0 {
			text = fmt.Sprintf(homeNeedFiles, countFiles.Of(n))
		}
		if left, ok := timeLeft(report, now); ok {
			text = joined(text, sentence(fmt.Sprintf(progressLeftFiles, app.SpanText(left))))
		}
		list = append(list, need{text: text, button: homeFetchThem, act: actGetData})
	case claims.RefreshFailed:
		list = append(list, need{text: fmt.Sprintf(homeNeedProblem, sentence(last.Problem)), tone: needBad, button: homeTryAgain, act: actGetData})
	case claims.RefreshExpired:
		list = append(list, need{text: lastExpired, tone: needBad, button: homeTryAgain, act: actGetData})
	default:
		list = append(list, openNeed(last))
	}
	for _, w := range app.WarningsOf(report) {
		list = append(list, need{text: joined(w.Title, w.Text), button: wordShow, act: actDownloads})
	}
	return list
}

// openNeed tells of a refresh that has not ended. Where it only waits nothing is wrong; in January there is nothing to do either.
func openNeed(last claims.Refresh) need {
	why := waitWords(last)
	n := need{text: joined(sentence(why.Title), why.Text), button: homeCarryOn, act: actGetData}
	switch {
	case last.Reason == claims.WaitCredentials:
		n.tone, n.button, n.act = needBad, homePasteSecret, actPasteSecret
	case last.Reason == claims.WaitJanuary:
		n.tone, n.button, n.act = needInfo, wordShow, actDownloads
	case last.Reason != "" && why.Notice:
		n.tone = needInfo
	case last.Reason.NeedsPerson():
		n.tone = needBad
	}
	return n
}

// sentence ends text with a full stop.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
