// Package fhir reads FHIR R4 resources of BCDA v2 and v3 into rows of the claims catalogue. One line of an NDJSON file
// goes in, one claims.Resource comes out; nothing else is read or written.
//
// # Terms
//
//   - EOB: the FHIR resource ExplanationOfBenefit, which becomes a claim and its child rows.
//   - Rule: one line of a table that says where a column's value stands: the element, and the code systems and codes
//     that choose among its entries. What no table can say is a small function with the paragraph of
//     docs/reference/flattening.md that it follows.
//   - Selector: a code system or url with a code. Urls are compared without trailing slash, entries are never chosen by
//     their place in an array (flattening.md section 0, rule 1).
//   - Known value: a concept or an extension whose bytes were read before. It is compared instead of read, and brings along
//     what the decoder, the survey and the rules made of it.
//   - Survey: what the tokens of a line say apart from the decoder and the rules, to hold both against.
//   - Usual way: the one spelling in which CMS writes an amount or a fact; any other is read member by member.
//   - V2 and BBSD, BBCS, C4: short forms of urls, as in flattening.md section 0.
//
// # Leniency
//
// A resource is only refused for the reasons of RejectReason; an element that is missing, of the wrong JSON type, or
// holds text that does not fit its column becomes a null. STU3 resources (BCDA v1) are refused with ErrSTU3.
package fhir
