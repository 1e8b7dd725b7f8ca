import { z } from "zod";
import { fieldDifference } from "../entry/entry.schema.ts";
import { demandContent } from "../entry/entry-content.ts";
import { finding } from "../entry/entry-linter.ts";
import { instant } from "../kernel/instants.ts";
import { leadVersionRef, leadView } from "../lead/lead.schema.ts";

/** One word in the thread of a lead. */
export const leadMessage = z.object({
  messageId: z.string(),
  kind: z.enum(["question", "answer", "note", "correction"]),
  text: z.string(),
  byName: z.string().nullable(),
  isFirm: z.boolean(),
  at: instant,
});
export type LeadMessage = z.infer<typeof leadMessage>;

// A version of the refined text. The one being written is `draft`; what was laid before the firm is never changed again.
export const PROPOSAL_STATES = ["draft", "proposed", "confirmed", "corrected", "superseded"] as const;
export const proposalState = z.enum(PROPOSAL_STATES);
export const proposalView = z.object({
  proposalId: z.string(),
  no: z.number().int(),
  state: proposalState,
  lockVersion: z.number().int(),
  content: demandContent,
  authorName: z.string().nullable(),
  /** Written by the firm itself. */
  isFirm: z.boolean(),
  note: z.string().nullable(),
  /** Against the version before; the first one against the sentence of the firm. */
  difference: z.array(fieldDifference),
  savedAt: instant,
  proposedAt: instant.nullable(),
  decidedAt: instant.nullable(),
});
export type ProposalView = z.infer<typeof proposalView>;

export const refinementView = z.object({
  lead: leadView,
  messages: z.array(leadMessage),
  /** Oldest first. The firm sees no drafts of others. */
  proposals: z.array(proposalView),
  /** What the linter says about the newest version, as it will be asked at hand-in. */
  findings: z.array(finding),
  /** To begin with: the firm's words, money and own facts as a demand. */
  suggested: demandContent,
});
export type RefinementView = z.infer<typeof refinementView>;

export const sayInLeadInput = leadVersionRef.extend({
  text: z.string().trim().min(1, "lead.text_missing").max(2000, "common.text_long"),
});
export type SayInLeadInput = z.input<typeof sayInLeadInput>;

export const saveProposalInput = z.object({
  leadId: z.string().max(60),
  /** 0 begins the draft. */
  lockVersion: z.number().int().min(0),
  content: demandContent,
});
export type SaveProposalInput = z.input<typeof saveProposalInput>;

export const proposeTextInput = leadVersionRef.extend({
  lockVersion: z.number().int(),
  note: z.string().trim().max(500, "common.text_long").optional(),
});
export type ProposeTextInput = z.input<typeof proposeTextInput>;

export const confirmTextInput = leadVersionRef.extend({ proposalId: z.string().max(60) });
export type ConfirmTextInput = z.input<typeof confirmTextInput>;

/** In one's own words, and where one likes with the text itself changed. */
export const correctTextInput = confirmTextInput.extend({
  text: z.string().trim().min(1, "lead.text_missing").max(2000, "common.text_long"),
  content: demandContent.optional(),
});
export type CorrectTextInput = z.input<typeof correctTextInput>;

export const convertedLead = z.object({ leadId: z.string(), entryId: z.string(), lockVersion: z.number().int() });
export type ConvertedLead = z.infer<typeof convertedLead>;
