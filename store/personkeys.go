package store

import (
	"fmt"
	"strconv"
	"strings"
)

// patientRef names a Patient resource; with an empty version it names an MBI that came without one.
type patientRef struct{ version, id string }

// personKeys gives every Patient id and lone MBI a person_key while files are read: one of its own at first. Settle
// finds out who is the same person.
type personKeys struct {
	w        *writer
	keys     map[patientRef]string
	mbis     map[patientRef]string
	patients map[patientRef]struct{} // new or changed in this file
	people   map[string]struct{}     // whose claims or names changed in this file
}

func newPersonKeys(w *writer) *personKeys {
	return &personKeys{
		w: w, keys: map[patientRef]string{}, mbis: map[patientRef]string{},
		patients: map[patientRef]struct{}{}, people: map[string]struct{}{},
	}
}

// keyOf returns the person of a Patient id or MBI, making one where it is not known yet. A reference without id is
// nobody: the empty key.
func (p *personKeys) keyOf(ref patientRef) (string, error) {
	if ref.id == "" {
		return "", nil
	}
	if key, ok := p.keys[ref]; ok {
		return key, nil
	}
	dest := make1()
	found, err := p.w.row(`SELECT person_key FROM persons WHERE api_version = ? AND patient_id = ?`, dest, ref.version, ref.id)
	if err != nil {
		return "", err
	}
	key := text(dest[0])
	if !found {
		if key, err = p.newPerson(ref); err != nil {
			return "", err
		}
	}
	p.keys[ref] = key
	return key, nil
}

// newKey makes a person_key that was never used before.
func (p *personKeys) newKey() (string, error) {
	result, err := p.w.execResult(`INSERT INTO person_keys DEFAULT VALUES`)
	if err != nil {
		return "", err
	}
	number, err := result.LastInsertId()
	return fmt.Sprintf("P%07d", number), err
}

// keyNumber is the number in a person_key.
func keyNumber(key string) int64 {
	n, err := strconv.ParseInt(strings.TrimPrefix(key, "P"), 10, 64)
	if err != nil {
		return 0 // no key of ours, and no key has this number
	}
	return n
}

func (p *personKeys) newPerson(ref patientRef) (string, error) {
	key, err := p.newKey()
	if err != nil {
		return "", err
	}
	p.changed(ref, key)
	return key, p.w.exec(`INSERT INTO persons (api_version, patient_id, person_key) VALUES (?, ?, ?)`, ref.version, ref.id, key)
}

// mbiOf is the current MBI of a Patient; empty when its resource is not here yet.
func (p *personKeys) mbiOf(ref patientRef) (string, error) {
	if mbi, ok := p.mbis[ref]; ok {
		return mbi, nil
	}
	dest := make1()
	if _, err := p.w.row(`SELECT mbi FROM beneficiaries_rows WHERE api_version = ? AND fhir_id = ?`, dest, ref.version, ref.id); err != nil {
		return "", err
	}
	p.mbis[ref] = text(dest[0])
	return p.mbis[ref], nil
}

// changed notes that a Patient is new or says something new of itself.
func (p *personKeys) changed(ref patientRef, key string) {
	p.patients[ref] = struct{}{}
	delete(p.mbis, ref)
	p.touched(key)
}

// touched notes that a person's claims changed; the empty key stands for claims that name nobody.
func (p *personKeys) touched(key string) { p.people[key] = struct{}{} }

// markUnsettled writes down what Settle has to look at, in the transaction of the file.
func (p *personKeys) markUnsettled() error {
	for ref := range p.patients {
		if err := p.w.exec(`INSERT INTO unsettled_patients (api_version, patient_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, ref.version, ref.id); err != nil {
			return err
		}
	}
	for key := range p.people {
		if err := p.w.exec(`INSERT INTO unsettled_people (person_key) VALUES (?) ON CONFLICT DO NOTHING`, key); err != nil {
			return err
		}
	}
	return nil
}
