-- The unfiltered list of one catalogue is read from its order, page by page.
CREATE INDEX search_document_list ON search_document (is_offer, published_at DESC NULLS LAST, entry_id DESC);
