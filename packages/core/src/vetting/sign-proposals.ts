import { Prisma } from "@jiebang/db";
import {
  DomainError,
  type Proposal,
  type RubricScores,
  requireUser,
  type SignInput,
  type SignResult,
  signInput,
  type UserActor,
} from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { applyDecision, requireRubric } from "./apply-decision.ts";
import { requireSecrecyCheck } from "./secrecy-check.ts";
import { fetchCase, fetchCaseFor } from "./vetting.access.ts";
import { changeRun } from "./vetting-run.ts";

type Item = SignInput["items"][number];

/** 签发: only now what was proposed happens. Many are signed in one go; each happens whole or is refused by itself, in words. */
export async function signProposals(ctx: Ctx, raw: SignInput): Promise<SignResult> {
  const actor = requireUser(ctx.actor);
  const input = signInput.parse(raw);
  const results: SignResult = [];
  for (const item of input.items) results.push(await signOne(ctx, actor, item, input));
  return results;
}

async function signOne(
  ctx: Ctx,
  actor: UserActor,
  item: Item,
  { note, secrecy }: { note: string; secrecy?: { statement: string } },
): Promise<SignResult[number]> {
  // What may not be seen does not exist: that ends the whole request, as an unknown id does.
  const { entry, revision } = await fetchCase(ctx.db.prisma, actor, item.revisionId);
  const told = { revisionId: revision.id, number: entry.number, title: revision.title };
  try {
    const state = await ctx.transaction(async (tx) => {
      const found = await fetchCaseFor(tx, actor, item.revisionId, "sign");
      const { run } = found;
      if (!run?.proposal || !run.rubric) throw new DomainError("conflict", "common.stale");
      // Written from a parsed input; asked again, because only this makes it happen.
      const proposed = {
        action: run.proposal as Proposal,
        rubric: run.rubric as unknown as RubricScores,
        reasons: run.reasons,
      };
      const total = requireRubric(proposed);
      await requireSecrecyCheck(tx, actor, found, "sign", secrecy);
      await changeRun(tx, found, { signedById: actor.userId, signedAt: await appNow(tx) });
      const words = [run.note, note].filter(Boolean).join("\n");
      const outcome = await applyDecision(tx, actor, found, {
        ...proposed,
        step: "sign",
        total,
        note: words,
        lockVersion: item.lockVersion,
      });
      return outcome.state;
    });
    return { ...told, state, reason: null, details: {} };
  } catch (error) {
    if (error instanceof DomainError) return { ...told, state: null, reason: error.reason, details: error.details };
    // The database's own guard against one person in two steps, or two at once.
    if (error instanceof Prisma.PrismaClientKnownRequestError)
      return { ...told, state: null, reason: "common.stale", details: {} };
    throw error;
  }
}
