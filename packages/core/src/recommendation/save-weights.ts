import type { Tx } from "@jiebang/db";
import {
  DomainError,
  notFound,
  type PartWeights,
  type RevertWeightsInput,
  revertWeightsInput,
  type SaveWeightsInput,
  saveWeightsInput,
  type UserActor,
  type WeightsPage,
} from "@jiebang/domain";
import { requireAdmin } from "../account/account.queries.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { startRebuild } from "./rebuild.ts";
import { currentWeights, weightsOf } from "./weights.queries.ts";
import { loadWeightsPage } from "./weights-page.ts";

/** A new version; what stands is put together anew with it, and shown as it was until then. */
export async function saveWeights(ctx: Ctx, raw: SaveWeightsInput): Promise<WeightsPage> {
  const actor = requireAdmin(ctx.actor);
  const input = saveWeightsInput.parse(raw);
  return ctx.transaction(async (tx) => {
    await writeVersion(tx, actor, { ...input, revertsTo: null });
    return loadWeightsPage(tx);
  });
}

/** Going back is a version of its own: nothing is ever taken out of the history. */
export async function revertWeights(ctx: Ctx, raw: RevertWeightsInput): Promise<WeightsPage> {
  const actor = requireAdmin(ctx.actor);
  const input = revertWeightsInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const weights = await weightsOf(tx, input.version);
    if (!weights) throw notFound();
    await writeVersion(tx, actor, {
      weights,
      reason: input.reason,
      basedOn: input.basedOn,
      revertsTo: input.version,
    });
    return loadWeightsPage(tx);
  });
}

async function writeVersion(
  tx: Tx,
  actor: UserActor,
  next: { weights: PartWeights; reason: string; basedOn: number; revertsTo: number | null },
): Promise<void> {
  const current = await currentWeights(tx);
  if (current.version !== next.basedOn)
    throw new DomainError("conflict", "recommendation.weights_stale", { version: current.version });
  const isSame = Object.entries(next.weights).every(
    ([part, weight]) => current.weights[part as keyof PartWeights] === weight,
  );
  if (isSame) throw new DomainError("conflict", "recommendation.weights_same");
  const version = current.version + 1;
  // Of two who save at once the number is taken by one.
  const written = await tx.$executeRaw`
    INSERT INTO recommendation_weights (version, weights, reason, reverts_to, created_by_id)
    VALUES (${version}, ${JSON.stringify(next.weights)}::jsonb, ${next.reason}, ${next.revertsTo}, ${actor.userId})
    ON CONFLICT (version) DO NOTHING`;
  if (written === 0) throw new DomainError("conflict", "recommendation.weights_stale", { version });
  await startRebuild(tx, "weights", version);
  await recordAudit(tx, actor, "recommendation.save_weights", {
    subjectKind: "recommendation_weights",
    subjectId: String(version),
    changed: ["weights"],
    values: { from: current.weights, to: next.weights, revertsTo: next.revertsTo, reason: next.reason },
  });
}
