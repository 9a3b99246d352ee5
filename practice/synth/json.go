package synth

import "strconv"

// The JSON of both versions is written with these append functions: they are fast and the bytes are
// the same each time. A composite value is written as
//
//	b = append(b, `{"url":`...)
//	b = appendString(b, url)
//
// or with enc, which puts the commas. All values that are not fixed by the code go through
// appendString; codes and urls known to hold no character that needs escaping may be appended raw.

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string with quotes.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < 0x20:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	return append(b, '"')
}

// appendDate appends d as "YYYY-MM-DD" without quotes; NoDay is 9999-12-31, as the servers write an
// unknown date.
func appendDate(b []byte, d Day) []byte {
	if d == NoDay {
		return append(b, "9999-12-31"...)
	}
	y, m, dd := d.Civil()
	b = append(b, byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-')
	b = append(b, byte('0'+m/10), byte('0'+m%10), '-')
	return append(b, byte('0'+dd/10), byte('0'+dd%10))
}

// appendDecimal appends v/10^places without trailing zeros but with at least one decimal: 37.5, 0.0.
func appendDecimal(b []byte, v int64, places int) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	scale := int64(1)
	for range places {
		scale *= 10
	}
	b = strconv.AppendInt(b, v/scale, 10)
	frac := v % scale
	b = append(b, '.')
	for {
		scale /= 10
		b = append(b, byte('0'+frac/scale%10))
		if frac%scale == 0 {
			return b
		}
	}
}

// appendCents appends an amount as the servers do: 37.5, 0.0, -12.34.
func appendCents(b []byte, c Cents) []byte { return appendDecimal(b, int64(c), 2) }

// appendMilli appends a quantity: whole numbers without a decimal point, else 1.5.
func appendMilli(b []byte, m Milli) []byte {
	if m%1000 == 0 {
		return strconv.AppendInt(b, int64(m/1000), 10)
	}
	return appendDecimal(b, int64(m), 3)
}

// appendUSD appends {"value":37.5,"currency":"USD"}.
func appendUSD(b []byte, c Cents) []byte {
	b = append(b, `{"value":`...)
	b = appendCents(b, c)
	return append(b, `,"currency":"USD"}`...)
}

// appendCoding appends {"system":...,"code":...,"display":...}; an empty display is left out.
func appendCoding(b []byte, system, code, display string) []byte {
	b = append(b, `{"system":"`...)
	b = append(b, system...)
	b = append(b, `","code":`...)
	b = appendString(b, code)
	if display != "" {
		b = append(b, `,"display":`...)
		b = appendString(b, display)
	}
	return append(b, '}')
}

// enc writes one JSON document; it knows where a comma is due. Zero value with buf set is ready.
//
//	e.open(); e.str("status", "active"); e.arr("item"); ...; e.close(']'); e.close('}')
type enc struct {
	buf []byte
}

// sep puts a comma unless the value is the first of its object or array or follows its key.
func (e *enc) sep() {
	if n := len(e.buf); n > 0 {
		switch e.buf[n-1] {
		case '{', '[', ':', '\n':
		default:
			e.buf = append(e.buf, ',')
		}
	}
}

// open starts an object as a value.
func (e *enc) open() {
	e.sep()
	e.buf = append(e.buf, '{')
}

// close ends an object ('}') or array (']').
func (e *enc) close(c byte) { e.buf = append(e.buf, c) }

// end closes several objects and arrays at once: "]}}".
func (e *enc) end(brackets string) { e.buf = append(e.buf, brackets...) }

// key writes "name": ; a value must follow. name needs no escaping.
func (e *enc) key(name string) {
	e.sep()
	e.buf = append(e.buf, '"')
	e.buf = append(e.buf, name...)
	e.buf = append(e.buf, '"', ':')
}

// obj and arr write a key and open its object or array.
func (e *enc) obj(name string) { e.key(name); e.buf = append(e.buf, '{') }
func (e *enc) arr(name string) { e.key(name); e.buf = append(e.buf, '[') }

// raw writes text that already is JSON as a value: one value, or several with their commas.
func (e *enc) raw(json string) {
	e.sep()
	e.buf = append(e.buf, json...)
}

// str writes "name":"value" with escaping.
func (e *enc) str(name, value string) {
	e.key(name)
	e.buf = appendString(e.buf, value)
}

// text writes a string as a value (of an array).
func (e *enc) text(value string) {
	e.sep()
	e.buf = appendString(e.buf, value)
}

// int writes "name":value.
func (e *enc) int(name string, value int) {
	e.key(name)
	e.buf = strconv.AppendInt(e.buf, int64(value), 10)
}

// num writes an integer as a value (of an array).
func (e *enc) num(value int) {
	e.sep()
	e.buf = strconv.AppendInt(e.buf, int64(value), 10)
}

// ints writes "name":[values], nothing where there are none.
func (e *enc) ints(name string, values []int) {
	if len(values) == 0 {
		return
	}
	e.arr(name)
	for _, v := range values {
		e.num(v)
	}
	e.close(']')
}

// bool writes "name":true or false.
func (e *enc) bool(name string, value bool) {
	e.key(name)
	e.buf = strconv.AppendBool(e.buf, value)
}

// date writes "name":"YYYY-MM-DD".
func (e *enc) date(name string, d Day) {
	e.key(name)
	e.buf = append(e.buf, '"')
	e.buf = appendDate(e.buf, d)
	e.buf = append(e.buf, '"')
}

// midnight writes "name":"YYYY-MM-DDT00:00:00+00:00", the way days are served in dateTime elements.
func (e *enc) midnight(name string, d Day) {
	e.key(name)
	e.buf = append(e.buf, '"')
	e.buf = appendDate(e.buf, d)
	e.buf = append(e.buf, `T00:00:00+00:00"`...)
}

// milli writes "name":quantity.
func (e *enc) milli(name string, m Milli) {
	e.key(name)
	e.buf = appendMilli(e.buf, m)
}

// usd writes "name":{"value":...,"currency":"USD"}.
func (e *enc) usd(name string, c Cents) {
	e.key(name)
	e.buf = appendUSD(e.buf, c)
}

// period writes "name":{"start":...,"end":...}; NoDay ends are left out.
func (e *enc) period(name string, start, end Day) {
	e.obj(name)
	if start != NoDay {
		e.date("start", start)
	}
	if end != NoDay {
		e.date("end", end)
	}
	e.close('}')
}

// coding writes a Coding as a value; an empty display is left out.
func (e *enc) coding(system, code, display string) {
	e.sep()
	e.buf = appendCoding(e.buf, system, code, display)
}

// concept writes "name":{"coding":[{...}]} with one coding.
func (e *enc) concept(name, system, code, display string) {
	e.obj(name)
	e.arr("coding")
	e.coding(system, code, display)
	e.close(']')
	e.close('}')
}
