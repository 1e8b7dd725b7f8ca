import type pg from "pg";

/** Drops everything that the migrations made, so that they can run anew. Extensions and their objects stay. */
export async function emptySchema(owner: pg.Client): Promise<void> {
  await owner.query(`
    DO $$
    DECLARE r record;
    BEGIN
      FOR r IN SELECT c.oid::regclass AS name FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      LOOP EXECUTE format('DROP TABLE IF EXISTS %s CASCADE', r.name); END LOOP;
      FOR r IN SELECT p.oid::regprocedure AS name FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      LOOP EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', r.name); END LOOP;
    END $$;
    DROP SCHEMA IF EXISTS graphile_worker CASCADE`);
}

/** True when the schema holds tables that are not ours: a database that somebody else uses. */
export async function hasForeignTables(owner: pg.Client): Promise<boolean> {
  const { rows } = await owner.query(`
    SELECT to_regclass('public._prisma_migrations') IS NULL AND EXISTS (
      SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS foreign_tables`);
  return rows[0].foreign_tables;
}
