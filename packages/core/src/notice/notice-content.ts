import type { Tx } from "@jiebang/db";
import { type NoticeContent, type PublicEntry, publicEntry } from "@jiebang/domain";
import { toBasisView } from "../basis/basis.queries.ts";
import { type RoundRow, stageOf } from "../round/load-round.ts";

type NoticeItem = NoticeContent["items"][number];
interface ItemRow {
  id: string;
  number: number | null;
  hash: string | null;
  snapshot: unknown;
  bidsCloseAt: Date | null;
}

/** An item in the words of its frozen public layer: a hidden poster has no name here either. */
export function noticeItemOf(item: ItemRow, more: Partial<NoticeItem> & Pick<NoticeItem, "outcome">): NoticeItem {
  const snapshot: PublicEntry = publicEntry.parse(item.snapshot);
  return {
    itemId: item.id,
    number: item.number ?? 0,
    title: snapshot.title,
    titleEn: snapshot.titleEn,
    entryNumber: snapshot.number,
    posterName: snapshot.poster.name,
    posterNameEn: snapshot.poster.nameEn,
    hash: item.hash,
    selected: [],
    reason: null,
    text: null,
    bidsCloseAt: item.bidsCloseAt?.toISOString() ?? null,
    ...more,
  };
}

/** What every notice prints: basis, hosts, and where to turn to. */
export async function noticeContentOf(tx: Tx, round: RoundRow, more: Partial<NoticeContent>): Promise<NoticeContent> {
  const cited = await tx.procedureBasis.findMany({ where: { procedureId: round.id }, orderBy: { basisId: "asc" } });
  const bases = await tx.basis.findMany({ where: { id: { in: cited.map((c) => c.basisId) } } });
  const bid = stageOf(round, "bid");
  return {
    items: [],
    bases: cited.flatMap((c) => {
      const basis = bases.find((b) => b.id === c.basisId);
      if (!basis) return [];
      const { documentNo, title, issuer, validFrom, validTo, url } = toBasisView(basis, "");
      return [{ documentNo, title, issuer, validFrom, validTo, url, overrideReason: c.overrideReason }];
    }),
    hosts: round.hosts as string[],
    boardHash: round.boardHash,
    bidOpensAt: bid?.opensAt?.toISOString() ?? null,
    bidClosesAt: bid?.closesAt?.toISOString() ?? null,
    formerClosesAt: null,
    reason: null,
    text: null,
    releaseVersion: null,
    releaseHash: null,
    changelog: null,
    office: {
      acceptingOffice: round.acceptingOffice,
      phone: round.phone,
      address: round.address,
      supervisorPhone: round.supervisorPhone,
    },
    ...more,
  };
}
