-- Lists of the catalogue: newest first, all kinds or one.
CREATE INDEX entry_public_newest ON entry (published_at DESC, id DESC) WHERE state IN ('published', 'matched') AND number IS NOT NULL;
CREATE INDEX entry_public_kind_newest ON entry (kind, published_at DESC, id DESC) WHERE state IN ('published', 'matched') AND number IS NOT NULL;
-- The expiry job looks at what stands, by its end.
CREATE INDEX entry_expiring ON entry (expires_at) WHERE state = 'published';
CREATE INDEX entry_updated ON entry (organisation_id, updated_at DESC);
CREATE INDEX entry_on_behalf ON entry (on_behalf_by_id) WHERE on_behalf_by_id IS NOT NULL;
-- What waits at the vetting desk: a small part of all revisions.
CREATE INDEX revision_waiting ON revision (submitted_at, id) WHERE state IN ('submitted', 'recommended', 'held');
CREATE INDEX interest_open_due ON interest (due_at) WHERE state = 'open';
