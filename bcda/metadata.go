package bcda

import (
	"context"
	"errors"
	"fmt"
)

// Metadata is what the server says about itself in its CapabilityStatement; fields are empty when it does not.
type Metadata struct {
	Status      string // such as "active"
	Date        string // of the statement, FHIR dateTime
	Release     string // software.version, such as "r292"
	FHIRVersion string // such as "4.0.1"
	URL         string // implementation.url
	// TokenURL is what the server takes its token address to be, from its Host header. For display: the client uses
	// the configured origin.
	TokenURL string
}

// Metadata reads the capability statement, without a token: a test that a BCDA server answers at the origin.
// ErrNotBCDA when something else does.
func (c *Client) Metadata(ctx context.Context) (Metadata, error) {
	if c.Generic() {
		return capabilities(ctx, c.wire)
	}
	req := c.get(OpMetadata, c.version.path("/metadata"), map[string]string{"Accept": mediaJSON + ", " + mediaFHIR})
	req.tokens = nil
	var m Metadata
	err := c.read(ctx, req, func(body []byte) (err error) {
		m, err = parseMetadata(body)
		return err
	})
	return m, err
}

// extension is a FHIR Extension that may hold others.
type extension struct {
	URL       string      `json:"url"`
	ValueURI  string      `json:"valueUri"`
	Extension []extension `json:"extension"`
}

// parseMetadata reads a CapabilityStatement (docs/reference/bcda-protocol.md 6).
func parseMetadata(body []byte) (Metadata, error) {
	var doc struct {
		ResourceType string `json:"resourceType"`
		Status       string `json:"status"`
		Date         string `json:"date"`
		FHIRVersion  string `json:"fhirVersion"`
		Software     struct {
			Version string `json:"version"`
		} `json:"software"`
		Implementation struct {
			URL string `json:"url"`
		} `json:"implementation"`
		Rest []struct {
			Security struct {
				Extension []extension `json:"extension"`
			} `json:"security"`
		} `json:"rest"`
	}
	if err := decodeFirst(body, &doc); err != nil || doc.ResourceType != "CapabilityStatement" {
		return Metadata{}, &StatusError{Op: OpMetadata, Status: 200, Kind: ErrNotBCDA, sent: true}
	}
	m := Metadata{
		Status: doc.Status, Date: doc.Date, Release: doc.Software.Version,
		FHIRVersion: doc.FHIRVersion, URL: doc.Implementation.URL,
	}
	for _, rest := range doc.Rest {
		for _, outer := range rest.Security.Extension {
			for _, inner := range outer.Extension {
				if inner.URL == "token" {
					m.TokenURL = inner.ValueURI
				}
			}
		}
	}
	return m, nil
}

// Release reads the server's release from /_version, without a token. Production may not offer it.
func (c *Client) Release(ctx context.Context) (string, error) {
	if c.Generic() {
		return "", c.notOffered(OpRelease)
	}
	req := c.get(OpRelease, "/_version", map[string]string{"Accept": mediaJSON})
	req.tokens = nil
	var doc struct {
		Version string `json:"version"`
	}
	err := c.read(ctx, req, func(body []byte) error {
		if err := decodeFirst(body, &doc); err != nil {
			return fmt.Errorf("read the release: %w", err)
		}
		if doc.Version == "" {
			return errors.New("no version in the answer")
		}
		return nil
	})
	return doc.Version, err
}

// Welcome tests the token without touching any data: nil means the API accepts it.
func (c *Client) Welcome(ctx context.Context) error {
	if c.Generic() {
		return c.notOffered(OpWelcome)
	}
	req := c.get(OpWelcome, "/auth/welcome", map[string]string{"Accept": mediaJSON})
	return c.read(ctx, req, func(body []byte) error {
		var doc struct {
			Success *string `json:"success"`
		}
		if err := decodeFirst(body, &doc); err != nil {
			return fmt.Errorf("read the welcome: %w", err)
		}
		if doc.Success == nil {
			return errors.New("no welcome in the answer")
		}
		return nil
	})
}
