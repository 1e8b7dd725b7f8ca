import type { Tx } from "@jiebang/db";

/** A step that somebody has to take in a round, whoever asks. */
export interface RoundStep {
  kind: string;
  role: "poster" | "bidder" | "partner" | "coordinator";
  procedureId: string;
  roundNumber: string | null;
  roundTitle: string;
  jurisdictionId: string;
  subjectId: string;
  itemId: string | null;
  itemNumber: number | null;
  organisationId: string | null;
  organisationName: string | null;
  dueAt: Date | null;
  link: string;
  /** Not to be told to those objected to, nor anybody outside. */
  isConfidential: boolean;
}

export interface StepFilter {
  procedureId?: string;
  /** Steps of coordinators and of parties in these jurisdictions; steps that would name a bidder before the opening are never among them. */
  jurisdictionIds?: string[];
  /** Steps of these organisations themselves. */
  organisationIds?: string[];
  limit: number;
}

// One statement: each part says who is asked for what. `known` = coordinators may know whom the step concerns.
const SQL = `/* prepared */
WITH live AS (
  SELECT p.id, p.number, p.title, p.jurisdiction_id, p.state, p.parameters, s.key AS stage, s.allows, s.closes_at,
    (SELECT b.closes_at FROM stage b WHERE b.procedure_id = p.id AND b.key = 'bid') AS bid_closes,
    (SELECT b.opens_at FROM stage b WHERE b.procedure_id = p.id AND b.key = 'bid') AS bid_opens
  FROM procedure p JOIN stage s ON s.id = p.stage_id
  WHERE p.kind = 'round' AND p.state IN ('draft', 'running') AND ($1::text IS NULL OR p.id = $1)
), steps AS (
  SELECT 'announce' AS kind, 'coordinator' AS role, l.id AS pid, l.id AS subject, NULL::text AS item, NULL::int AS no, NULL::text AS org, l.bid_opens AS due, true AS known, false AS quiet, '/app/rounds/' || l.id AS link
    FROM live l WHERE l.state = 'draft' AND 'round.announce' = ANY(l.allows)
  UNION ALL SELECT 'consent', 'poster', l.id, i.id, i.id, i.number, i.organisation_id, NULL, true, false, '/app/rounds/' || l.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id WHERE i.state = 'proposed' AND i.consented_at IS NULL
  UNION ALL SELECT 'judge', 'coordinator', l.id, i.id, i.id, i.number, NULL, NULL, true, false, '/app/rounds/' || l.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id WHERE i.state = 'proposed' AND i.consented_at IS NOT NULL
  UNION ALL SELECT 'seal', 'bidder', l.id, b.id, b.item_id, i.number, b.organisation_id, coalesce(i.bids_close_at, l.bid_closes), false, false, '/app/bids/' || b.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN bid b ON b.item_id = i.id
    WHERE b.state = 'draft' AND i.state = 'bidding' AND coalesce(i.bids_close_at, l.bid_closes) > app_now()
  UNION ALL SELECT 'sign', 'partner', l.id, bp.id, b.item_id, i.number, bp.organisation_id, coalesce(i.bids_close_at, l.bid_closes), false, false, '/app/bids/' || b.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN bid b ON b.item_id = i.id JOIN bid_partner bp ON bp.bid_id = b.id
    WHERE bp.state = 'invited' AND b.state IN ('draft', 'sealed') AND i.state = 'bidding' AND coalesce(i.bids_close_at, l.bid_closes) > app_now()
  UNION ALL SELECT 'open', 'coordinator', l.id, l.id, NULL, NULL, NULL, greatest(l.bid_closes, (SELECT max(i.bids_close_at) FROM board_item i WHERE i.procedure_id = l.id)), true, false, '/app/rounds/' || l.id
    FROM live l WHERE l.stage = 'open'
  UNION ALL SELECT 'check', 'coordinator', l.id, b.id, b.item_id, i.number, NULL, NULL, true, false, '/app/rounds/' || l.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN bid b ON b.item_id = i.id
    LEFT JOIN LATERAL (SELECT c.result, c.corrected_at, c.due_at FROM formal_check c WHERE c.bid_id = b.id ORDER BY c.checked_at DESC, c.id DESC LIMIT 1) c ON true
    WHERE l.stage = 'check' AND i.state = 'opened' AND b.state IN ('opened', 'defective')
      AND (c.result IS NULL OR (c.result = 'correct' AND (c.corrected_at IS NOT NULL OR c.due_at <= app_now())))
  UNION ALL SELECT 'finish_check', 'coordinator', l.id, l.id, NULL, NULL, NULL, NULL, true, false, '/app/rounds/' || l.id
    FROM live l WHERE l.stage = 'check' AND NOT EXISTS (SELECT 1 FROM board_item i JOIN bid b ON b.item_id = i.id WHERE i.procedure_id = l.id AND i.state = 'opened' AND b.state = 'opened')
  UNION ALL SELECT 'end_stage', 'coordinator', l.id, l.id, NULL, NULL, NULL, NULL, true, false, '/app/rounds/' || l.id
    FROM live l WHERE 'round.endStage' = ANY(l.allows)
  UNION ALL SELECT 'correct', 'bidder', l.id, c.id, b.item_id, i.number, b.organisation_id, c.due_at, true, false, '/app/bids/' || b.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN bid b ON b.item_id = i.id JOIN formal_check c ON c.bid_id = b.id
    WHERE l.stage = 'check' AND i.state = 'opened' AND b.state IN ('opened', 'defective') AND c.result = 'correct' AND c.corrected_at IS NULL AND c.due_at > app_now()
      AND NOT EXISTS (SELECT 1 FROM formal_check n WHERE n.bid_id = b.id AND n.checked_at > c.checked_at)
  UNION ALL SELECT 'hand_in', 'bidder', l.id, b.id, b.item_id, i.number, b.organisation_id, NULL, true, false, '/app/bids/' || b.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN bid b ON b.item_id = i.id
    WHERE l.stage = 'check' AND i.state = 'opened' AND b.state = 'defective' AND b.content IS NULL AND NOT EXISTS (SELECT 1 FROM formal_check f WHERE f.bid_id = b.id AND f.result = 'fail')
  UNION ALL SELECT 'decide', 'poster', l.id, i.id, i.id, i.number, i.organisation_id, CASE WHEN l.stage = 'decide' THEN l.closes_at END, true, false, '/app/rounds/' || l.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id WHERE i.state = 'opened' AND 'item.decide' = ANY(l.allows)
  UNION ALL SELECT 'release', 'coordinator', l.id, l.id, NULL, NULL, NULL, NULL, true, false, '/app/rounds/' || l.id
    FROM live l WHERE 'round.release' = ANY(l.allows) AND EXISTS (SELECT 1 FROM board_item i WHERE i.procedure_id = l.id AND i.state = 'decided')
      AND (l.stage <> 'decide' OR NOT EXISTS (SELECT 1 FROM board_item i WHERE i.procedure_id = l.id AND i.state = 'opened'))
  UNION ALL SELECT 'answer', 'coordinator', l.id, o.id, o.item_id, i.number, NULL, o.due_at, true, true, '/app/objections/' || o.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN objection o ON o.item_id = i.id WHERE o.state = 'open'
  UNION ALL SELECT 'confirm', 'coordinator', l.id, i.id, i.id, i.number, NULL, NULL, true, true, '/app/rounds/' || l.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id WHERE i.state = 'released' AND 'item.confirm' = ANY(l.allows)
      AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.item_id = i.id AND o.state = 'open')
      AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.procedure_id = l.id AND n.kind = 'result' AND n.content @> jsonb_build_object('items', jsonb_build_array(jsonb_build_object('itemId', i.id)))
        AND n.closes_on >= (app_now() AT TIME ZONE 'Asia/Shanghai')::date)
  UNION ALL SELECT 'agree', CASE WHEN x.org = i.organisation_id THEN 'poster' ELSE 'bidder' END, l.id, a.id, i.id, i.number, x.org,
      a.created_at + make_interval(days => (l.parameters->>'contractDays')::int), true, false, '/app/agreements/' || a.id
    FROM live l JOIN board_item i ON i.procedure_id = l.id JOIN agreement a ON a.item_id = i.id JOIN bid b ON b.id = a.bid_id
    CROSS JOIN LATERAL (VALUES (i.organisation_id), (b.organisation_id)) AS x(org) WHERE a.state = 'draft'
)
SELECT t.kind, t.role, t.pid AS "procedureId", l.number AS "roundNumber", l.title AS "roundTitle", l.jurisdiction_id AS "jurisdictionId", t.subject AS "subjectId",
  t.item AS "itemId", t.no AS "itemNumber", t.org AS "organisationId", o.name AS "organisationName", t.due AS "dueAt", t.link, t.quiet AS "isConfidential"
FROM steps t JOIN live l ON l.id = t.pid LEFT JOIN organisation o ON o.id = t.org
WHERE (t.known AND l.jurisdiction_id = ANY($2::text[])) OR t.org = ANY($3::text[])
ORDER BY t.due NULLS LAST, l.number NULLS LAST, t.no NULLS FIRST, t.kind, t.subject LIMIT $4`;

/** Steps that wait, the most pressing first, in one query. */
export async function listRoundSteps(tx: Tx, filter: StepFilter): Promise<RoundStep[]> {
  return tx.$queryRawUnsafe<RoundStep[]>(
    SQL,
    filter.procedureId ?? null,
    filter.jurisdictionIds ?? [],
    filter.organisationIds ?? [],
    filter.limit,
  );
}
