import {
  type CreateLeadInput,
  createLeadInput,
  DomainError,
  isMemberOf,
  type LeadView,
  mayEnterLeadFor,
  newId,
  notFound,
  requireUser,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { isUniqueViolation } from "../kernel/unique-violation.ts";
import { membersOf, notify } from "../notification/notify.ts";
import { dueDate, officersOf, refinersOf, tellPages } from "./lead.access.ts";
import { loadLead } from "./lead.queries.ts";

/** One sentence is a lead: by the firm, or by an officer or coordinator on a visit. A phone that sends twice makes one. */
export async function createLead(ctx: Ctx, raw: CreateLeadInput): Promise<LeadView> {
  const actor = requireUser(ctx.actor);
  const { organisationId, clientKey, ...said } = createLeadInput.parse(raw);
  const seen = async () =>
    clientKey
      ? ctx.db.prisma.lead.findUnique({ where: { createdById_clientKey: { createdById: actor.userId, clientKey } } })
      : null;
  const before = await seen();
  if (before) return loadLead(ctx.db.prisma, actor, before.id);
  try {
    return await ctx.transaction(async (tx) => {
      const organisation = await tx.organisation.findUnique({ where: { id: organisationId } });
      const officerIds = await officersOf(tx, organisationId);
      if (
        !organisation ||
        !mayEnterLeadFor(actor, { organisationId, jurisdictionId: organisation.jurisdictionId, officerIds })
      )
        throw notFound();
      if (organisation.state !== "active") throw new DomainError("conflict", "entry.organisation_not_active");
      const isOwn = isMemberOf(actor, organisationId);
      const now = await appNow(tx);
      const leadId = newId("led");
      const money = said.moneyKind === "range" ? said : { moneyMin: null, moneyMax: null };
      const lead = await tx.lead.create({
        data: {
          ...said,
          moneyKind: said.moneyKind === "range" && !said.moneyMin && !said.moneyMax ? null : said.moneyKind,
          moneyMin: money.moneyMin,
          moneyMax: money.moneyMax,
          id: leadId,
          organisationId,
          jurisdictionId: organisation.jurisdictionId,
          state: "new",
          dueAt: await dueDate(tx, "coordinator", organisationId, now),
          createdById: actor.userId,
          onBehalfById: isOwn ? null : actor.userId,
          clientKey: clientKey ?? null,
          createdAt: now,
          updatedAt: now,
        },
      });
      await recordAudit(tx, actor, "lead.create", {
        subjectKind: "lead",
        subjectId: leadId,
        values: { organisationId, isOnBehalf: !isOwn },
      });
      const refiners = await refinersOf(tx, lead);
      await notify(tx, {
        userIds: (isOwn ? refiners : await membersOf(tx, organisationId)).filter((id) => id !== actor.userId),
        kind: isOwn ? "notify.lead_new" : "notify.lead_on_behalf",
        params: { organisation: organisation.name, sentence: said.sentence.slice(0, 60), name: actor.name },
        link: `/app/leads/${leadId}`,
        dedupeKey: `lead.new:${leadId}`,
      });
      await tellPages(tx, lead);
      return loadLead(tx, actor, leadId);
    });
  } catch (error) {
    const other = isUniqueViolation(error) ? await seen() : null;
    if (other) return loadLead(ctx.db.prisma, actor, other.id);
    throw error;
  }
}
