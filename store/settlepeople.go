package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"slices"
	"strings"
)

// personNode is a Patient resource, or an MBI that came without one, on its way to a person.
type personNode struct {
	ref        patientRef
	key        string // person_key; empty for a Patient that is only named in a link
	birthDate  string
	sex        string // 1, 2; empty when unknown
	replacedBy string
	mbis       []string
}

// review is a pair that looks like one person and disagrees.
type review struct {
	a, b    patientRef
	foundBy string // mbi or link
	reason  string
}

// settlePeople finds out which Patient ids are one person (docs/reference/flattening.md 4.4): those that share an MBI
// and do not disagree in birth date or sex, and those that CMS linked. Ids of v2 and v3 overlap by chance and are never
// compared. Pairs that share an MBI and disagree stay apart, on the review list; linked pairs are joined, because CMS
// says so, and listed too when they disagree.
//
// What somebody decided about a pair outweighs all of that.
//
// The persons are a function of what is stored now. A person keeps the oldest of the keys it was known by.
func settlePeople(ctx context.Context, w *writer) error {
	pending, err := w.row(`SELECT 1 FROM unsettled_patients LIMIT 1`, make1())
	if err != nil || !pending {
		return err
	}
	nodes, err := loadPeople(w)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	decided, err := loadDecisions(w)
	if err != nil {
		return err
	}
	sets, reviews := joinPeople(nodes, decided)
	if err := saveReviews(w, reviews); err != nil {
		return err
	}
	if err := saveKeys(w, nodes, sets); err != nil {
		return err
	}
	if err := w.exec(`INSERT INTO unsettled_people (person_key) SELECT DISTINCT p.person_key FROM unsettled_patients u
		JOIN persons p ON p.api_version = u.api_version AND p.patient_id = u.patient_id WHERE 1 ON CONFLICT DO NOTHING`); err != nil {
		return err
	}
	return w.exec(`DELETE FROM unsettled_patients`)
}

// loadPeople reads every known Patient id with what its resource says of it, in the order of version and id.
func loadPeople(w *writer) ([]personNode, error) {
	var nodes []personNode
	place := map[patientRef]int{}
	dest := make([]driver.Value, 6)
	err := w.each(`SELECT p.api_version, p.patient_id, p.person_key, b.birth_date, b.sex_code, b.replaced_by
		FROM persons p LEFT JOIN beneficiaries_rows b ON b.api_version = p.api_version AND b.fhir_id = p.patient_id
		ORDER BY p.api_version, p.patient_id`, dest, func() error {
		n := personNode{ref: patientRef{text(dest[0]), text(dest[1])}, key: text(dest[2]), birthDate: text(dest[3]), sex: text(dest[4]), replacedBy: text(dest[5])}
		if n.sex == "0" {
			n.sex = ""
		}
		if n.ref.version == "" {
			n.mbis = []string{n.ref.id}
		}
		place[n.ref] = len(nodes)
		nodes = append(nodes, n)
		return nil
	})
	if err != nil {
		return nil, err
	}
	pair := make([]driver.Value, 3)
	err = w.each(`SELECT DISTINCT api_version, fhir_id, mbi FROM beneficiary_mbis_rows WHERE mbi IS NOT NULL`, pair, func() error {
		if i, ok := place[patientRef{text(pair[0]), text(pair[1])}]; ok {
			nodes[i].mbis = append(nodes[i].mbis, text(pair[2]))
		}
		return nil
	})
	return withLinked(nodes, place), err
}

// withLinked adds the Patients that are only known as successors, so that two records that were merged into the same
// one are one person before it arrives.
func withLinked(nodes []personNode, place map[patientRef]int) []personNode {
	for i := range nodes {
		if nodes[i].replacedBy == "" {
			continue
		}
		target := patientRef{nodes[i].ref.version, nodes[i].replacedBy}
		if _, ok := place[target]; !ok {
			place[target] = len(nodes)
			nodes = append(nodes, personNode{ref: target})
		}
	}
	return nodes
}

// decisions are what people said about pairs: whether they are one person.
type decisions map[[2]patientRef]bool

// of is the decision about two records.
func (d decisions) of(a, b *personNode) (same, decided bool) {
	x, y := inOrder(a, b)
	same, decided = d[[2]patientRef{x.ref, y.ref}]
	return same, decided
}

func loadDecisions(w *writer) (decisions, error) {
	decided := decisions{}
	d := make([]driver.Value, 5)
	err := w.each(`SELECT api_version_a, patient_id_a, api_version_b, patient_id_b, same FROM person_decisions`, d, func() error {
		decided[[2]patientRef{{text(d[0]), text(d[1])}, {text(d[2]), text(d[3])}}] = integer(d[4]) != 0
		return nil
	})
	return decided, err
}

// inOrder puts two records into the order of version and id.
func inOrder(a, b *personNode) (first, second *personNode) {
	if cmp.Or(cmp.Compare(a.ref.version, b.ref.version), cmp.Compare(a.ref.id, b.ref.id)) > 0 {
		return b, a
	}
	return a, b
}

// joinPeople decides who is one person.
func joinPeople(nodes []personNode, decided decisions) ([][]int, []review) {
	sets := newDisjoint(len(nodes))
	var reviews []review
	byRef := make(map[patientRef]int, len(nodes))
	byMBI := map[string][]int{}
	for i, n := range nodes {
		byRef[n.ref] = i
		for _, mbi := range n.mbis {
			byMBI[mbi] = append(byMBI[mbi], i)
		}
	}
	for i, n := range nodes {
		j, ok := byRef[patientRef{n.ref.version, n.replacedBy}]
		if !ok || n.replacedBy == "" || i == j {
			continue
		}
		if same, known := decided.of(&nodes[i], &nodes[j]); same || !known {
			sets.join(i, j)
		}
		reviews = appendReview(reviews, &nodes[i], &nodes[j], "link")
	}
	for _, holders := range byMBI {
		reviews = joinHolders(nodes, holders, decided, sets, reviews)
	}
	return sets.members(), reviews
}

