import {
  type AgreementRef,
  type AgreementView,
  coveredJurisdictions,
  hasRole,
  listAgreementsInput,
  organisationsOf,
  type Page,
} from "@jiebang/domain";
import type { z } from "zod";
import type { Ctx } from "../kernel/ctx.ts";
import { agreementInclude, loadAgreementView, toAgreementViews } from "./agreement-in-round.ts";

/** Agreements that the actor is party to, or coordinates. */
export async function listAgreements(ctx: Ctx, raw: z.input<typeof listAgreementsInput>): Promise<Page<AgreementView>> {
  const { limit, offset } = listAgreementsInput.parse(raw);
  const own = organisationsOf(ctx.actor);
  const where = {
    OR: [
      { item: { organisationId: { in: own } } },
      { bid: { organisationId: { in: own } } },
      { item: { procedure: { jurisdictionId: { in: coveredJurisdictions(ctx.actor) } } } },
      ...(hasRole(ctx.actor, "auditor") ? [{}] : []),
    ],
  };
  const [rows, total] = await Promise.all([
    ctx.db.prisma.agreement.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
      include: agreementInclude,
    }),
    ctx.db.prisma.agreement.count({ where }),
  ]);
  return { items: await toAgreementViews(ctx.db.prisma, ctx.actor, rows), total };
}

export const getAgreement = (ctx: Ctx, { agreementId }: AgreementRef): Promise<AgreementView> =>
  loadAgreementView(ctx.db.prisma, ctx.actor, agreementId);
