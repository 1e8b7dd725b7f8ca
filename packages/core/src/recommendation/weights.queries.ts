import type { Tx } from "@jiebang/db";
import type { PartWeights } from "@jiebang/domain";
import { AFFINITY_WEIGHTS } from "@jiebang/matching";

/** Version 0: what the software ships with; only the ratios count. */
export const SHIPPED_WEIGHTS: Readonly<PartWeights> = AFFINITY_WEIGHTS;

export interface WeightsVersion {
  version: number;
  weights: PartWeights;
}

export async function currentWeights(tx: Tx): Promise<WeightsVersion> {
  const [row] = await tx.$queryRaw<WeightsVersion[]>`
    SELECT version, weights FROM recommendation_weights ORDER BY version DESC LIMIT 1`;
  return row ?? { version: 0, weights: { ...SHIPPED_WEIGHTS } };
}

export async function weightsOf(tx: Tx, version: number): Promise<PartWeights | null> {
  if (version === 0) return { ...SHIPPED_WEIGHTS };
  const [row] = await tx.$queryRaw<{ weights: PartWeights }[]>`
    SELECT weights FROM recommendation_weights WHERE version = ${version}`;
  return row?.weights ?? null;
}
