package fhir

import (
	"cmp"
	"slices"
	"strings"
)

// Urls that rules name, as docs/reference/flattening.md section 0 abbreviates them.
const (
	variables    = "https://bluebutton.cms.gov/resources/variables/"      // V2:x
	v2Codes      = "https://bluebutton.cms.gov/resources/codesystem/"     //
	structures   = "https://bluebutton.cms.gov/fhir/StructureDefinition/" // BBSD:X
	cmsCodes     = "https://bluebutton.cms.gov/fhir/CodeSystem/"          // BBCS:X
	carinCodes   = "http://hl7.org/fhir/us/carin-bb/CodeSystem/"          // C4:X
	hl7Codes     = "http://terminology.hl7.org/CodeSystem/"               //
	npiSystem    = "http://hl7.org/fhir/sid/us-npi"                       //
	mbiSystem    = "http://hl7.org/fhir/sid/us-mbi"                       //
	ndcSystem    = "http://hl7.org/fhir/sid/ndc"                          //
	absentReason = "data-absent-reason"                                   // end of a code system and of an extension url
)

// selector chooses entries by code system (or url, or identifier system) and code. An empty part matches anything; a
// code that ends in '*' matches every code that starts with what stands before it.
type selector struct {
	system, code string
}

// matches compares a system and a code, both without a slash at their end (flattening.md section 0, rule 2).
func (s selector) matches(system, code string) bool {
	return (s.code == "" || sameCode(s.code, code)) && (s.system == "" || sameURL(s.system, system)) // codes differ more often
}

// sameURL compares two urls, of which either may have a slash at its end. Most that differ have not even the same length.
func sameURL(a, b string) bool {
	switch len(a) - len(b) {
	case 0: // most differ at the end
		return a == "" || a[len(a)-1] == b[len(b)-1] && a == b
	case 1:
		return isWithSlash(a, b)
	case -1:
		return isWithSlash(b, a)
	}
	return false
}

// isWithSlash says that a is b and a slash.
func isWithSlash(a, b string) bool {
	return a[len(b)] == '/' && a[:len(b)] == b && !strings.HasSuffix(b, "/")
}

func sameCode(want, got string) bool {
	if prefix, ok := strings.CutSuffix(want, "*"); ok {
		return strings.HasPrefix(got, prefix)
	}
	return sameURL(want, got)
}

// has reports whether any coding of the concept is the one selected.
func (s selector) has(c codeableConcept) bool {
	for i := range c.Coding {
		if s.matches(c.Coding[i].System, c.Coding[i].Code) {
			return true
		}
	}
	return false
}

// code returns the first code of the concept that is selected and says something.
func (s selector) codeIn(c codeableConcept) string {
	for i := range c.Coding {
		if s.matches(c.Coding[i].System, c.Coding[i].Code) {
			if code := codeOf(c.Coding[i]); code != "" {
				return code
			}
		}
	}
	return ""
}

// codeOf is the code of a coding; empty where the coding says that there is no data (flattening.md section 0, rule 8).
func codeOf(c coding) string {
	code := trimmed(c.Code)
	if code == "NULL" || strings.HasSuffix(strings.TrimSuffix(c.System, "/"), absentReason) {
		return ""
	}
	return code
}

// firstCode returns the code of the first selector that finds one.
func firstCode(c codeableConcept, selectors ...selector) string {
	for _, s := range selectors {
		if code := s.codeIn(c); code != "" {
			return code
		}
	}
	return ""
}

// extensionOf returns the first extension with the url that has a value, or nil.
func extensionOf(extensions []extension, url string) *extension {
	for i := range extensions {
		if sameURL(extensions[i].URL, url) && extensions[i].text() != "" {
			return &extensions[i]
		}
	}
	return nil
}

// extensionText is the value of the extension with the url, as text: the code of a coding, the value of an identifier,
// a quantity or money.
func extensionText(extensions []extension, url string) string {
	if e := extensionOf(extensions, url); e != nil {
		return e.text()
	}
	return ""
}

