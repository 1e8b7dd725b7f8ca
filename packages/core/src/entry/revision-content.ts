import type { Prisma, rows } from "@jiebang/db";
import type { EntryContent, EntryKind } from "@jiebang/domain";
import { completeContent } from "./public-source.ts";

/** The columns of `revision` that hold a content. */
export function columnsOf(content: EntryContent) {
  const { kind: _kind, detail, layers, validUntil, ...columns } = content;
  return {
    ...columns,
    validUntil: validUntil ? new Date(`${validUntil}T00:00:00Z`) : null,
    layers: layers as Prisma.InputJsonObject,
    detail: detail as unknown as Prisma.InputJsonObject,
  } satisfies Partial<Prisma.RevisionUncheckedCreateInput>;
}

export function contentOf(kind: EntryKind | (string & {}), row: rows.RevisionModel): EntryContent {
  return completeContent({
    kind,
    title: row.title,
    titleEn: row.titleEn,
    summary: row.summary,
    summaryEn: row.summaryEn,
    body: row.body,
    bodyEn: row.bodyEn,
    keywords: row.keywords,
    keywordsEn: row.keywordsEn,
    industryCode: row.industryCode,
    chainCode: row.chainCode,
    disciplineCode: row.disciplineCode,
    ipcCodes: row.ipcCodes,
    areaCode: row.areaCode,
    cooperationModes: row.cooperationModes,
    moneyKind: row.moneyKind,
    moneyMin: row.moneyMin?.toFixed(2) ?? null,
    moneyMax: row.moneyMax?.toFixed(2) ?? null,
    validUntil: row.validUntil?.toISOString().slice(0, 10) ?? null,
    contactName: row.contactName,
    contactPhone: row.contactPhone,
    contactEmail: row.contactEmail,
    isPosterHidden: row.isPosterHidden,
    layers: row.layers,
    detail: row.detail,
    // The columns were written from a parsed content.
  } as unknown as EntryContent);
}
