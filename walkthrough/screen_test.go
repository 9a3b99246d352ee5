package walkthrough_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// Size of the window, the smallest at which nothing is left out (docs/reference/screens.md 1.4), and the room that the window leaves on
// a screen for its frame, which there is none of here.
const (
	screenWidth  = 1280
	screenHeight = 800

	frameWidth  = 16
	frameHeight = 48
)

// look is the time between two looks at the screen.
const look = 60 * time.Millisecond

// screen is an X server of its own with one window on it.
type screen struct {
	display string
}

// newScreen starts an X server on a free display; it ends with the test.
func newScreen(t *testing.T) *screen {
	t.Helper()
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	server := exec.CommandContext(t.Context(), "Xvfb", "-displayfd", "3", "-nolisten", "tcp", "-noreset",
		"-screen", "0", fmt.Sprintf("%dx%dx24", screenWidth+frameWidth, screenHeight+frameHeight))
	server.ExtraFiles = []*os.File{writer}
	if err := server.Start(); err != nil {
		t.Fatalf("start the X server: %v", err)
	}
	t.Cleanup(func() { stop(server) })
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	number, err := bufio.NewReader(reader).ReadString('\n') // written once the server takes clients
	if err != nil {
		t.Fatalf("the X server did not come up: %v", err)
	}
	return &screen{display: ":" + strings.TrimSpace(number)}
}

// stop ends a program as a person's computer would, and waits for it.
func stop(cmd *exec.Cmd) {
	if cmd.ProcessState != nil {
		return
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return // gone already
	}
	late := time.AfterFunc(20*time.Second, func() {
		if err := cmd.Process.Kill(); err != nil {
			return // gone in the meantime
		}
	})
	defer late.Stop()
	if err := cmd.Wait(); err != nil {
		return // its exit code is not what is tested
	}
}

func (s *screen) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.display)
	return cmd
}

// hands does something with mouse or keyboard.
func (s *screen) hands(t *testing.T, args ...string) {
	t.Helper()
	if out, err := s.command(t.Context(), "xdotool", args...).CombinedOutput(); err != nil {
		t.Fatalf("xdotool %s: %v\n%s", args[0], err, out)
	}
}

// click presses the left button so many times.
func (s *screen) click(t *testing.T, at image.Point, times int) {
	t.Helper()
	s.hands(t, "mousemove", "--sync", strconv.Itoa(at.X), strconv.Itoa(at.Y),
		"click", "--repeat", strconv.Itoa(times), "--delay", "80", "1")
}

// keys presses keys one after the other, such as ctrl+f.
func (s *screen) keys(t *testing.T, names ...string) {
	t.Helper()
	s.hands(t, append([]string{"key", "--delay", "40"}, names...)...)
}

// typed types text.
func (s *screen) typed(t *testing.T, text string) {
	t.Helper()
	s.hands(t, "type", "--delay", "15", "--", text)
}

// shot is what the screen shows now.
func (s *screen) shot(t *testing.T) *image.RGBA {
	t.Helper()
	look := s.command(t.Context(), "import", "-window", "root", "-quality", "01", "png:-")
	var problem bytes.Buffer
	look.Stderr = &problem
	out, err := look.Output()
	if err != nil {
		t.Fatalf("look at the screen: %v\n%s", err, problem.String())
	}
	seen, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatalf("look at the screen: %v", err)
	}
	picture := image.NewRGBA(seen.Bounds())
	draw.Draw(picture, picture.Bounds(), seen, seen.Bounds().Min, draw.Src)
	return picture
}

// keep writes a picture to the folder of pictures.
func keep(t *testing.T, name string, picture image.Image) {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*pictures, name+".png"), out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// differing counts the pixels of a region in which two pictures differ.
func differing(a, b *image.RGBA, in image.Rectangle) int {
	count := 0
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if a.RGBAAt(x, y) != b.RGBAAt(x, y) {
				count++
			}
		}
	}
	return count
}
