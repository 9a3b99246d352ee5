-- What a connection is called, and what generic SMART bulk-data servers need: see claims.Connection. The private key is
-- never here.
ALTER TABLE connection ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE connection ADD COLUMN base TEXT NOT NULL DEFAULT '';
ALTER TABLE connection ADD COLUMN auth TEXT NOT NULL DEFAULT 'secret';
ALTER TABLE connection ADD COLUMN token_url TEXT NOT NULL DEFAULT '';
ALTER TABLE connection ADD COLUMN key_id TEXT NOT NULL DEFAULT '';
