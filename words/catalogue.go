package words

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io"
)

//go:embed *.json
var files embed.FS

// Message is one message of a catalogue.
type Message struct {
	Package     string // the package of ours that says it: ui
	Group       string // the page or part it belongs to: home
	Name        string // the variable in code: homeGetData
	Description string // for translators; empty where the text says enough
	// Forms are the texts by plural form (one, few, other ...); other alone for a message without a number.
	Forms map[string]string
}

// ID names a message in all catalogues: ui.home.homeGetData.
func (m Message) ID() string { return m.Package + "." + m.Group + "." + m.Name }

// Plural says whether the message depends on a number.
func (m Message) Plural() bool { return len(m.Forms) > 1 }

// English returns the catalogue that all others follow, in the order of its file.
func English() ([]Message, error) {
	file, err := files.ReadFile(english)
	if err != nil {
		return nil, fmt.Errorf("read the English catalogue: %w", err)
	}
	return Parse(file)
}

// Parse reads the messages of a catalogue file in their order. A name that stands twice is an error: the later text
// would hide the earlier one.
func Parse(file []byte) ([]Message, error) {
	p := parser{decoder: json.NewDecoder(bytes.NewReader(file)), seen: map[string]bool{}}
	err := p.object(func(pkg string) error {
		return p.object(func(group string) error {
			return p.object(func(name string) error { return p.message(pkg, group, name) })
		})
	})
	if err == nil {
		if _, end := p.decoder.Token(); end != io.EOF {
			err = fmt.Errorf("there is more behind the last bracket")
		}
	}
	if err != nil {
		return nil, fmt.Errorf("read a catalogue of words: %w", err)
	}
	return p.messages, nil
}

type parser struct {
	decoder  *json.Decoder
	messages []Message
	seen     map[string]bool
}

// object reads an object and calls read in front of the value of each key.
func (p *parser) object(read func(key string) error) error {
	if err := p.delimiter('{'); err != nil {
		return err
	}
	for p.decoder.More() {
		key, err := p.decoder.Token()
		if err != nil {
			return err
		}
		if err := read(fmt.Sprint(key)); err != nil {
			return err
		}
	}
	return p.delimiter('}')
}

func (p *parser) delimiter(want json.Delim) error {
	token, err := p.decoder.Token()
	if err == nil && token != want {
		err = fmt.Errorf("at byte %d: %v instead of %v", p.decoder.InputOffset(), token, want)
	}
	return err
}

func (p *parser) message(pkg, group, name string) error {
	m := Message{Package: pkg, Group: group, Name: name, Forms: map[string]string{}}
	if p.seen[m.ID()] || p.seen[pkg+"."+name] {
		return fmt.Errorf("%s stands twice", m.ID())
	}
	p.seen[m.ID()], p.seen[pkg+"."+name] = true, true
	var raw json.RawMessage
	if err := p.decoder.Decode(&raw); err != nil {
		return fmt.Errorf("%s: %w", m.ID(), err)
	}
	var text string
	if json.Unmarshal(raw, &text) == nil {
		m.Forms["other"] = text
	} else if err := json.Unmarshal(raw, &m.Forms); err != nil {
		return fmt.Errorf("%s: %w", m.ID(), err)
	}
	m.Description = m.Forms["description"]
	delete(m.Forms, "description")
	if m.Forms["other"] == "" {
		return fmt.Errorf("%s has no text", m.ID())
	}
	p.messages = append(p.messages, m)
	return nil
}
