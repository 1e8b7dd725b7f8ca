import { z } from "zod";
import { instant } from "../kernel/instants.ts";

export const stageState = z.enum(["pending", "active", "done", "skipped"]);

export const stageView = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  explains: z.object({ zh: z.string(), en: z.string() }),
  state: stageState,
  turn: z.enum(["clock", "hand"]),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  extensions: z.number().int(),
  enteredAt: instant.nullable(),
  leftAt: instant.nullable(),
});
export type StageView = z.infer<typeof stageView>;

/** The newest link of the chain, as printed on announcements, receipts and notices. */
export const ledgerHead = z.object({ seq: z.number().int(), head: z.string() });
export type LedgerHead = z.infer<typeof ledgerHead>;

/** Asked of somebody now: what, by when, where. `kind` is an i18n key under `step.`. */
export const nextAction = z.object({
  kind: z.string(),
  /** Who is asked: poster, bidder, partner, coordinator. */
  role: z.enum(["poster", "bidder", "partner", "coordinator"]),
  organisationId: z.string().nullable(),
  organisationName: z.string().nullable(),
  itemId: z.string().nullable(),
  dueAt: instant.nullable(),
  link: z.string(),
  /** True when the reader of the page is the one who is asked. */
  isMine: z.boolean(),
});
export type NextAction = z.infer<typeof nextAction>;

/** The chain of one procedure with its signatures, as anybody may check it (the ledger package: `verifyChain`). */
export const ledgerExport = z.object({
  format: z.literal("jiebang.ledger/1"),
  procedureId: z.string(),
  roundNumber: z.string().nullable(),
  events: z.array(
    z.object({
      seq: z.number().int(),
      at: instant,
      type: z.string(),
      payload: z.record(z.string(), z.unknown()),
      prevHash: z.string(),
      hash: z.string(),
    }),
  ),
  signatures: z.array(
    z.object({
      seq: z.number().int(),
      stageKey: z.string(),
      at: instant,
      keyId: z.string(),
      algorithm: z.string(),
      head: z.string(),
      signature: z.string(),
    }),
  ),
  keys: z.array(z.object({ keyId: z.string(), algorithm: z.string(), publicKey: z.string() })),
});
