package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"math"

	"github.com/klauspost/compress/zstd"
)

// Resources of one kind are alike: the same names, URLs and words in the same order. Packed alone, each carries them
// again. A data set therefore keeps dictionaries, which are nothing but some of its own first texts of a kind, and packs the
// texts after them against the latest. Whatever a server sends, its dictionary fits.

// packing says how the texts of one kind are packed.
type packing struct {
	kind         string // names the dictionaries
	first, limit int    // bytes of the first dictionary, and from which on the last one is complete
}

// Kinds of packed texts. Each dictionary is twice as long as the one before, so that a small data set has one soon and
// a large one a good one.
func resourcePacking(apiVersion, storedType string) packing {
	return packing{kind: apiVersion + " " + storedType, first: 32 << 10, limit: 256 << 10}
}

func detailPacking(apiVersion string) packing {
	return packing{kind: apiVersion + " details", first: 8 << 10, limit: 128 << 10}
}

// A text that packs worse than those before it by this factor is of a sort that the dictionary does not know yet: the next
// one learns from it. Claims of one type alone would fill a dictionary otherwise.
const unlike = 1.25

// longest is the part of the limit that one text may take.
const longest = 4

// usualOver is over how many texts the usual ratio is averaged, the latest counting most.
const usualOver = 16

// numbered is a dictionary with its dictionary_no; 0 for none.
type numbered struct {
	no      uint32
	content []byte
}

// packer knows how the texts of one kind are packed at present, learns from them in the course of a transaction and enters
// the dictionaries it makes. packQueue does the packing.
type packer struct {
	packing
	w          *writer
	dictionary numbered
	enc        *zstd.Encoder // may pack on several goroutines at once
	sample     []byte        // texts for the next dictionary
	usual      float64       // packed bytes of a byte, on average; 0 before the first text
	familiar   int           // texts in a row that the dictionary knew
}

// newPacker goes on with the latest dictionary of the kind.
func newPacker(w *writer, kind packing) (*packer, error) {
	p := &packer{packing: kind, w: w}
	dest := make([]driver.Value, 2)
	found, err := w.row(`SELECT dictionary_no, content FROM dictionaries WHERE kind = ? ORDER BY dictionary_no DESC LIMIT 1`, dest, kind.kind)
	if err != nil {
		return nil, err
	}
	if found {
		packed, ok := dest[1].([]byte)
		if !ok {
			return nil, fmt.Errorf("%w: a dictionary is %T", ErrDamaged, dest[1])
		}
		if p.dictionary, err = readDictionary(integer(dest[0]), packed); err != nil {
			return nil, err
		}
	}
	p.enc, err = newCompressor(p.dictionary)
	return p, err
}

// steady says that the next text will hardly change the dictionary, so that texts after it need not wait for its packing.
func (p *packer) steady() bool { return p.complete() || p.familiar >= usualOver }

func (p *packer) complete() bool { return len(p.dictionary.content)+len(p.sample) >= p.limit }

// digest learns from a text that enc has packed.
func (p *packer) digest(text []byte, packed int, enc *zstd.Encoder) error {
	if enc != p.enc || len(text) == 0 || len(text) > p.limit/longest || p.complete() {
		return nil
	}
	if p.knows(float64(packed) / float64(len(text))) {
		p.familiar++
		return nil
	}
	p.familiar = 0
	p.sample = append(p.sample, text...)
	if len(p.sample) < max(p.first, len(p.dictionary.content)) {
		return nil
	}
	return p.learn()
}

// knows says that a text with this ratio packs as usual, and counts it in.
func (p *packer) knows(ratio float64) bool {
	known := p.dictionary.no != 0 && p.usual != 0 && ratio < p.usual*unlike
	if p.usual == 0 {
		p.usual = ratio
	}
	p.usual += (ratio - p.usual) / usualOver
	return known
}

// learn makes the next dictionary: the one before and the texts since. The latest texts stand at its end, which costs
// the fewest bits to refer to.
func (p *packer) learn() error {
	content := append(append([]byte(nil), p.dictionary.content...), p.sample...)
	plain, err := newCompressor(numbered{})
	if err != nil {
		return err
	}
	packed := plain.EncodeAll(content, nil)
	result, err := p.w.execResult(`INSERT INTO dictionaries (kind, content) VALUES (?, ?)`, p.kind, packed)
	if err != nil {
		return err
	}
	no, err := result.LastInsertId()
	if err != nil {
		return err
	}
	if no > math.MaxUint32 {
		return errors.New("too many dictionaries")
	}
	p.dictionary, p.sample = numbered{uint32(no), content}, nil //nolint:gosec // numbered from 1, checked above
	p.enc, err = newCompressor(p.dictionary)
	return err
}

// readDictionary unpacks a row of dictionaries.
func readDictionary(no int64, packed []byte) (numbered, error) {
	dec, err := newDecompressor()
	if err != nil {
		return numbered{}, err
	}
	defer dec.Close()
	content, err := dec.DecodeAll(packed, nil)
	if err != nil || no <= 0 || no > math.MaxUint32 {
		return numbered{}, errors.Join(fmt.Errorf("%w: unpack a dictionary", ErrDamaged), err)
	}
	return numbered{uint32(no), content}, nil
}

// unpacker unpacks every text of the data set that a packer packed.
func unpacker(ctx context.Context, r reader) (dec *zstd.Decoder, err error) {
	rows, err := r.QueryContext(ctx, `SELECT dictionary_no, content FROM dictionaries`)
	if err != nil {
		return nil, wrap(err, "read dictionaries")
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	var list []numbered
	for rows.Next() {
		var no int64
		var packed sql.RawBytes
		if err := rows.Scan(&no, &packed); err != nil {
			return nil, wrap(err, "read dictionaries")
		}
		d, err := readDictionary(no, packed)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	if err := rows.Err(); err != nil {
		return nil, wrap(err, "read dictionaries")
	}
	return newDecompressor(list...)
}
