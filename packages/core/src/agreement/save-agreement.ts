import {
  type AgreementView,
  compareMoney,
  DomainError,
  dayOf,
  nextAgreementState,
  type SaveAgreementInput,
  saveAgreementInput,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireStage } from "../procedure/lock-stage.ts";
import { inRound } from "../round/in-round.ts";
import { findAgreement, isParty, loadAgreementView, runsAgreement } from "./agreement-in-round.ts";

const date = (text: string | null) => (text ? new Date(`${text}T00:00:00Z`) : null);

/** Either party, or the coordinator who helps them, writes the draft; of two at once the second sees what the first wrote. */
export async function saveAgreement(ctx: Ctx, raw: SaveAgreementInput): Promise<AgreementView> {
  const { agreementId, version, signedOn, endsOn, ...input } = saveAgreementInput.parse(raw);
  const seen = await findAgreement(ctx.db.prisma, ctx.actor, agreementId);
  return inRound(ctx, seen.item.procedureId, async (tx) => {
    const agreement = await findAgreement(tx, ctx.actor, agreementId);
    if (!isParty(ctx.actor, agreement) && !runsAgreement(ctx.actor, agreement))
      throw new DomainError("forbidden", "common.forbidden");
    const stage = await requireStage(tx, agreement.item.procedureId, "agreement.save");
    nextAgreementState(agreement.state as "draft", "save");
    if (input.amount && input.technologyAmount && compareMoney(input.technologyAmount, input.amount) > 0)
      throw new DomainError("invalid", "agreement.technology_amount", {
        fields: { technologyAmount: "agreement.technology_amount" },
      });
    if (signedOn && signedOn > dayOf(stage.now))
      throw new DomainError("invalid", "agreement.signed_future", { fields: { signedOn: "agreement.signed_future" } });
    if (signedOn && endsOn && endsOn < signedOn)
      throw new DomainError("invalid", "agreement.ends_before", { fields: { endsOn: "agreement.ends_before" } });
    const saved = await tx.agreement.updateMany({
      where: { id: agreementId, version, state: "draft" },
      data: {
        ...input,
        signedOn: date(signedOn),
        endsOn: date(endsOn),
        version: { increment: 1 },
        updatedAt: stage.now,
      },
    });
    if (saved.count !== 1) throw new DomainError("conflict", "common.stale");
    await recordAudit(tx, ctx.actor, "agreement.save", {
      subjectKind: "agreement",
      subjectId: agreementId,
      changed: Object.keys(input),
    });
    return loadAgreementView(tx, ctx.actor, agreementId);
  });
}
