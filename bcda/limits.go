package bcda

// Limits guard against downloads that unpack to far more than claims do. Zero fields take the default.
type Limits struct {
	// PlainBytes is the most one file may unpack to; default 16 GiB. The largest real files are some 100 MB.
	PlainBytes int64
	// Ratio is the most plain bytes per compressed byte, looked at from RatioFrom plain bytes on; default 400.
	// Claims compress 10 to 40 times, gzip's own most is 1032 (RFC 1951).
	Ratio int64
	// RatioFrom keeps short, repetitive files out of it; default 64 MiB.
	RatioFrom int64
}

func (l Limits) withDefaults() Limits {
	if l.PlainBytes <= 0 {
		l.PlainBytes = 16 << 30
	}
	if l.Ratio <= 0 {
		l.Ratio = 400
	}
	if l.RatioFrom <= 0 {
		l.RatioFrom = 64 << 20
	}
	return l
}

// exceeded tells whether a download is beyond the limits after so many bytes.
func (l Limits) exceeded(compressed, plain int64) bool {
	return plain > l.PlainBytes || (plain > l.RatioFrom && plain/l.Ratio > compressed)
}
