-- The vetting queue is found and counted from indexes alone.
DROP INDEX revision_waiting;
CREATE INDEX revision_waiting ON revision (submitted_at, id) INCLUDE (entry_id, state)
  WHERE state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back');
CREATE INDEX entry_place ON entry (id) INCLUDE (jurisdiction_id, kind);
