import { z } from "zod";
import { citedBasis } from "../basis/basis.schema.ts";
import { day, instant } from "../kernel/instants.ts";
import { ledgerHead } from "../procedure/procedure.schema.ts";

export const NOTICE_KINDS = ["announcement", "extension", "result", "failure", "cancellation"] as const;
export const noticeKind = z.enum(NOTICE_KINDS);
export type NoticeKind = z.infer<typeof noticeKind>;

/** An item as a notice prints it. Losing bidders are never named, a hidden poster stays hidden. */
export const noticeItem = z.object({
  itemId: z.string(),
  number: z.number().int(),
  title: z.string(),
  titleEn: z.string().nullable(),
  entryNumber: z.string(),
  posterName: z.string().nullable(),
  posterNameEn: z.string().nullable(),
  hash: z.string().nullable(),
  outcome: z.enum(["posted", "extended", "selected", "failed", "cancelled"]),
  selected: z.array(z.object({ name: z.string(), nameEn: z.string().nullable(), partners: z.array(z.string()) })),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  bidsCloseAt: instant.nullable(),
});

/** What is frozen with a notice. */
export const noticeContent = z.object({
  items: z.array(noticeItem),
  bases: z.array(citedBasis.omit({ isExpired: true, id: true, note: true })),
  hosts: z.array(z.string()),
  boardHash: z.string().nullable(),
  bidOpensAt: instant.nullable(),
  bidClosesAt: instant.nullable(),
  /** Of an extension: the closing before. */
  formerClosesAt: instant.nullable(),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  releaseVersion: z.number().int().nullable(),
  releaseHash: z.string().nullable(),
  changelog: z.string().nullable(),
  office: z.object({
    acceptingOffice: z.string().nullable(),
    phone: z.string().nullable(),
    address: z.string().nullable(),
    supervisorPhone: z.string().nullable(),
  }),
});
export type NoticeContent = z.infer<typeof noticeContent>;

export const publicNotice = z.object({
  id: z.string(),
  number: z.string(),
  kind: noticeKind,
  title: z.string(),
  titleEn: z.string().nullable(),
  roundNumber: z.string(),
  roundTitle: z.string(),
  roundTitleEn: z.string().nullable(),
  content: noticeContent,
  opensOn: day.nullable(),
  /** Last day on which an objection is taken. */
  closesOn: day.nullable(),
  workingDays: z.number().int().nullable(),
  /** Objections are taken now. */
  isOpen: z.boolean(),
  ledger: ledgerHead.nullable(),
  publishedAt: instant,
});
export type PublicNotice = z.infer<typeof publicNotice>;
export const noticeView = publicNotice.extend({
  /** The reader may raise an objection to these items. */
  objectableItemIds: z.array(z.string()),
});
export type NoticeView = z.infer<typeof noticeView>;

export const publicNoticeRow = publicNotice.pick({
  id: true,
  number: true,
  kind: true,
  title: true,
  titleEn: true,
  roundNumber: true,
  roundTitle: true,
  roundTitleEn: true,
  closesOn: true,
  isOpen: true,
  publishedAt: true,
});
export type PublicNoticeRow = z.infer<typeof publicNoticeRow>;
export const noticeRef = z.object({ number: z.string() });
