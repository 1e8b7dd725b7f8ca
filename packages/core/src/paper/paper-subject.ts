import type { Tx } from "@jiebang/db";
import {
  bidContent, coversJurisdiction, DomainError, type EntryContent, type FormData, isMemberOf, type NoticeContent, notFound, type PaperKind,
  type printInput, seesOwnEntry, type UserActor,
} from "@jiebang/domain"; // biome-ignore format: one block of names
import type { Locale } from "@jiebang/i18n";
import type { z } from "zod";
import { loadOpenedBids } from "../bid/load-opened-bids.ts";
import { codeNamesOf } from "../entry/code-names.ts";
import { type RevisionRow, standingOf } from "../entry/entry.access.ts";
import { loadRound } from "../round/load-round.ts";
import { fetchCase } from "../vetting/vetting.access.ts";
import { entryBasisOf } from "./paper-basis.ts";
import { bidData, entryData, jurisdictionLine, noticeData, recommenderOf } from "./paper-data.ts";
import { listSubject } from "./paper-list.ts";

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
  const named = await englishName(tx, entry.organisationId, lang);
  const facts = {
    number: entry.number,
    organisationName: named.nameEn ?? basis.organisation.name,
    creditCode: basis.organisation.creditCode,
    jurisdictionName: jurisdiction ? recommenderOf(lang, jurisdiction) : null,
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

/** Printed for readers of English; what the hash stands for keeps the name of the register. */
async function englishName(tx: Tx, id: string, lang: Locale): Promise<{ nameEn: string | null }> {
  if (lang === "zh") return { nameEn: null };
  return tx.organisation.findUniqueOrThrow({ where: { id }, select: { nameEn: true } });
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
  const { nameEn } = await englishName(tx, lead.id, lang);
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
    data: bidData(lang, { commitment, lead: { ...lead, name: nameEn ?? lead.name }, content }, facts),
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
