import { newId } from "@jiebang/domain";
import pg from "pg";

export const FIRMS = 10_000;
export const ENTRIES = 100_000;

/**
 * Ten thousand firms over six counties with a hundred thousand entries, interests, visits and decisions, written by SQL
 * in seconds. Spread as in life: most firms have no entry, some have hundreds; one entry in nine is hidden.
 */
export async function addManyFirms(url: string, cityId: string, userId: string): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const counties = [1, 2, 3, 4, 5, 6].map((n) => ({ id: newId("jur"), code: `bench${n}`, name: `基准县${n}` }));
  for (const { id, code, name } of counties)
    await owner.query(
      "INSERT INTO jurisdiction (id, code, name, level, parent_id, created_at) VALUES ($1, $2, $3, 'county', $4, app_now())",
      [id, code, name, cityId],
    );
  const county = `(ARRAY[${counties.map((c) => `'${c.id}'`).join(",")}])[1 + i % 6]`;
  const org = (n: string) => `'org_bench' || lpad((${n})::text, 6, '0')`;
  const steps = [
    `INSERT INTO organisation (id, kind, name, jurisdiction_id, tier, honours, chain_codes, contact_name, contact_phone, verified_at, created_at, updated_at)
     SELECT ${org("i")}, CASE WHEN i % 50 = 0 THEN 'university' ELSE 'enterprise' END, '基准' || (ARRAY['矿业','材料','机电','化工','食品'])[1 + i % 5] || '有限公司' || i, ${county},
       (ARRAY['innovative','specialised','little_giant',NULL])[1 + i % 4], CASE WHEN i % 3 = 0 THEN ARRAY['high_tech'] ELSE '{}' END,
       ARRAY[(ARRAY['gold','copper_foil','aluminium','key_metals'])[1 + i % 4]], '联系人' || i, '1380000' || lpad((i % 10000)::text, 4, '0'), app_now(), app_now(), app_now()
     FROM generate_series(1, ${FIRMS}) i`,
    `INSERT INTO entry (id, kind, number, organisation_id, jurisdiction_id, state, published_at, expires_at, version, created_at, updated_at)
     SELECT 'ofr_bench' || i, CASE WHEN i % 2 = 0 THEN 'offer' ELSE 'demand' END, CASE WHEN i % 2 = 0 THEN 'CG-2001-9' ELSE 'XQ-2001-9' END || lpad(i::text, 6, '0'),
       ${org(`1 + (i * 7919) % (CASE WHEN i % 3 = 0 THEN 300 ELSE ${FIRMS / 2} END)`)}, NULL, CASE WHEN i % 20 < 18 THEN 'published' ELSE 'draft' END,
       CASE WHEN i % 20 < 18 THEN app_now() - make_interval(days => i % 700) END, app_now() + interval '200 days', 1, app_now() - make_interval(days => i % 700 + 9), app_now() - make_interval(days => i % 700)
     FROM generate_series(1, ${ENTRIES}) i`,
    "UPDATE entry e SET jurisdiction_id = o.jurisdiction_id FROM organisation o WHERE o.id = e.organisation_id AND e.id LIKE 'ofr\\_bench%'",
    `INSERT INTO revision (id, entry_id, no, state, title, summary, keywords, ipc_codes, cooperation_modes, keywords_en, chain_code, is_poster_hidden, submitted_at, created_at, updated_at)
     SELECT 'rev_bench' || i, 'ofr_bench' || i, 1, CASE WHEN i % 20 < 18 THEN 'published' WHEN i % 20 = 18 THEN 'submitted' ELSE 'recommended' END, '基准条目' || i, '摘要', '{}', '{}', '{}', '{}',
       (ARRAY['gold','copper_foil','aluminium','key_metals'])[1 + i % 4], i % 9 = 0, app_now() - make_interval(days => i % 700 + 5), app_now(), app_now()
     FROM generate_series(1, ${ENTRIES}) i`,
    `UPDATE entry SET current_revision_id = 'rev_' || substr(id, 5), published_revision_id = CASE WHEN state = 'published' THEN 'rev_' || substr(id, 5) END WHERE id LIKE 'ofr\\_bench%'`,
    `INSERT INTO interest (id, entry_id, organisation_id, user_id, cooperation, unclear, about, state, due_at, answered_at, created_at, updated_at)
     SELECT 'int_bench' || i, 'ofr_bench' || (1 + (i * 31) % ${ENTRIES}), ${org(`1 + i % ${FIRMS}`)}, $1, 'x', '', 'y', CASE WHEN i % 5 = 0 THEN 'open' WHEN i % 5 < 3 THEN 'accepted' ELSE 'declined' END,
       app_now() - make_interval(days => i % 600 - 10), CASE WHEN i % 5 <> 0 THEN app_now() - make_interval(days => i % 600 - 6 + i % 9) END, app_now() - make_interval(days => i % 600 + 5), app_now()
     FROM generate_series(1, 40000) i`,
    `INSERT INTO visit (id, client_id, organisation_id, visited_on, note, next_step, next_on, created_by_id)
     SELECT 'vis_bench' || i, 'bench' || i, ${org(`1 + (i * 13) % ${FIRMS}`)}, (app_now() - make_interval(days => i % 900))::date, '走访', CASE WHEN i % 40 = 0 THEN '再访' ELSE '' END,
       CASE WHEN i % 40 = 0 THEN (app_now() - make_interval(days => i % 900 - 15))::date END, $1 FROM generate_series(1, 20000) i`,
    `INSERT INTO membership (id, user_id, organisation_id, role, created_at)
     SELECT 'mem_bench' || i, $1, ${org("i * 3")}, 'admin', app_now() FROM generate_series(1, 3000) i`,
  ];
  for (const sql of steps) await owner.query(sql, sql.includes("$1") ? [userId] : []);
  await owner.query("VACUUM ANALYZE");
  await owner.end();
}
