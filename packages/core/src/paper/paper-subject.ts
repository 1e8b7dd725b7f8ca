import { Prisma, type Tx } from "@jiebang/db";
import {
  bidContent, coversJurisdiction, DomainError, type EntryContent, type EntryListFilter, type FormData, isMemberOf, MAX_PAPER_ROWS,
  type NoticeContent, notFound, type PaperKind, type printInput, seesOwnEntry, type UserActor,
} from "@jiebang/domain"; // biome-ignore format: one block of names
import { formatMoneyRange, type Locale, translate } from "@jiebang/i18n";
import type { z } from "zod";
import { loadOpenedBids } from "../bid/load-opened-bids.ts";
import { codeNamesOf } from "../entry/code-names.ts";
import { type RevisionRow, standingOf } from "../entry/entry.access.ts";
import { loadRound } from "../round/load-round.ts";
import { fetchCase } from "../vetting/vetting.access.ts";
import { entryBasisOf } from "./paper-basis.ts";
import { bidData, entryData, jurisdictionLine, noticeData } from "./paper-data.ts";

type Wish = z.output<typeof printInput>;

/** What is printed, as values, and what its hash stands for. */
export interface PaperSubject {
  kind: PaperKind;
  subjectId: string;
  revisionId: string | null;
  organisationId: string | null;
  jurisdictionId: string | null;
  title: string;
  basis: unknown;
  data: FormData;
  rows: number;
}

/** Fetches what the actor may print; what he may not see does not exist. */
export function loadSubject(tx: Tx, actor: UserActor, wish: Wish): Promise<PaperSubject> {
  switch (wish.kind) {
    case "entry":
      return entrySubject(tx, actor, wish.entryId, wish.revisionId, wish.lang);
    case "bid":
      return bidSubject(tx, actor, wish.bidId, wish.lang);
    case "notice":
      return noticeSubject(tx, wish.number, wish.lang);
    default:
      return listSubject(tx, actor, wish);
  }
}

/** Whose forms may print it: kind and jurisdiction of what the actor may print. */
export async function locateSubject(
  tx: Tx,
  actor: UserActor,
  wish: Wish,
): Promise<{ kind: PaperKind; jurisdictionId: string | null }> {
  switch (wish.kind) {
    case "entry": {
      const { entry } = await fetchPrintableRevision(tx, actor, wish.entryId, wish.revisionId);
      return { kind: entry.kind as EntryContent["kind"], jurisdictionId: entry.jurisdictionId };
    }
    case "bid":
      return { kind: "bid", jurisdictionId: (await fetchPrintableBid(tx, actor, wish.bidId)).round.jurisdictionId };
    case "notice":
      return { kind: "notice", jurisdictionId: (await fetchNotice(tx, wish.number)).procedure.jurisdictionId };
    default:
      if (!coversJurisdiction(actor, wish.jurisdictionId)) throw notFound();
      return { kind: wish.kind, jurisdictionId: wish.jurisdictionId };
  }
}

/** Its own people read every revision of an entry, the desk those that reached it. */
export async function fetchPrintableRevision(
  tx: Tx,
  actor: UserActor,
  entryId: string,
  revisionId?: string,
): Promise<{ revision: RevisionRow; entry: Awaited<ReturnType<typeof fetchCase>>["entry"] }> {
  const entry = await tx.entry.findUnique({ where: { id: entryId } });
  if (!entry?.currentRevisionId) throw notFound();
  const current = await tx.revision.findUnique({ where: { id: entry.currentRevisionId } });
  if (current && seesOwnEntry(actor, standingOf(entry, current))) {
    const revision = revisionId ? await tx.revision.findFirst({ where: { id: revisionId, entryId } }) : current;
    if (!revision) throw notFound();
    return { entry, revision };
  }
  const found = await fetchCase(tx, actor, revisionId ?? entry.currentRevisionId);
  if (found.entry.id !== entryId) throw notFound();
  return found;
}

async function entrySubject(
  tx: Tx,
  actor: UserActor,
  entryId: string,
  revisionId: string | undefined,
  lang: Locale,
): Promise<PaperSubject> {
  const { entry, revision } = await fetchPrintableRevision(tx, actor, entryId, revisionId);
  const basis = await entryBasisOf(tx, revision.id);
  if (!basis) throw notFound();
  const [jurisdiction] = await jurisdictionLine(tx, entry.jurisdictionId);
  const codes = await codeNamesOf(tx, [basis.content]);
  const facts = {
    number: entry.number,
    organisationName: basis.organisation.name,
    creditCode: basis.organisation.creditCode,
    jurisdictionName: jurisdiction?.name ?? null,
  };
  const data = entryData(lang, basis.content, facts, codes);
  return {
    kind: basis.content.kind,
    subjectId: entry.id,
    revisionId: revision.id,
    organisationId: entry.organisationId,
    jurisdictionId: entry.jurisdictionId,
    title: basis.content.title,
    basis,
    data,
    rows: 1,
  };
}

