package lake

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// ManifestName is the file that says what the data set holds.
const ManifestName = "_manifest.json"

// manifestFormat is the version of the manifest and of how parts are laid out; a change of it writes everything anew.
const manifestFormat = 1

// What keeps a folder from being written to.
var (
	ErrNewer      = errors.New("the folder was written by a newer version")
	ErrNoManifest = errors.New("the folder's manifest cannot be read")
)

// Manifest is _manifest.json. Paths are below the folder, with '/' between folders. Money is decimal text.
type Manifest struct {
	Format     int         `json:"format"`
	Program    string      `json:"program"`
	Run        int         `json:"run"` // number of the run that wrote this manifest
	Made       time.Time   `json:"made"`
	DataSet    string      `json:"data_set"`
	DataAsOf   *time.Time  `json:"data_as_of"` // nil where no file came with a manifest of CMS
	APIVersion string      `json:"api_version"`
	Content    []Content   `json:"content"` // which rows were asked for
	Tables     []Table     `json:"tables"`
	Removed    []Partition `json:"removed"` // partitions that are gone, with the run that found it, without parts
}

// Content is one line of what was asked for.
type Content struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// Table is one table of the data set.
type Table struct {
	Name        string            `json:"name"`
	Rows        int64             `json:"rows"`
	Sums        map[string]string `json:"sums"`    // of money columns
	Columns     []Column          `json:"columns"` // of the parts; partition columns stand in the folders' names
	PartitionBy []string          `json:"partition_by"`
	Partitions  []Partition       `json:"partitions"` // sorted by path
}

// Column is a column of the parts, with its SQL type.
type Column struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// Partition is the rows of a table in one folder.
type Partition struct {
	Path       string             `json:"path"`
	Values     map[string]*string `json:"values,omitempty"` // of the partition columns; nil is no value
	Run        int                `json:"run"`              // that wrote it last
	Rows       int64              `json:"rows"`
	Sums       map[string]string  `json:"sums,omitempty"`
	Unreadable map[string]int64   `json:"unreadable,omitempty"` // values as sent that are no date, instant or number, by column
	SHA256     string             `json:"sha256,omitempty"`     // of the rows, not of the parts
	Parts      []Part             `json:"parts,omitempty"`
}

// Part is one Parquet file of a partition.
type Part struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// readManifest reads the manifest of an earlier run; an empty one where there is none.
func readManifest(dir string) (*Manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return &Manifest{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read manifest: %w", errors.Join(ErrNoManifest, err))
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil || m.Format < 1 {
		return nil, fmt.Errorf("read manifest: %w", ErrNoManifest) // the parser's words could quote the file
	}
	if m.Format > manifestFormat {
		return nil, ErrNewer
	}
	return &m, nil
}

func (m *Manifest) write(dir string) error {
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		return fmt.Errorf("write manifest: %w", err)
	}
	return exporter.WriteFile(filepath.Join(dir, ManifestName), func(w io.Writer) error {
		_, err := w.Write(append(data, '\n'))
		return err
	})
}

// table is the entry of a table; nil without one.
func (m *Manifest) table(name string) *Table {
	i := slices.IndexFunc(m.Tables, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return nil
	}
	return &m.Tables[i]
}

// parts lists the paths of all parts.
func (m *Manifest) parts() map[string]bool {
	all := map[string]bool{}
	for _, t := range m.Tables {
		for _, p := range t.Partitions {
			for _, part := range p.Parts {
				all[p.Path+"/"+part.Name] = true
			}
		}
	}
	return all
}

// partition is the entry of a folder; nil without one.
func (t *Table) partition(path string) *Partition {
	i, ok := slices.BinarySearchFunc(t.Partitions, path, func(p Partition, path string) int { return strings.Compare(p.Path, path) })
	if !ok {
		return nil
	}
	return &t.Partitions[i]
}

// isWhole says whether all parts of a partition lie there as they were written, by their length.
func (p *Partition) isWhole(dir string) bool {
	for _, part := range p.Parts {
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(p.Path), part.Name))
		if err != nil || !info.Mode().IsRegular() || info.Size() != part.Bytes {
			return false
		}
	}
	return true
}

// columnsOf are the columns of the parts of a table, as the manifest lists them.
func columnsOf(columns []claims.Column, shapes map[string]exporter.DecimalShape) []Column {
	list := make([]Column, len(columns))
	for i, c := range columns {
		list[i] = Column{c.Name, sqlType(c, shapes)}
	}
	return list
}

// sqlType is the type of a column in words that DuckDB, Spark and Snowflake share, but for text and instants.
func sqlType(c claims.Column, shapes map[string]exporter.DecimalShape) string {
	switch c.Kind {
	case claims.Date:
		return "DATE"
	case claims.Timestamp:
		return "TIMESTAMP"
	case claims.Int:
		return "BIGINT"
	case claims.Bool:
		return "BOOLEAN"
	case claims.Money, claims.Decimal:
		shape, ok := shapes[c.Name]
		if !ok {
			shape = exporter.DefaultShape(c.Kind)
		}
		return fmt.Sprintf("DECIMAL(%d,%d)", shape.Precision, shape.Scale)
	default:
		return "VARCHAR"
	}
}

// shapesOf reads the shapes back out of an earlier manifest's columns, so that columns never get narrower.
func shapesOf(columns []Column) map[string]exporter.DecimalShape {
	shapes := map[string]exporter.DecimalShape{}
	for _, c := range columns {
		var s exporter.DecimalShape
		if n, err := fmt.Sscanf(c.Type, "DECIMAL(%d,%d)", &s.Precision, &s.Scale); err == nil && n == 2 {
			shapes[c.Name] = s
		}
	}
	return shapes
}
