import {
  coveredJurisdictions,
  hasRole,
  listObjectionsInput,
  type ObjectionRef,
  type ObjectionView,
  organisationsOf,
  type Page,
  requireUser,
} from "@jiebang/domain";
import type { z } from "zod";
import type { Ctx } from "../kernel/ctx.ts";
import { findObjection, toObjectionView } from "./objection-in-round.ts";

const include = {
  notice: true,
  item: { include: { procedure: true, bids: { include: { partners: true, decisions: true } } } },
} as const;

/** Own objections, and for coordinators those of their rounds; never one against an organisation of the actor's. */
export async function listObjections(ctx: Ctx, raw: z.input<typeof listObjectionsInput>): Promise<Page<ObjectionView>> {
  const { roundId, limit, offset } = listObjectionsInput.parse(raw);
  const user = requireUser(ctx.actor);
  const own = organisationsOf(user);
  const seesAll = hasRole(user, "auditor");
  const where = {
    AND: [
      {
        OR: [
          { userId: user.userId },
          { organisationId: { in: own } },
          { item: { procedure: { jurisdictionId: { in: coveredJurisdictions(user) } } } },
          ...(seesAll ? [{}] : []),
        ],
      },
      { item: { organisationId: { notIn: own }, ...(roundId ? { procedureId: roundId } : {}) } },
      {
        NOT: {
          item: {
            bids: {
              some: {
                organisationId: { in: own },
                decisions: { some: { outcome: "selected", releaseId: { not: null } } },
              },
            },
          },
        },
      },
      {
        NOT: {
          item: {
            bids: {
              some: {
                partners: { some: { organisationId: { in: own }, state: "signed" } },
                decisions: { some: { outcome: "selected", releaseId: { not: null } } },
              },
            },
          },
        },
      },
    ],
  };
  const [rows, total] = await Promise.all([
    ctx.db.prisma.objection.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: limit,
      skip: offset,
      include,
    }),
    ctx.db.prisma.objection.count({ where }),
  ]);
  return { items: rows.map((row) => toObjectionView(user, row)), total };
}

export async function getObjection(ctx: Ctx, { objectionId }: ObjectionRef): Promise<ObjectionView> {
  return toObjectionView(ctx.actor, await findObjection(ctx.db.prisma, ctx.actor, objectionId));
}