// joinHolders joins the holders of one MBI that do not disagree. A lone MBI goes to the first of them alone, so that it
// is no bridge between two who disagree.
func joinHolders(nodes []personNode, holders []int, decided decisions, sets *disjoint, reviews []review) []review {
	patients := slices.DeleteFunc(slices.Clone(holders), func(i int) bool { return nodes[i].ref.version == "" })
	slices.Sort(patients)
	for x, i := range patients {
		for _, j := range patients[x+1:] {
			same, known := decided.of(&nodes[i], &nodes[j])
			if same || (!known && nodes[i].disagreement(&nodes[j]) == "") {
				sets.join(i, j)
			}
			reviews = appendReview(reviews, &nodes[i], &nodes[j], "mbi")
		}
	}
	for _, i := range holders {
		if nodes[i].ref.version == "" && len(patients) > 0 {
			sets.join(i, patients[0])
		}
	}
	return reviews
}

// disagreement names what two records contradict each other in; empty when nothing does.
func (n *personNode) disagreement(o *personNode) string {
	var reasons []string
	if n.birthDate != "" && o.birthDate != "" && n.birthDate != o.birthDate {
		reasons = append(reasons, "birth_date")
	}
	if n.sex != "" && o.sex != "" && n.sex != o.sex {
		reasons = append(reasons, "sex")
	}
	return strings.Join(reasons, ";")
}

func appendReview(list []review, a, b *personNode, foundBy string) []review {
	reason := a.disagreement(b)
	if reason == "" {
		return list
	}
	a, b = inOrder(a, b)
	return append(list, review{a: a.ref, b: b.ref, foundBy: foundBy, reason: reason})
}

func saveReviews(w *writer, list []review) error {
	if err := w.exec(`DELETE FROM person_reviews`); err != nil {
		return err
	}
	for _, r := range list {
		err := w.exec(`INSERT INTO person_reviews (api_version_a, patient_id_a, api_version_b, patient_id_b, found_by, reason) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET found_by = min(found_by, excluded.found_by)`, r.a.version, r.a.id, r.b.version, r.b.id, r.foundBy, r.reason)
		if err != nil {
			return err
		}
	}
	return nil
}

// saveKeys gives each set of nodes one key: the oldest that a member has. A key stays with the first set that claims
// it, so that people who turn out to be two do not share it.
func saveKeys(w *writer, nodes []personNode, sets [][]int) error {
	taken := make(map[string]bool, len(sets))
	keys := newPersonKeys(w)
	for _, members := range sets {
		key := oldestKey(nodes, members, taken)
		if key == "" {
			if nodes[members[0]].key == "" {
				continue // only a name in a link: nodes without a key come last
			}
			var err error
			if key, err = keys.newKey(); err != nil {
				return err
			}
		}
		taken[key] = true
		for _, i := range members {
			if nodes[i].key == "" || nodes[i].key == key {
				continue
			}
			if err := moveNode(w, &nodes[i], key); err != nil {
				return err
			}
		}
	}
	return nil
}

// oldestKey is the smallest key of the members that no other set has.
func oldestKey(nodes []personNode, members []int, taken map[string]bool) string {
	best := ""
	for _, i := range members {
		k := nodes[i].key
		if k != "" && !taken[k] && (best == "" || len(k) < len(best) || (len(k) == len(best) && k < best)) {
			best = k
		}
	}
	return best
}

// moveNode puts a Patient, and all that came under its id, under another person.
func moveNode(w *writer, n *personNode, key string) error {
	if err := w.exec(`UPDATE persons SET person_key = ? WHERE api_version = ? AND patient_id = ?`, key, n.ref.version, n.ref.id); err != nil {
		return err
	}
	if n.ref.version == "" {
		if err := w.exec(`UPDATE claims_rows SET person_key = ? WHERE person_key = ? AND patient_id IS NULL AND mbi = ?`, key, n.key, n.ref.id); err != nil {
			return err
		}
	} else if err := moveRows(w, n, key); err != nil {
		return err
	}
	for _, k := range []string{key, n.key} {
		if err := w.exec(`INSERT INTO unsettled_people (person_key) VALUES (?) ON CONFLICT DO NOTHING`, k); err != nil {
			return err
		}
	}
	return w.exec(`UPDATE person_keys SET merged_into = ? WHERE person_no = ?`, key, keyNumber(n.key))
}

func moveRows(w *writer, n *personNode, key string) error {
	for _, query := range []string{
		`UPDATE beneficiaries_rows SET person_key = ? WHERE api_version = ? AND fhir_id = ?`,
		`UPDATE beneficiary_mbis_rows SET person_key = ? WHERE api_version = ? AND fhir_id = ?`,
		`UPDATE coverage_rows SET person_key = ? WHERE api_version = ? AND patient_id = ?`,
		`UPDATE coverage_months_rows SET person_key = ? WHERE api_version = ? AND patient_id = ?`,
	} {
		if err := w.exec(query, key, n.ref.version, n.ref.id); err != nil {
			return err
		}
	}
	return w.exec(`UPDATE claims_rows SET person_key = ? WHERE person_key = ? AND api_version = ? AND patient_id = ?`, key, n.key, n.ref.version, n.ref.id)
}
