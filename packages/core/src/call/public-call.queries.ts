import type { Database } from "@jiebang/db";
import type { Page, Paging, PublicCall, PublicCallRow } from "@jiebang/domain";
import { loadCodeNames } from "../entry/code-names.ts";
import { FOR_EVERYBODY } from "../entry/readable-entries.ts";

// What everybody may know of calls, each as one statement. Nobody learns here who handed in what.

type Db = Pick<Database, "pool">;
const at = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const day = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;
const TODAY = `(app_now() AT TIME ZONE 'Asia/Shanghai')::date`;

// The page is right even when the clock job has not run yet: what has ended is closed.
const STATE = `CASE WHEN c.state = 'open' AND c.closes_at <= (SELECT app_now()) THEN 'closed' ELSE c.state END`;
const ROW = `'id', c.id, 'number', c.number, 'state', ${STATE}, 'title', c.title, 'titleEn', c.title_en, 'kinds', c.kinds,
  'jurisdictionName', j.name, 'jurisdictionNameEn', j.name_en, 'opensAt', ${at("c.opens_at")}, 'closesAt', ${at("c.closes_at")}, 'openedAt', ${at("c.opened_at")},
  'published', (SELECT count(*) FROM call_entry ce JOIN entry e ON e.id = ce.entry_id WHERE ce.call_id = c.id AND e.state IN ('published', 'matched') AND ${FOR_EVERYBODY})`;

/** Calls from their opening on: what takes entries first, then the newest. */
export async function listPublicCalls(db: Db, { limit, offset }: Paging): Promise<Page<PublicCallRow>> {
  const { rows } = await db.pool.query<{ call: PublicCallRow; total: number }>({
    name: "public_calls",
    text: `SELECT json_build_object(${ROW}) AS call, count(*) OVER ()::int AS total
      FROM call c JOIN jurisdiction j ON j.id = c.jurisdiction_id WHERE c.number IS NOT NULL
      ORDER BY ${STATE} = 'open' DESC, c.opened_at DESC, c.id DESC LIMIT $1 OFFSET $2`,
    values: [limit, offset],
  });
  return { items: rows.map((r) => r.call), total: rows[0]?.total ?? 0 };
}

/** The public page of a call; null for what was never opened. */
export async function getPublicCall(db: Db, number: string): Promise<PublicCall | null> {
  const { rows } = await db.pool.query<{ call: Omit<PublicCall, "chains"> & { chainCodes: string[] } }>({
    name: "public_call",
    text: `SELECT json_build_object(${ROW}, 'text', c.text, 'textEn', c.text_en, 'hosts', c.hosts, 'coHosts', c.co_hosts,
        'organisationKinds', c.organisation_kinds, 'chainCodes', c.chain_codes, 'forms', c.forms,
        'jurisdictions', (SELECT coalesce(json_agg(json_build_object('id', k.id, 'name', k.name, 'nameEn', k.name_en) ORDER BY k.code), '[]')
          FROM jurisdiction k WHERE k.id = ANY(c.jurisdiction_ids)),
        'contactName', c.contact_name, 'contactPhone', c.contact_phone, 'contactEmail', c.contact_email, 'address', c.address,
        'bases', (SELECT coalesce(json_agg(json_build_object('id', b.id, 'documentNo', b.document_no, 'title', b.title, 'issuer', b.issuer,
            'validFrom', ${day("b.valid_from")}, 'validTo', ${day("b.valid_to")}, 'url', b.url, 'note', b.note,
            'isExpired', ${TODAY} < b.valid_from OR ${TODAY} > coalesce(b.valid_to, 'infinity'), 'overrideReason', cb.override_reason) ORDER BY b.document_no), '[]')
          FROM call_basis cb JOIN basis b ON b.id = cb.basis_id WHERE cb.call_id = c.id),
        'extensions', (SELECT coalesce(json_agg(json_build_object('formerClosesAt', ${at("x.former_closes_at")}, 'closesAt', ${at("x.closes_at")},
            'reason', x.reason, 'extendedAt', ${at("x.extended_at")}) ORDER BY x.extended_at), '[]') FROM call_extension x WHERE x.call_id = c.id),
        'closedAt', ${at("c.closed_at")}, 'withdrawnAt', ${at("c.withdrawn_at")}, 'withdrawReason', c.withdraw_reason,
        'editions', (SELECT coalesce(json_agg(json_build_object('slug', e.slug, 'title', e.title, 'titleEn', e.title_en, 'no', e.no) ORDER BY e.issued_at), '[]')
          FROM edition e WHERE e.call_id = c.id AND e.state = 'issued')) AS call
      FROM call c JOIN jurisdiction j ON j.id = c.jurisdiction_id WHERE c.number = $1`,
    values: [number],
  });
  const row = rows[0]?.call;
  if (!row) return null;
  const names = await loadCodeNames(db);
  const { chainCodes, ...call } = row;
  return { ...call, chains: chainCodes.map((code) => ({ code, name: code, nameEn: null, ...names("chain", code) })) };
}
