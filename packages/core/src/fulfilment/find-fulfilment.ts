import type { rows, Tx } from "@jiebang/db";
import {
  type Actor,
  type AgreementSide,
  DomainError,
  type FulfilmentState,
  isMemberOf,
  notFound,
} from "@jiebang/domain";
import { findAgreement, runsAgreement } from "../agreement/agreement-in-round.ts";
import { membersOf, notify } from "../notification/notify.ts";

type Agreement = Awaited<ReturnType<typeof findAgreement>>;
export interface Standing {
  agreement: Agreement;
  /** Null for coordinators and auditors. Who belongs to both parties acts for the poster. */
  side: AgreementSide | null;
  isCoordinator: boolean;
}

/** Where the actor stands towards an agreement; unseen agreements are not found. */
export async function standingAt(tx: Tx, actor: Actor, agreementId: string): Promise<Standing> {
  const agreement = await findAgreement(tx, actor, agreementId);
  const isCoordinator = runsAgreement(actor, agreement);
  if (isMemberOf(actor, agreement.item.organisationId)) return { agreement, side: "poster", isCoordinator };
  if (isMemberOf(actor, agreement.bid.organisationId)) return { agreement, side: "bidder", isCoordinator };
  return { agreement, side: null, isCoordinator };
}

export interface HeldFulfilment extends Standing {
  row: rows.FulfilmentModel & { state: FulfilmentState };
}

/** The fulfilment of a recorded agreement, held until the transaction ends: of two at once the second sees what the first did. */
export async function holdFulfilment(tx: Tx, actor: Actor, agreementId: string): Promise<HeldFulfilment> {
  const standing = await standingAt(tx, actor, agreementId);
  if (standing.agreement.state !== "recorded") throw new DomainError("conflict", "fulfilment.not_recorded");
  await tx.$executeRaw`INSERT INTO fulfilment (agreement_id, state) VALUES (${agreementId}, 'planning') ON CONFLICT DO NOTHING`;
  await tx.$queryRaw`SELECT agreement_id FROM fulfilment WHERE agreement_id = ${agreementId} FOR UPDATE`;
  const row = await tx.fulfilment.findUniqueOrThrow({ where: { agreementId } });
  return { ...standing, row: row as HeldFulfilment["row"] };
}

/** The same for one of its milestones. */
export async function holdMilestone(
  tx: Tx,
  actor: Actor,
  milestoneId: string,
): Promise<HeldFulfilment & { milestone: rows.MilestoneModel }> {
  const found = await tx.milestone.findUnique({ where: { id: milestoneId }, select: { agreementId: true } });
  if (!found) throw notFound();
  const held = await holdFulfilment(tx, actor, found.agreementId);
  return { ...held, milestone: await tx.milestone.findUniqueOrThrow({ where: { id: milestoneId } }) };
}

/** Only this party may; others who see the agreement are told so. */
export function requireSide({ side }: Standing, wanted: AgreementSide): void {
  if (side !== wanted) throw new DomainError("forbidden", `fulfilment.only_${wanted}`);
}

/** Tells one party, by bell and mail. `key` makes it once. */
export async function tellSide(
  tx: Tx,
  { agreement }: Standing,
  side: AgreementSide,
  kind: string,
  key: string,
  params: Record<string, string> = {},
): Promise<void> {
  const organisationId = side === "poster" ? agreement.item.organisationId : agreement.bid.organisationId;
  await notify(tx, {
    userIds: await membersOf(tx, organisationId),
    kind: `notify.fulfilment_${kind}`,
    params: { title: agreement.title, ...params },
    link: `/app/agreements/${agreement.id}`,
    dedupeKey: `fulfilment.${kind}:${key}`,
    mail: true,
  });
}

export const other = (side: AgreementSide): AgreementSide => (side === "poster" ? "bidder" : "poster");
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
export const dayText = (at: Date): string => at.toISOString().slice(0, 10);
