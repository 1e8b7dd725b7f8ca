import { Prisma, type Tx } from "@jiebang/db";
import {
  coversJurisdiction, DomainError, type EntryContent, type EntryListFilter, type FormData, MAX_PAPER_ROWS, notFound, type printInput,
  type UserActor,
} from "@jiebang/domain"; // biome-ignore format: one block of names
import { formatMoneyRange, translate } from "@jiebang/i18n";
import type { z } from "zod";
import { codeNamesOf } from "../entry/code-names.ts";
import { jurisdictionLine, recommenderOf } from "./paper-data.ts";
import type { PaperSubject } from "./paper-subject.ts";

interface ListRow {
  id: string;
  number: string | null;
  kind: string;
  title: string;
  title_en: string | null;
  organisation_name: string;
  organisation_name_en: string | null;
  area_code: string | null;
  chain_code: string | null;
  cooperation_modes: string[];
  money_kind: "range" | "negotiable" | null;
  money_min: string | null;
  money_max: string | null;
  state: string;
}

/** 汇总表 of a desk, and 推荐函 for what a county recommended. */
export async function listSubject(
  tx: Tx,
  actor: UserActor,
  wish: Extract<z.output<typeof printInput>, { jurisdictionId: string }>,
): Promise<PaperSubject> {
  const { jurisdictionId, lang, filter } = wish;
  if (!coversJurisdiction(actor, jurisdictionId)) throw notFound();
  const [jurisdiction] = await jurisdictionLine(tx, jurisdictionId);
  if (!jurisdiction) throw notFound();
  const isLetter = wish.kind === "recommendation";
  const rows = await listRows(tx, actor, jurisdictionId, filter, isLetter);
  if (rows.length === 0) throw new DomainError("invalid", "paper.list_empty");
  if (rows.length > MAX_PAPER_ROWS) throw new DomainError("invalid", "paper.list_long", { max: MAX_PAPER_ROWS });
  const codes = await codeNamesOf(
    tx,
    rows.map(
      (r) =>
        ({ areaCode: r.area_code, chainCode: r.chain_code, industryCode: null, disciplineCode: null }) as EntryContent,
    ),
  );
  const named = (key: string, code: string | null) => {
    const names = code ? codes(key, code) : undefined;
    return (lang === "en" ? names?.nameEn : null) ?? names?.name ?? code ?? "";
  };
  const items = rows.map((r, i) => ({
    no: String(i + 1),
    number: r.number ?? "",
    kind: translate(lang, `paper.entry_kind.${r.kind}`),
    title: lang === "en" && r.title_en ? r.title_en : r.title,
    organisationName: (lang === "en" ? r.organisation_name_en : null) ?? r.organisation_name,
    area: named("area", r.area_code),
    chain: named("chain", r.chain_code),
    modes: r.cooperation_modes.map((mode) => translate(lang, `word.mode.${mode}`)).join(lang === "zh" ? "、" : ", "),
    money: r.money_kind ? formatMoneyRange(lang, { kind: r.money_kind, min: r.money_min, max: r.money_max }) : "",
    state: translate(lang, `web.revision_state.${r.state}`),
  }));
  const place = lang === "en" ? (jurisdiction.nameEn ?? jurisdiction.name) : jurisdiction.name;
  const title =
    wish.kind === "entry_list"
      ? wish.title || translate(lang, "paper.form.list_title", { jurisdiction: place })
      : translate(lang, "paper.form.letter_title");
  const data: FormData = {
    title,
    jurisdictionName: isLetter ? recommenderOf(lang, jurisdiction) : place,
    count: String(rows.length),
    addressee: wish.kind === "recommendation" ? wish.addressee : "",
    items,
  };
  return {
    kind: wish.kind,
    subjectId: jurisdictionId,
    revisionId: null,
    organisationId: null,
    jurisdictionId,
    title,
    basis: { kind: wish.kind, data },
    data,
    rows: rows.length,
  };
}

/** One list as the desk has it: what was handed in or stands. A letter names what this county itself recommended. */
function listRows(
  tx: Tx,
  actor: UserActor,
  jurisdictionId: string,
  filter: EntryListFilter,
  isLetter: boolean,
): Promise<ListRow[]> {
  const covered = actor.appointments.filter((a) => a.covers.includes(jurisdictionId)).flatMap((a) => a.covers);
  const where = [
    // Under this jurisdiction and within what the actor covers.
    Prisma.sql`e.jurisdiction_id = ANY(${covered}::text[])`,
    Prisma.sql`(e.jurisdiction_id = ${jurisdictionId} OR e.jurisdiction_id IN (SELECT id FROM jurisdiction WHERE parent_id = ${jurisdictionId}))`,
    isLetter
      ? Prisma.sql`EXISTS (SELECT 1 FROM vetting_decision v WHERE v.revision_id = r.id AND v.step = 'county' AND v.action = 'recommend')`
      : Prisma.sql`r.state IN ('submitted', 'recommended', 'held', 'prepared', 'checked', 'sent_back', 'published')`,
    ...(isLetter && !filter.state
      ? [Prisma.sql`r.state IN ('recommended', 'prepared', 'checked', 'sent_back', 'held', 'published')`]
      : []),
    ...(filter.kind ? [Prisma.sql`e.kind = ${filter.kind}`] : []),
    ...(filter.state ? [Prisma.sql`r.state = ${filter.state}`] : []),
    ...(filter.chainCode ? [Prisma.sql`r.chain_code = ${filter.chainCode}`] : []),
    ...(filter.organisationId ? [Prisma.sql`e.organisation_id = ${filter.organisationId}`] : []),
    ...(filter.from
      ? [Prisma.sql`r.submitted_at >= (${filter.from}::date)::timestamp AT TIME ZONE 'Asia/Shanghai'`]
      : []),
    ...(filter.until
      ? [Prisma.sql`r.submitted_at < (${filter.until}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`]
      : []),
  ];
  return tx.$queryRaw<ListRow[]>`
    SELECT e.id, e.number, e.kind, r.title, r.title_en, o.name AS organisation_name, o.name_en AS organisation_name_en, r.area_code, r.chain_code,
      coalesce(r.cooperation_modes, '{}') AS cooperation_modes, r.money_kind, r.money_min::text, r.money_max::text, r.state
    FROM entry e JOIN organisation o ON o.id = e.organisation_id JOIN revision c ON c.id = e.current_revision_id
      -- While its owner writes anew, what stands is on the list.
      JOIN revision r ON r.id = CASE WHEN c.state IN ('draft', 'returned') THEN coalesce(e.published_revision_id, c.id) ELSE c.id END
    WHERE ${Prisma.join(where, " AND ")} ORDER BY e.kind DESC, e.number NULLS LAST, e.id LIMIT ${MAX_PAPER_ROWS + 1}`;
}
