-- The instant up to which what stands written is complete: a transaction that began to write before now may still commit
-- rows with an instant of the past. Who harvests from this instant on misses nothing. Runs as owner, because a role
-- sees the running transactions of its own sessions only.
CREATE FUNCTION records_complete_until() RETURNS timestamptz LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_catalog AS $$
  SELECT least(app_now(), (SELECT min(a.xact_start) FROM pg_stat_activity a
    WHERE a.datname = current_database() AND a.backend_xid IS NOT NULL AND a.pid <> pg_backend_pid()) + (app_now() - clock_timestamp()))
$$;
