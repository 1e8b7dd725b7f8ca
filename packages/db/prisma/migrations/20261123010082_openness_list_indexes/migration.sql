-- The list of organisations is ordered by how many entries stand under each name: counted from the index alone.
CREATE INDEX entry_standing_by_organisation ON entry (organisation_id, kind, published_revision_id) WHERE state = 'published' AND audience = 'public';
CREATE INDEX revision_hidden_poster ON revision (id) WHERE is_poster_hidden;