/** After the opening only: by its parties, and by those who may read opened bids. Before it the server cannot read it. */
async function fetchPrintableBid(tx: Tx, actor: UserActor, bidId: string) {
  const bid = await tx.bid.findUnique({
    where: { id: bidId },
    include: { item: true, partners: true, envelopes: { where: { supersededAt: null } } },
  });
  if (!bid) throw notFound();
  const round = await loadRound(tx, bid.procedureId);
  const isParty =
    isMemberOf(actor, bid.organisationId) ||
    bid.partners.some((p) => p.state === "signed" && isMemberOf(actor, p.organisationId));
  const [opened] = isParty ? [] : await loadOpenedBids(tx, actor, round, { id: bidId });
  if (!isParty && !opened) throw notFound();
  if (!bid.openedAt || !bid.content) throw new DomainError("conflict", "paper.bid_not_opened");
  return { bid, round, content: { ...bidContent.parse(bid.content), attachments: [] } };
}

async function bidSubject(tx: Tx, actor: UserActor, bidId: string, lang: Locale): Promise<PaperSubject> {
  const { bid, round, content } = await fetchPrintableBid(tx, actor, bidId);
  const lead = await tx.organisation.findUniqueOrThrow({ where: { id: bid.organisationId } });
  const commitment = bid.envelopes[0]?.commitment ?? "";
  const itemTitle = (bid.item.snapshot as { title?: string } | null)?.title ?? "";
  const facts = {
    roundNumber: round.number ?? "",
    itemNumber: bid.item.number,
    itemTitle,
    creditCode: lead.creditCode,
  };
  return {
    kind: "bid",
    subjectId: bid.id,
    revisionId: null,
    organisationId: bid.organisationId,
    jurisdictionId: round.jurisdictionId,
    title: content.title,
    basis: { bid: bid.id, commitment, content },
    data: bidData(lang, { commitment, lead, content }, facts),
    rows: 1,
  };
}

async function fetchNotice(tx: Tx, number: string) {
  const notice = await tx.notice.findUnique({ where: { number } });
  const procedure = notice && (await tx.procedure.findUnique({ where: { id: notice.procedureId } }));
  if (!notice || !procedure?.number) throw notFound();
  return { notice, procedure: { ...procedure, number: procedure.number } };
}

async function noticeSubject(tx: Tx, number: string, lang: Locale): Promise<PaperSubject> {
  const { notice, procedure } = await fetchNotice(tx, number);
  const content = notice.content as unknown as NoticeContent; // written by publishNotice from a parsed content
  const closesOn = notice.closesOn?.toISOString().slice(0, 10) ?? null;
  const { title, titleEn } = notice;
  const publishedAt = notice.publishedAt.toISOString();
  return {
    kind: "notice",
    subjectId: notice.id,
    revisionId: null,
    organisationId: null,
    jurisdictionId: procedure.jurisdictionId,
    title: lang === "en" && titleEn ? titleEn : title,
    basis: { number, title, closesOn, content },
    data: noticeData(lang, { number, title, titleEn, roundNumber: procedure.number, publishedAt, closesOn, content }),
    rows: 1,
  };
}

interface ListRow {
  id: string;
  number: string | null;
  kind: string;
  title: string;
  title_en: string | null;
  organisation_name: string;
  area_code: string | null;
  chain_code: string | null;
  cooperation_modes: string[];
  money_kind: "range" | "negotiable" | null;
  money_min: string | null;
  money_max: string | null;
  state: string;
}

/** 汇总表 of a desk, and 推荐函 for what a county recommended. */
async function listSubject(
  tx: Tx,
  actor: UserActor,
  wish: Extract<Wish, { jurisdictionId: string }>,
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
    organisationName: r.organisation_name,
    area: named("area", r.area_code),
    chain: named("chain", r.chain_code),
    modes: r.cooperation_modes.map((mode) => translate(lang, `word.mode.${mode}`)).join(lang === "zh" ? "、" : ", "),
    money: r.money_kind ? formatMoneyRange(lang, { kind: r.money_kind, min: r.money_min, max: r.money_max }) : "",
    state: translate(lang, `web.revision_state.${r.state}`),
  }));
  const title =
    wish.kind === "entry_list"
      ? wish.title || translate(lang, "paper.form.list_title", { jurisdiction: jurisdiction.name })
      : translate(lang, "paper.form.letter_title");
  const data: FormData = {
    title,
    jurisdictionName: jurisdiction.name,
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
    SELECT e.id, e.number, e.kind, r.title, r.title_en, o.name AS organisation_name, r.area_code, r.chain_code,
      coalesce(r.cooperation_modes, '{}') AS cooperation_modes, r.money_kind, r.money_min::text, r.money_max::text, r.state
    FROM entry e JOIN revision r ON r.id = e.current_revision_id JOIN organisation o ON o.id = e.organisation_id
    WHERE ${Prisma.join(where, " AND ")} ORDER BY e.kind DESC, e.number NULLS LAST, e.id LIMIT ${MAX_PAPER_ROWS + 1}`;
}
