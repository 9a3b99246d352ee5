package ui

import (
	"context"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// need is something that a person has to see to.
type need struct {
	text   string
	bad    bool   // in the colour of a problem
	button string // empty where there is nothing to press
	act    needAct
}

// needAct is what the button of a need does.
type needAct int

const (
	actNone needAct = iota
	actGetData
	actPasteSecret
	actPassword
	actChecks
)

// ledgerReader reads what became of the files of a refresh; *store.DB satisfies it.
type ledgerReader interface {
	Jobs(ctx context.Context, refreshID int64) ([]claims.Job, error)
	Files(ctx context.Context, jobID int64) ([]claims.JobFile, error)
}

// missingFiles counts the files of a refresh that could not be fetched or read.
func missingFiles(ctx context.Context, ledger ledgerReader, refreshID int64) (int, error) {
	jobs, err := ledger.Jobs(ctx, refreshID)
	if err != nil {
		return 0, fmt.Errorf("count missing files: %w", err)
	}
	missing := 0
	for _, job := range jobs {
		files, err := ledger.Files(ctx, job.ID)
		if err != nil {
			return 0, fmt.Errorf("count missing files: %w", err)
		}
		for _, f := range files {
			if f.State == claims.FileMissing || f.State == claims.FileRefused {
				missing++
			}
		}
	}
	return missing, nil
}

// needsOf lists what needs somebody, most urgent first, from what is stored and from where secrets are kept.
func needsOf(status app.Status, missing int, place app.SecretPlace) []need {
	list := secretNeeds(status, place)
	if last := status.LastRefresh; last != nil {
		list = append(list, refreshNeeds(*last, missing)...)
	}
	if n := status.IdentityChecks; n > 0 {
		list = append(list, need{text: homeNeedChecks.Of(n), button: homeReview, act: actChecks})
	}
	if n := status.All.Quarantined; n > 0 {
		list = append(list, need{text: homeNeedLines.Of(n)})
	}
	return list
}

// secretNeeds is what the secret needs: a password to open it, or a new one in its place.
func secretNeeds(status app.Status, place app.SecretPlace) []need {
	switch place {
	case app.PlaceReady:
	case app.PlaceLocked:
		return []need{{text: homeNeedPassword, button: homeTypePassword, act: actPassword}}
	case app.PlaceNewPassword:
		return []need{{text: homeNeedKeychain, bad: true, button: homePasteAgain, act: actPasteSecret}}
	}
	warning := app.WarningOf(status.CredentialDays)
	if warning < app.CredentialDueSoon {
		return nil
	}
	return []need{{text: secretNeed(*status.CredentialDays), bad: warning == app.CredentialExpired, button: homePasteSecret, act: actPasteSecret}}
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

// refreshNeeds is what the last refresh left undone.
func refreshNeeds(last claims.Refresh, missing int) []need {
	switch last.State {
	case claims.RefreshPartly:
		text := homeNeedPartly
		if missing > 0 {
			text = fmt.Sprintf(homeNeedFiles, countFiles.Of(missing))
		}
		return []need{{text: text, button: homeFetchThem, act: actGetData}}
	case claims.RefreshFailed:
		return []need{{text: fmt.Sprintf(homeNeedProblem, sentence(last.Problem)), bad: true, button: homeTryAgain, act: actGetData}}
	case claims.RefreshPlanned, claims.RefreshPreparing, claims.RefreshDownloading:
		text := homeNeedUnended
		if last.Problem != "" {
			text = fmt.Sprintf(homeNeedUnended2, sentence(last.Problem))
		}
		return []need{{text: text, button: homeCarryOn, act: actGetData}}
	default:
		return nil
	}
}

// sentence ends text with a full stop.
func sentence(text string) string {
	if text == "" || strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
