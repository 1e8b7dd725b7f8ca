import {
  type CheckInput,
  checkInput,
  requireUser,
  type SendBackInput,
  sendBackInput,
  type VettingOutcome,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { notify } from "../notification/notify.ts";
import { moveInChain, tellNextInChain } from "./move-in-chain.ts";
import { requireSecrecyCheck } from "./secrecy-check.ts";
import { fetchCaseFor } from "./vetting.access.ts";
import { changeRun } from "./vetting-run.ts";

/** 审核: a second person agrees with what was proposed; it then waits for the signature. */
export async function checkProposal(ctx: Ctx, raw: CheckInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const { secrecy, ...input } = checkInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, "check");
    await requireSecrecyCheck(tx, actor, found, "check", secrecy);
    const { now, ...outcome } = await moveInChain(tx, actor, found, { ...input, action: "check", step: "check" });
    await changeRun(tx, found, { checkedById: actor.userId, checkedAt: now });
    await tellNextInChain(tx, found, outcome.state, [actor.userId, found.standing.chain.preparedById]);
    return outcome;
  });
}

/** Checker or signatory disagrees: it lies with the preparer again, with the reason. The author learns nothing of it. */
export async function sendBackProposal(ctx: Ctx, raw: SendBackInput): Promise<VettingOutcome> {
  const actor = requireUser(ctx.actor);
  const input = sendBackInput.parse(raw);
  return ctx.transaction(async (tx) => {
    const found = await fetchCaseFor(tx, actor, input.revisionId, "send_back");
    const step =
      found.standing.state === "checked" || !found.standing.chain.rule.steps.includes("check") ? "sign" : "check";
    const { now: _now, ...outcome } = await moveInChain(tx, actor, found, { ...input, action: "send_back", step });
    await changeRun(tx, found, { checkedById: null, checkedAt: null });
    if (found.run?.preparedById)
      await notify(tx, {
        userIds: [found.run.preparedById],
        kind: "notify.vetting_sent_back",
        params: { number: found.entry.number ?? "", title: found.revision.title },
        link: `/app/vetting/${found.revision.id}`,
        dedupeKey: `vetting.sent_back:${found.revision.id}:${input.lockVersion}`,
      });
    return outcome;
  });
}
