package walkthrough_test

import (
	"syscall"
	"testing"
	"time"
)

// monthlyRefresh is T3: the computer falls asleep half way, and the server has lost three files for a while.
func monthlyRefresh() task {
	var server *cms
	var before string // as of when the data are at first
	asleep := step{say: "asleep and awake", do: func(t *testing.T, w *window) { sleepHalfWay(t, w, server) }, see: "Fetch missing files", in: page}
	mended := step{say: "the files are there again", do: func(*testing.T, *window) { server.mend() }}
	return task{
		id: "T3", what: "Monthly refresh, computer sleeps half way, 3 files missing", most: 4,
		computer: func(t *testing.T) *window {
			server = newCMS(t)
			w := connectedComputer(t, server)
			before = w.status(t).DataAsOf
			server.lose(3)
			w.open(t)
			return w
		},
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "get new data", click: "Get new data", at: pageHead, see: "Ask CMS for", in: middle},
			{say: "confirm", click: "Not now", at: middle, right: askRight},
			asleep, mended,
			{say: "fetch them", click: "Fetch missing files", at: page, see: "Everything came in", in: page},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "get new data", keys: []string{"ctrl+r"}, see: "Ask CMS for", in: middle},
			{say: "confirm", keys: []string{"Return"}},
			asleep, mended,
			{say: "fetch them", keys: []string{"Return"}, see: "Everything came in", in: page},
		},
		proof: func(k *walk) {
			got := k.w.status(k.t)
			if got.LastRefresh.State != "done" || got.DataAsOf <= before {
				k.t.Errorf("refresh is %s, data as of %s, before %s", got.LastRefresh.State, got.DataAsOf, before)
			}
		},
	}
}

// connectedComputer has data of a server of its own, the window not open yet.
func connectedComputer(t *testing.T, server *cms) *window {
	t.Helper()
	w := newWindow(t)
	if err := w.ctl(t, nil, "--set", "office", "connect", "--server", server.web.URL, "--client-id", server.ClientID(), "--secret-file", server.secretAlone(t)); err != nil {
		t.Fatal(err)
	}
	if err := w.ctl(t, nil, "refresh"); err != nil {
		t.Fatal(err)
	}
	return w
}

// sleepHalfWay stops the program when some files are in, cuts its connections and lets it go on later.
func sleepHalfWay(t *testing.T, w *window, server *cms) {
	t.Helper()
	const night = 3 * time.Second
	select {
	case <-server.halfway:
	case <-time.After(patience):
		t.Fatal("no download has begun")
	}
	if err := w.program.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	server.web.CloseClientConnections()
	pause(t.Context(), night)
	if err := w.program.Process.Signal(syscall.SIGCONT); err != nil {
		t.Fatal(err)
	}
}