// text is the value of an extension as text; empty where it has none.
func (e *extension) text() string {
	switch {
	case e.ValueCoding != nil:
		return codeOf(*e.ValueCoding)
	case e.ValueIdentifier != nil:
		return trimmed(e.ValueIdentifier.Value)
	case e.ValueMoney != nil:
		return string(e.ValueMoney.Value)
	case e.ValueQuantity != nil:
		return string(e.ValueQuantity.Value)
	case e.ValueCodeableConcept != nil:
		return firstCode(*e.ValueCodeableConcept, selector{})
	}
	if e.ValueCode != "" {
		return codeOf(coding{Code: e.ValueCode})
	}
	for _, text := range []string{
		e.ValueString, e.ValueDate, e.ValueDateTime, string(e.ValueDecimal), string(e.ValueInteger),
		string(e.ValueUnsignedInt), string(e.ValuePositiveInt),
	} {
		if text != "" {
			return trimmed(text)
		}
	}
	return ""
}

// identifierValue returns the value of the first identifier of a system that has one.
func identifierValue(identifiers []identifier, systems ...string) string {
	for _, system := range systems {
		for i := range identifiers {
			if value := trimmed(identifiers[i].Value); value != "" && sameURL(identifiers[i].System, system) {
				return value
			}
		}
	}
	return ""
}

// identifierOfType returns the value of the first identifier with a type coding that is selected.
func identifierOfType(identifiers []identifier, s selector) string {
	for i := range identifiers {
		if value := trimmed(identifiers[i].Value); value != "" && s.has(identifiers[i].Type) {
			return value
		}
	}
	return ""
}

// referenceID is the bare id of a reference such as "Patient/123", "https://host/fhir/Patient/123/_history/2" or
// "urn:uuid:...", whose type does not show; empty where the reference names another type or a contained resource.
func referenceID(ref, resourceType string) string {
	ref = trimmed(ref)
	for _, scheme := range []string{"urn:uuid:", "urn:oid:"} {
		if id, found := strings.CutPrefix(ref, scheme); found {
			return id
		}
	}
	id, found := strings.CutPrefix(ref, resourceType+"/")
	if !found {
		_, id, found = strings.Cut(ref, "/"+resourceType+"/")
	}
	if !found {
		return ""
	}
	id, _, _ = strings.Cut(id, "/")
	return id
}

// containedIn finds the contained resource that a reference such as "#provider-org" names.
func containedIn(resources []contained, ref string) *contained {
	id, ok := strings.CutPrefix(ref, "#")
	if !ok {
		return nil
	}
	for i := range resources {
		if strings.TrimPrefix(resources[i].ID, "#") == id {
			return &resources[i]
		}
	}
	return nil
}

// lastSegment is what stands behind the last slash of a code that is a url; any other code is returned whole.
func lastSegment(code string) string {
	code = strings.TrimSuffix(code, "/")
	if !strings.Contains(code, "://") {
		return code
	}
	return code[strings.LastIndexByte(code, '/')+1:]
}

// joined puts several values of one cell together with ';' (flattening.md section 2), each once, in the order given.
func joined(values []string) string {
	var room [usualCodings]string
	once := room[:0]
next:
	for _, v := range values {
		if v == "" {
			continue
		}
		for _, seen := range once {
			if seen == v {
				continue next
			}
		}
		once = append(once, v)
	}
	if len(once) == 1 {
		return once[0]
	}
	return strings.Join(once, ";")
}

// usualCodings is more than nearly all concepts have.
const usualCodings = 6

// published returns the codings that say something, without those of CMS where another publisher's stand beside them:
// the two say the same, and some codes of CMS are cumulative (flattening.md 2.3, v3 trap). They are sorted by system, so
// that the order in which a server sends them does not matter.
//
// They stand in room, where it is large enough: a caller's array of usualCodings.
func published(c *codeableConcept, room []coding) []coding {
	chosen := room[:0]
	for _, ofCMS := range [...]bool{false, true} {
		for _, one := range c.Coding {
			isCMS := strings.Contains(one.System, "cms.gov/") && strings.Contains(one.System, "bluebutton")
			if one.Code = codeOf(one); one.Code != "" && isCMS == ofCMS {
				chosen = append(chosen, one)
			}
		}
		if len(chosen) > 0 {
			break
		}
	}
	slices.SortStableFunc(chosen, func(a, b coding) int {
		return cmp.Or(strings.Compare(a.System, b.System), strings.Compare(a.Code, b.Code))
	})
	return chosen
}
