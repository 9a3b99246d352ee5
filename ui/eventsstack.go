package ui

import "fyne.io/fyne/v2"

// eventsStack lays out filters, list, acts, how the list is made and the foot under each other; the list takes the room that is left.
// Where text is large that can be too little for it: then the acts make room, and after them the foot. What somebody opened stays: the
// filters, and how the list is made, beside which the list itself may have to go. Without rows there is nothing to act on.
type eventsStack struct {
	any func() bool // there are rows to act on
}

// Layout implements fyne.Layout.
func (s eventsStack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	filters, list, acts, how, foot := objects[0], objects[1], objects[2], objects[3], objects[4]
	tall := func(o fyne.CanvasObject) float32 { return o.MinSize().Height }
	for _, o := range []fyne.CanvasObject{filters, acts, foot} {
		o.Resize(fyne.NewSize(size.Width, tall(o))) // what wraps knows its height when it knows its width
	}
	rest := size.Height - tall(filters)
	if how.Visible() {
		rest -= tall(how)
	}
	setShown(foot, how.Visible() || rest-tall(foot) >= tall(list)) // the foot closes how the list is made
	if foot.Visible() {
		rest -= tall(foot)
	}
	setShown(acts, s.any() && !short(foot) && rest-tall(acts) >= tall(list))
	if acts.Visible() {
		rest -= tall(acts)
	}
	setShown(list, rest >= tall(list)/2)
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := tall(o)
		if o == list {
			height = rest
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height
	}
}

// short says that the foot holds the acts, and is shown.
func short(foot fyne.CanvasObject) bool {
	box, ok := foot.(*fyne.Container)
	if !ok || !foot.Visible() {
		return false
	}
	f, ok := box.Layout.(*eventsFoot)
	return ok && f.narrow()
}

// MinSize implements fyne.Layout: what does not fit is left out.
func (eventsStack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	return fyne.NewSize(size.Width, objects[0].MinSize().Height)
}
