import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  type DemandContent,
  demandContent,
  differencesOf,
  isMemberOf,
  type LeadRef,
  leadRef,
  lintEntry,
  type ProposalView,
  type RefinementView,
  requireUser,
  suggestDemand,
} from "@jiebang/domain";
import { lintContextOf } from "../entry/lint-context.ts";
import type { Ctx } from "../kernel/ctx.ts";
import type { LeadRow } from "../lead/lead.access.ts";
import { fetchLead } from "../lead/lead.access.ts";
import { loadLead } from "../lead/lead.queries.ts";

/** The lead, what was said in between, and every version of the text with its difference to the one before. */
export async function getRefinement(ctx: Ctx, input: LeadRef): Promise<RefinementView> {
  const actor = requireUser(ctx.actor);
  return loadRefinement(ctx.db.prisma, actor, leadRef.parse(input).leadId);
}

export async function loadRefinement(tx: Tx, actor: Actor, leadId: string): Promise<RefinementView> {
  const { lead } = await fetchLead(tx, actor, leadId);
  const isFirm = isMemberOf(actor, lead.organisationId);
  const messages = await tx.$queryRaw<
    { id: string; kind: string; text: string; name: string | null; is_firm: boolean; at: Date }[]
  >`SELECT m.id, m.kind, m.text, u.name, m.is_firm, m.at FROM lead_message m LEFT JOIN users u ON u.id = m.by_id
    WHERE m.lead_id = ${leadId} ORDER BY m.at, m.id`;
  const proposals = await tx.leadProposal.findMany({
    // What an officer is still writing is not laid before the firm yet.
    where: { leadId, ...(isFirm ? { state: { not: "draft" } } : {}) },
    orderBy: { no: "asc" },
  });
  const people = await tx.user.findMany({
    where: { id: { in: [...new Set(proposals.map((p) => p.authorId))] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map((p) => [p.id, p.name]));
  const first = await suggestionFor(tx, lead);
  const last = proposals.at(-1);
  const newest = last ? contentOfProposal(last) : first;
  return {
    lead: await loadLead(tx, actor, leadId),
    messages: messages.map((m) => ({
      messageId: m.id,
      kind: m.kind as RefinementView["messages"][number]["kind"],
      text: m.text,
      byName: m.name,
      isFirm: m.is_firm,
      at: m.at.toISOString(),
    })),
    proposals: proposals.map((p, i) => toView(p, i > 0 ? contentOfProposal(proposals[i - 1]!) : first, names)),
    suggested: first,
    findings: lintEntry(newest, await lintContextOf(tx, lead.organisationId, newest)),
  };
}

export const contentOfProposal = (row: { content: unknown }): DemandContent => demandContent.parse(row.content);

/** What the firm said as a demand to begin with; its own facts are filled in, nothing is made up. */
export async function suggestionFor(tx: Tx, lead: LeadRow): Promise<DemandContent> {
  const firm = await tx.organisation.findUniqueOrThrow({ where: { id: lead.organisationId } });
  return suggestDemand(
    {
      ...lead,
      moneyKind: lead.moneyKind as "range" | null,
      moneyMin: lead.moneyMin?.toFixed(2) ?? null,
      moneyMax: lead.moneyMax?.toFixed(2) ?? null,
    },
    { ...firm, chainCode: firm.chainCodes[0] ?? null },
  );
}

function toView(row: rows.LeadProposalModel, before: DemandContent, names: Map<string, string>): ProposalView {
  const content = contentOfProposal(row);
  return {
    proposalId: row.id,
    no: row.no,
    state: row.state as ProposalView["state"],
    lockVersion: row.lockVersion,
    content,
    authorName: names.get(row.authorId) ?? null,
    isFirm: row.isFirm,
    note: row.note,
    difference: differencesOf(before, content),
    savedAt: row.savedAt.toISOString(),
    proposedAt: row.proposedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
