import { z } from "zod";
import { partyRef } from "../board/board.schema.ts";
import { publicAttachment } from "../entry/public-entry.ts";
import { instant } from "../kernel/instants.ts";
import { bidState, formalReason, notSelectedReason, selectedReason } from "./bid.states.ts";
import { bidContent, sealedContent } from "./bid-content.ts";

const reasonText = z.string().trim().min(2, "round.reason_missing").max(2000, "round.too_long");
const hex64 = z.string().regex(/^[0-9a-f]{64}$/, "bid.hash_shape");
export const commitmentText = z.string().regex(/^sha-256:[0-9a-f]{64}$/, "bid.hash_shape");

/** What the bidder keeps: signed by the platform, it proves what stood sealed at which instant. */
export const receipt = z.object({
  format: z.literal("jiebang.receipt/1"),
  procedureId: z.string(),
  roundNumber: z.string(),
  itemId: z.string(),
  itemNumber: z.number().int(),
  bidId: z.string(),
  seq: z.number().int(),
  commitment: commitmentText,
  sealedAt: instant,
  ledger: z.object({ seq: z.number().int(), head: z.string() }),
  keyId: z.string(),
  publicKey: z.string(),
  algorithm: z.string(),
  signature: z.string(),
});
export type Receipt = z.infer<typeof receipt>;

export const partnerView = z.object({
  id: z.string(),
  organisation: partyRef,
  task: z.string(),
  state: z.enum(["invited", "signed", "declined", "removed"]),
  /** Signed for the envelope that counts now. */
  isSigned: z.boolean(),
  signedAt: instant.nullable(),
});

export const BID_ACTIONS = [
  "seal",
  "withdraw",
  "invitePartner",
  "removePartner",
  "sign",
  "decline",
  "handInPlaintext",
  "correct",
] as const;
export const bidAction = z.enum(BID_ACTIONS);

export const formalCheckView = z.object({
  id: z.string(),
  result: z.enum(["pass", "correct", "fail"]),
  reasons: z.array(z.string()),
  note: z.string().nullable(),
  dueAt: instant.nullable(),
  correction: z.object({ text: z.string(), attachments: z.array(publicAttachment) }).nullable(),
  correctedAt: instant.nullable(),
  checkedAt: instant,
});
export type FormalCheckView = z.infer<typeof formalCheckView>;

/** The bidder's and its partners' own bid. Others never get one. */
export const bidView = z.object({
  id: z.string(),
  roundId: z.string(),
  roundNumber: z.string().nullable(),
  roundTitle: z.string(),
  itemId: z.string(),
  itemNumber: z.number().int().nullable(),
  itemTitle: z.string(),
  lead: partyRef,
  /** As what the reader sees it. */
  as: z.enum(["lead", "partner"]),
  /** A released decision shows as selected / not_selected; a pending one as valid. */
  state: bidState,
  seq: z.number().int().nullable(),
  sealedAt: instant.nullable(),
  commitment: z.string().nullable(),
  sizeClass: z.number().int().nullable(),
  receipt: receipt.nullable(),
  partners: z.array(partnerView),
  files: z.array(z.object({ id: z.string(), sha256: z.string(), size: z.number().int(), isSealed: z.boolean() })),
  /** Until when it may be replaced or withdrawn. */
  closesAt: instant.nullable(),
  /** Own content: only what was opened. */
  content: bidContent.nullable(),
  defects: z.array(z.string()),
  checks: z.array(formalCheckView),
  /** Released only. */
  decision: z
    .object({ outcome: z.enum(["selected", "not_selected"]), reason: z.string(), text: z.string() })
    .nullable(),
  agreementId: z.string().nullable(),
  allowedActions: z.array(bidAction),
  version: z.number().int(),
});
export type BidView = z.infer<typeof bidView>;

/** An opened bid as poster, coordinators and auditors read it. */
export const openedBidView = z.object({
  id: z.string(),
  itemId: z.string(),
  lead: partyRef,
  state: bidState,
  sealedAt: instant,
  commitment: z.string(),
  openedAt: instant.nullable(),
  content: bidContent.nullable(),
  partners: z.array(partnerView),
  defects: z.array(z.string()),
  checks: z.array(formalCheckView),
  /** Files that the reader may open: `/api/files/bid/:bidId/:cipherSha256`. */
  files: z.array(
    z.object({ fileName: z.string(), mediaType: z.string(), size: z.number().int(), cipherSha256: z.string() }),
  ),
  /** Pending ones: the poster and coordinators only. */
  decision: z
    .object({
      outcome: z.enum(["selected", "not_selected"]),
      reason: z.string(),
      text: z.string(),
      isReleased: z.boolean(),
    })
    .nullable(),
  allowedActions: z.array(z.enum(["check"])),
});
export type OpenedBidView = z.infer<typeof openedBidView>;

