import { z } from "zod";
import { deskCase } from "../desk/desk.schema.ts";
import { day, instant } from "../kernel/instants.ts";
import { pageOf, paging } from "../kernel/paging.ts";
import { organisationKind, organisationState } from "../organisation/organisation.schema.ts";
import { visitView } from "../visit/visit.schema.ts";

export const FIRM_ORDERS = ["name", "entries", "visited", "newest"] as const;
/** The list behind 一企一档: which firms, by what a coordinator asks in the morning. */
export const listFirmsInput = paging.extend({
  query: z.string().trim().max(100).optional(),
  kind: organisationKind.optional(),
  tier: z.string().max(40).optional(),
  honour: z.string().max(40).optional(),
  chain: z.string().max(40).optional(),
  jurisdictionId: z.string().max(60).optional(),
  isClaimed: z.boolean().optional(),
  /** Not visited within so many months, or never. */
  unvisitedMonths: z.number().int().min(1).max(60).optional(),
  hasNoEntry: z.boolean().optional(),
  order: z.enum(FIRM_ORDERS).default("name"),
});
export type ListFirmsInput = z.input<typeof listFirmsInput>;

export const firmRow = z.object({
  organisationId: z.string(),
  name: z.string(),
  kind: organisationKind,
  state: organisationState,
  tier: z.string().nullable(),
  honours: z.array(z.string()),
  chainCodes: z.array(z.string()),
  jurisdictionName: z.string().nullable(),
  contactName: z.string().nullable(),
  contactPhone: z.string().nullable(),
  isClaimed: z.boolean(),
  isVerified: z.boolean(),
  offers: z.number().int(),
  demands: z.number().int(),
  lastVisitedOn: day.nullable(),
});
export type FirmRow = z.infer<typeof firmRow>;
export const firmPage = pageOf(firmRow);

export const firmRef = z.object({ organisationId: z.string().max(60) });
export type FirmRef = z.input<typeof firmRef>;

export const firmEntry = z.object({
  entryId: z.string(),
  revisionId: z.string().nullable(),
  kind: z.enum(["offer", "demand"]),
  number: z.string().nullable(),
  /** Null while the text lies with its author: drafts and returned texts are not the desk's to read. */
  title: z.string().nullable(),
  state: z.string(),
  /** Of the text that is being worked on or vetted; null when only the published one stands. */
  revisionState: z.string().nullable(),
  isPosterHidden: z.boolean(),
  submittedAt: instant.nullable(),
  publishedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  interests: z.number().int(),
  /** Null where this reader has nothing to open. */
  link: z.string().nullable(),
});
export type FirmEntry = z.infer<typeof firmEntry>;

export const firmInterest = z.object({
  interestId: z.string(),
  side: z.enum(["in", "out"]),
  entryNumber: z.string().nullable(),
  /** Null where this reader may not read the entry. */
  entryTitle: z.string().nullable(),
  /** The other side; null where it is kept from this reader. */
  otherName: z.string().nullable(),
  state: z.string(),
  isOverdue: z.boolean(),
  dueAt: instant,
  createdAt: instant,
  answeredAt: instant.nullable(),
  /** Null where this reader may not open it. */
  link: z.string().nullable(),
});
export type FirmInterest = z.infer<typeof firmInterest>;

/** What a round holds of a firm. A bid before its opening is nobody's business, not even that there is one. */
export const firmRound = z.object({
  procedureId: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  role: z.enum(["poster", "bidder", "partner"]),
  itemNumber: z.number().int().nullable(),
  state: z.string(),
  /** Published bids of an item stand on its page; here only how many, once they were opened. */
  bids: z.number().int().nullable(),
  at: instant,
  link: z.string(),
});
export type FirmRound = z.infer<typeof firmRound>;

export const firmDocument = z.object({
  /** A file of an entry or a visit, a printed paper, or a stamped scan that came back. */
  kind: z.enum(["file", "paper", "scan"]),
  /** Of the attachment, or of the paper. */
  documentId: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  layer: z.string(),
  /** What it belongs to: an entry's number or title, a visit's day. */
  of: z.string(),
  createdAt: instant,
});
export type FirmDocument = z.infer<typeof firmDocument>;

export const firmEvent = z.object({
  at: instant,
  /** i18n key `web.firm.event.<what>`. */
  what: z.string(),
  text: z.string(),
  byName: z.string().nullable(),
  link: z.string().nullable(),
});
export type FirmEvent = z.infer<typeof firmEvent>;

export const firmLead = z.object({
  leadId: z.string(),
  title: z.string(),
  state: z.string(),
  createdAt: instant,
  link: z.string(),
});

export const firmFile = z.object({
  organisationId: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  kind: organisationKind,
  state: organisationState,
  creditCode: z.string().nullable(),
  tier: z.string().nullable(),
  honours: z.array(z.string()),
  chainCodes: z.array(z.string()),
  industryCode: z.string().nullable(),
  areaCode: z.string().nullable(),
  jurisdictionId: z.string().nullable(),
  jurisdictionName: z.string().nullable(),
  address: z.string().nullable(),
  website: z.string().nullable(),
  contacts: z.array(
    z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      /** `file`: from the firm list; else the role of a member. */
      role: z.enum(["file", "admin", "editor"]),
    }),
  ),
  memberCount: z.number().int(),
  isClaimed: z.boolean(),
  isVerified: z.boolean(),
  isTrusted: z.boolean(),
  answerRate: z.object({ due: z.number().int(), inTime: z.number().int(), rate: z.number().nullable() }),
  counts: z.object({
    offers: z.number().int(),
    demands: z.number().int(),
    inWork: z.number().int(),
    interestsIn: z.number().int(),
    interestsOut: z.number().int(),
    visits: z.number().int(),
    leads: z.number().int(),
  }),
  entries: z.array(firmEntry),
  interests: z.array(firmInterest),
  rounds: z.array(firmRound),
  visits: z.array(visitView),
  documents: z.array(firmDocument),
  leads: z.array(firmLead),
  timeline: z.array(firmEvent),
  nextSteps: z.array(deskCase),
  allowedActions: z.array(z.enum(["visit", "edit", "newLead", "export"])),
  at: instant,
});
export type FirmFile = z.infer<typeof firmFile>;
