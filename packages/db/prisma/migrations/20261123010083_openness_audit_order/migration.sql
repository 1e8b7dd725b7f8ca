-- The audit is read from its end.
CREATE INDEX audit_event_order ON audit_event (at DESC, id DESC);
