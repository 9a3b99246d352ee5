// Package walkthrough drives the real window through the tasks of docs/reference/screens.md chapter 12, once by mouse and once
// by keyboard alone: the program as it is built, on a screen of its own, with a data folder of its own. It is tests alone, and
// only `make walkthrough` runs them: they need an X server (Xvfb), hands (xdotool), eyes (ImageMagick's import), xclip and somebody
// who reads (tesseract).
//
// # Terms
//
//   - Task: a row of the table of chapter 12, with the clicks it may take.
//   - Step: what a person does at once: a click on some words, keys, typing. A step by mouse names words and a region. The driver waits
//     until the words stand there, as a person does, and clicks on them: nothing waits for a fixed time.
//   - Region: a named part of the screen at 1280x800; regions.go in tests is the one place that knows where things are.
//   - Reading: words of a region with their places, by a program that shares nothing with ours.
//   - Proof: what is true after a task, from the database, from files that were made, or from the picture.
package walkthrough
