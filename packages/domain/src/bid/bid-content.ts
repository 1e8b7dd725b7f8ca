import { z } from "zod";
import { COMPARATORS } from "../entry/entry-content.ts";
import { money } from "../kernel/money.ts";

// What a bid says. Before the opening it exists only inside the envelope.

const long = (max: number) => z.string().trim().max(max, "bid.too_long");
const needed = (max: number) => long(max).min(1, "bid.part_missing");

/** One target of the demand, answered: in the order and words of the board. */
export const targetAnswer = z.object({
  name: needed(200),
  comparator: z.enum(COMPARATORS),
  asked: long(100),
  unit: long(40),
  /** What the bidder commits to. */
  committed: needed(100),
  isMet: z.enum(["met", "exceeded", "partly", "not_met"]),
  how: long(2000).default(""),
});

export const teamMember = z.object({
  name: needed(60),
  unit: long(200).default(""),
  title: long(60).default(""),
  task: long(500).default(""),
});

export const planStep = z.object({
  title: needed(200),
  /** Months after the agreement. */
  fromMonth: z.number().int().min(0).max(120),
  toMonth: z.number().int().min(0).max(120),
  deliverable: long(1000).default(""),
});

/** A file of the bid: kept outside as ciphertext named by its hash; name, type and key stand only in here. */
export const sealedFileRef = z.object({
  fileName: needed(200),
  mediaType: z.string().max(120),
  size: z
    .number()
    .int()
    .min(1)
    .max(20 * 1024 * 1024, "bid.file_too_large"),
  /** SHA-256 (hex) of the plaintext. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** SHA-256 (hex) of the ciphertext: the name under which it was uploaded. */
  cipherSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Key of this file, base64url, 32 bytes. */
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type SealedFileRef = z.infer<typeof sealedFileRef>;

export const bidContent = z.object({
  title: needed(200),
  /** How the problem is solved. */
  approach: needed(20_000),
  targets: z.array(targetAnswer).max(50).default([]),
  team: z.array(teamMember).max(50).default([]),
  teamSummary: long(4000).default(""),
  plan: z.array(planStep).max(40).default([]),
  durationMonths: z.number().int().min(1).max(120),
  /** 元: what the poster pays, and what the bidder brings. */
  price: money.nullable().default(null),
  ownFunding: money.nullable().default(null),
  moneyNote: long(4000).default(""),
  /** Who owns what comes out, and what existing rights are used. */
  ip: needed(4000),
  /** Numbers of offers of the catalogue on which the bid stands. */
  offersCited: z
    .array(z.string().regex(/^CG-\d{4}-\d{5,}$/, "bid.offer_number_shape"))
    .max(20)
    .default([]),
  partners: z
    .array(z.object({ organisationId: z.string(), name: needed(200), task: needed(1000) }))
    .max(20)
    .default([]),
  contact: z.object({ name: needed(60), phone: needed(40), email: long(120).default("") }),
  /** The bidder declares no serious breach of trust within the months that the round asks for. */
  creditDeclaration: z.boolean().default(false),
  attachments: z.array(sealedFileRef).max(20).default([]),
});
export type BidContent = z.infer<typeof bidContent>;
export type BidContentInput = z.input<typeof bidContent>;

/** What is hashed to the commitment and put into the envelope: bound to round, item and bid, and salted. */
export const sealedContent = z.object({
  format: z.literal("jiebang.bid/1"),
  procedureId: z.string(),
  itemId: z.string(),
  bidId: z.string(),
  /** 32 random bytes, base64url: nobody can guess the content from its commitment. */
  salt: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  content: bidContent,
});
export type SealedContent = z.infer<typeof sealedContent>;

/** What is formally missing in a readable bid. */
export function missingParts(content: BidContent, asked: { targets: number; creditDeclaration: boolean }): string[] {
  const missing: string[] = [];
  if (content.targets.length < asked.targets) missing.push("targets");
  if (content.team.length === 0 && !content.teamSummary) missing.push("team");
  if (content.plan.length === 0) missing.push("plan");
  if (asked.creditDeclaration && !content.creditDeclaration) missing.push("creditDeclaration");
  return missing;
}