export const bidRef = z.object({ bidId: z.string() });
export type BidRef = z.infer<typeof bidRef>;
export const startBidInput = z.object({ itemId: z.string(), organisationId: z.string() });
export type StartBidInput = z.infer<typeof startBidInput>;
export const invitePartnerInput = bidRef.extend({
  organisationId: z.string(),
  task: z.string().trim().min(1, "bid.part_missing").max(1000, "bid.too_long"),
});
export type InvitePartnerInput = z.infer<typeof invitePartnerInput>;
export const removePartnerInput = bidRef.extend({ organisationId: z.string() });
export type RemovePartnerInput = z.infer<typeof removePartnerInput>;
/** A partner stands behind exactly this envelope: the commitment is what is signed. */
export const signBidInput = bidRef.extend({ organisationId: z.string(), commitment: commitmentText });
export type SignBidInput = z.infer<typeof signBidInput>;
export const declinePartnershipInput = bidRef.extend({ organisationId: z.string() });
export type DeclinePartnershipInput = z.infer<typeof declinePartnershipInput>;

/** Largest envelope without files, after padding. */
export const MAX_ENVELOPE_BYTES = 1024 * 1024;
export const sealBidInput = bidRef.extend({
  algorithm: z.enum(["none", "hpke-x25519-hkdf-sha256-chacha20poly1305"]),
  /** Base64url of the envelope (see the ledger package: `sealBid`). */
  ciphertext: z
    .string()
    .min(1)
    .max(Math.ceil((MAX_ENVELOPE_BYTES * 4) / 3) + 400, "bid.envelope_too_large")
    .regex(/^[A-Za-z0-9_-]+$/, "bid.envelope_shape"),
  commitment: commitmentText,
  /** Ciphertext hashes of files that were uploaded before and belong to this envelope. */
  files: z.array(hex64).max(20).default([]),
  /** Made once per click by the browser: the same key never makes a second envelope. */
  idempotencyKey: z.string().min(16).max(100),
});
export type SealBidInput = z.input<typeof sealBidInput>;

export const handInPlaintextInput = bidRef.extend({ plaintext: sealedContent });
export type HandInPlaintextInput = z.input<typeof handInPlaintextInput>;

export const checkBidInput = bidRef.extend({
  result: z.enum(["pass", "correct", "fail"]),
  reasons: z.array(formalReason).max(9).default([]),
  note: z.string().trim().max(2000, "round.too_long").nullable().default(null),
});
export type CheckBidInput = z.input<typeof checkBidInput>;
export const correctBidInput = bidRef.extend({
  text: z.string().trim().min(1, "bid.part_missing").max(4000, "bid.too_long"),
  attachmentIds: z.array(z.string()).max(10).default([]),
});
export type CorrectBidInput = z.input<typeof correctBidInput>;

/** The poster's decision on one item: one to three selected with reasons, a coded reason for every other valid bid. */
export const decideItemInput = z.object({
  itemId: z.string(),
  selected: z.array(z.object({ bidId: z.string(), reason: selectedReason, text: reasonText })).max(3),
  others: z
    .array(
      z.object({
        bidId: z.string(),
        reason: notSelectedReason,
        text: z.string().trim().max(2000, "round.too_long").default(""),
      }),
    )
    .default([]),
  /** When nobody fits: why. Then `selected` is empty, and the item fails with the release. */
  noneReason: reasonText.nullable().default(null),
});
export type DecideItemInput = z.input<typeof decideItemInput>;

export const listMyBidsInput = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).default(0),
});
export const myBidRow = bidView.pick({
  id: true,
  roundId: true,
  roundNumber: true,
  roundTitle: true,
  itemId: true,
  itemNumber: true,
  itemTitle: true,
  lead: true,
  as: true,
  state: true,
  sealedAt: true,
  closesAt: true,
});
export type MyBidRow = z.infer<typeof myBidRow>;
export const myBidPage = z.object({ items: z.array(myBidRow), total: z.number().int() });
