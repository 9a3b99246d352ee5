package store

import (
	"database/sql/driver"
	"runtime"

	"github.com/klauspost/compress/zstd"
)

// Packing is a third of what writing costs, and waits for nothing: it goes on beside the writer, on a goroutine of the
// import's own. Whatever finds that goroutine busy enough the writer packs itself, so that neither waits for the other.
// Rows are written in the order in which texts were put in, by the writer alone.

// What may wait to be packed and written: few texts, and few bytes of them, for one text may have 32 MiB.
const (
	packsWaiting     = 32
	packBytesWaiting = 2 << 20
)

// packJob is a text on its way to the row that will hold it.
type packJob struct {
	packer *packer
	enc    *zstd.Encoder // the packer's when the text was put in
	text   []byte
	plain  []byte // room for a text that is made here
	packed []byte
	done   chan struct{} // holds one token once the text is packed
	query  string        // the INSERT; packed is its last argument
	args   []driver.Value
}

func (j *packJob) pack() {
	j.packed = j.enc.EncodeAll(j.text, j.packed[:0])
	j.done <- struct{}{}
}

// packQueue is the packing of one import. It belongs to the import's goroutine.
type packQueue struct {
	w       *writer
	beside  chan *packJob // nil where there is but one core, and after close
	ended   chan struct{}
	waiting []*packJob // in the order in which they are written
	bytes   int        // of their texts
	spare   []*packJob
}

// newPackQueue starts the goroutine that packs; close ends it.
func newPackQueue(w *writer) *packQueue {
	q := &packQueue{w: w}
	if runtime.GOMAXPROCS(0) == 1 {
		return q
	}
	beside, ended := make(chan *packJob, packsWaiting), make(chan struct{})
	q.beside, q.ended = beside, ended
	go func() {
		defer close(ended)
		for j := range beside {
			j.pack()
		}
	}()
	return q
}

// job is an empty job to fill and put.
func (q *packQueue) job() *packJob {
	n := len(q.spare)
	if n == 0 {
		return &packJob{done: make(chan struct{}, 1)}
	}
	j := q.spare[n-1]
	q.spare = q.spare[:n-1]
	return j
}

// giveBack takes a job that was not put, or whose row is written.
func (q *packQueue) giveBack(j *packJob) {
	j.packer, j.enc, j.text, j.args = nil, nil, nil, j.args[:0]
	q.spare = append(q.spare, j)
}

// put packs a text of a packer's kind, now or a little later, and writes its row after those that were put before. While
// the packer learns each text is packed with what those before it taught.
func (q *packQueue) put(p *packer, j *packJob) error {
	steady := p.steady()
	if !steady {
		if err := q.drain(); err != nil {
			return err
		}
	}
	j.packer, j.enc = p, p.enc
	q.waiting = append(q.waiting, j)
	q.bytes += len(j.text)
	if !steady || !q.offer(j) {
		j.pack()
	}
	return q.write(false)
}

// offer hands a job to the goroutine beside, unless it has enough.
func (q *packQueue) offer(j *packJob) bool {
	select {
	case q.beside <- j:
		return true
	default: // full, or nobody is there: a nil channel takes nothing
		return false
	}
}

// drain writes the rows of all texts.
func (q *packQueue) drain() error { return q.write(true) }

// write writes the rows of packed texts from the first on: of all, or until one is not packed yet, if little waits.
func (q *packQueue) write(all bool) error {
	for len(q.waiting) > 0 {
		j := q.waiting[0]
		if all || len(q.waiting) > packsWaiting || q.bytes > packBytesWaiting {
			<-j.done
		} else {
			select {
			case <-j.done:
			default:
				return nil
			}
		}
		q.waiting, q.bytes = q.waiting[1:], q.bytes-len(j.text)
		if err := q.w.exec(j.query, append(j.args, j.packed)...); err != nil {
			return err
		}
		if err := j.packer.digest(j.text, len(j.packed), j.enc); err != nil {
			return err
		}
		q.giveBack(j)
	}
	return nil
}

// finish writes all rows and ends the packing.
func (q *packQueue) finish() error {
	err := q.drain()
	q.close()
	return err
}

// close ends the goroutine and waits for it. It may be called more than once.
func (q *packQueue) close() {
	if q.beside != nil {
		close(q.beside)
		<-q.ended
		q.beside = nil
	}
}
