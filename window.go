package main

import (
	"context"
	"log/slog"
	"runtime"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	engine "github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/ui"
	"github.com/claimsdesk/claimsdesk/words"
)

// appID names our preferences on every system; FyneApp.toml names the same.
const appID = "io.github.claimsdesk.ClaimsDesk"

// runWindow shows the window until it is closed. This file alone knows the driver that draws on a screen; with the build
// tag ci that driver draws in memory, so that everything builds without OpenGL.
func runWindow(ctx context.Context, desk *engine.Desk, opts options, log *slog.Logger) {
	runtime.GOMAXPROCS(ui.Threads(runtime.GOMAXPROCS(0)))
	screen := app.NewWithID(appID)
	speakAs(lang.SystemLocale().LanguageString(), log)
	deps := ui.Deps{App: screen, Desk: desk, Practice: opts.practice, Version: version, Log: log, Task: newSystemTask(desk.Dir()), Screens: screens}
	if tray, ok := screen.(desktop.App); ok && hasTray(ctx) {
		deps.Tray = tray
	}
	window := ui.New(deps)
	window.Start(ctx)
	window.Run()
}

// speakAs has the window say its words in the language of the computer, where there is a catalogue for it. English is
// what it says by itself.
func speakAs(locale string, log *slog.Logger) {
	language, err := words.For(locale)
	if err != nil {
		log.Error("words not read", "error", err.Error())
		return
	}
	if !language.IsEnglish() {
		ui.Speak(language)
	}
}
