import { z } from "zod";
import { instant } from "../kernel/instants.ts";
import { noticeContent, noticeKind } from "../notice/notice.schema.ts";
import { templateContent } from "../template/template.schema.ts";

// The bundle (核验包) of a round: everything an outsider needs to go through it again. One JSON document of canonical
// values; each value stands in it because an event of the chain holds its hash, or because it follows from the events.
// It holds ids, pseudonyms and commitments; the only names are those that public notices print.

/** `sha-256:` and 64 hex digits: a hash names its algorithm. */
export const namedHash = z.string().regex(/^sha-256:[0-9a-f]{64}$/);
/** `hmac-sha-256:` and 64 hex digits. */
export const pseudonym = z.string().regex(/^hmac-sha-256:[0-9a-f]{64}$/);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
/** What JSON can say, kept as it came. */
const json = z.json();

export const bundleEvent = z.strictObject({
  seq: z.int().min(1),
  at: instant,
  type: z.string().min(1).max(80),
  payload: z.record(z.string(), json),
  prevHash: namedHash,
  hash: namedHash,
});

export const bundleSignature = z.strictObject({
  seq: z.int().min(1),
  stageKey: z.string(),
  at: instant,
  keyId: z.string(),
  algorithm: z.string(),
  head: namedHash,
  signature: base64url,
});

export const bundleLedger = z.strictObject({
  format: z.literal("jiebang.ledger/1"),
  procedureId: z.string().min(1),
  roundNumber: z.string().nullable(),
  events: z.array(bundleEvent).min(1),
  signatures: z.array(bundleSignature),
  keys: z.array(z.strictObject({ keyId: z.string(), algorithm: z.string(), publicKey: base64url })),
});

export const bundleItem = z.strictObject({
  item: z.string(),
  number: z.int().min(1),
  /** Public layer of the entry as it was frozen; null for an item that not everybody may read: its hash stands in the chain. */
  snapshot: z.record(z.string(), json).nullable(),
});

export const bundleNotice = z.strictObject({
  number: z.string(),
  kind: noticeKind,
  closesOn: z.iso.date().nullable(),
  /** Printed on it. */
  ledger: z.strictObject({ seq: z.int().min(1), head: namedHash }),
  content: z.record(z.string(), json).refine((c) => noticeContent.safeParse(c).success, "bundle.notice_shape"),
});

/** What a sealed note of the chain said, with the salt that proves it. Given once it may be known. */
export const bundleDisclosure = z.strictObject({
  salt: base64url,
  what: z.looseObject({ kind: z.string(), id: z.string() }).catchall(json),
});

export const bundleSeal = z.strictObject({
  keyId: z.string(),
  algorithm: z.string(),
  /** Over everything else in the bundle. */
  hash: namedHash,
  signature: base64url,
});

export const roundBundle = z.strictObject({
  format: z.literal("jiebang.bundle/1"),
  ledger: bundleLedger,
  template: z.strictObject({ key: z.string(), version: z.int().min(1), content: templateContent }),
  parameters: z.record(z.string(), json),
  items: z.array(bundleItem),
  notices: z.array(bundleNotice),
  disclosures: z.array(bundleDisclosure),
  seal: bundleSeal,
});
export type RoundBundle = z.infer<typeof roundBundle>;
export type BundleNotice = z.infer<typeof bundleNotice>;
export type BundleDisclosure = z.infer<typeof bundleDisclosure>;

/** The JSON Schema (2020-12) of a bundle, as it is published. */
export const bundleJsonSchema = (): object => ({
  ...z.toJSONSchema(roundBundle, { io: "input", unrepresentable: "any" }),
  title: "Jiebang round bundle, version 1",
});
