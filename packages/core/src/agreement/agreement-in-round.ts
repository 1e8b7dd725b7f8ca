import type { Tx } from "@jiebang/db";
import {
  type Actor,
  type AgreementView,
  agreementFields,
  coordinatesRound,
  hasRole,
  isMemberOf,
  missingAgreementFields,
  money,
  notFound,
} from "@jiebang/domain";
import { partiesByIds } from "../bid/to-bid-view.ts";

const include = { item: { include: { procedure: true } }, bid: true } as const;
export type AgreementRow = NonNullable<Awaited<ReturnType<typeof fetchAgreement>>>;
const fetchAgreement = (tx: Tx, id: string) => tx.agreement.findUnique({ where: { id }, include });
export const agreementInclude = include;

export const isParty = (actor: Actor, row: AgreementRow): boolean =>
  Boolean(
    (row.item && isMemberOf(actor, row.item.organisationId)) || (row.bid && isMemberOf(actor, row.bid.organisationId)),
  );
export const runsAgreement = (actor: Actor, row: AgreementRow): boolean =>
  Boolean(row.item && coordinatesRound(actor, row.item.procedure));

/** For its parties, coordinators and auditors; what the parties agreed is nobody else's. */
export async function findAgreement(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<AgreementRow & { item: NonNullable<AgreementRow["item"]>; bid: NonNullable<AgreementRow["bid"]> }> {
  const row = await fetchAgreement(tx, id);
  if (!row?.item || !row.bid) throw notFound();
  if (!isParty(actor, row) && !runsAgreement(actor, row) && !hasRole(actor, "auditor")) throw notFound();
  return { ...row, item: row.item, bid: row.bid };
}

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? null;

export async function toAgreementViews(tx: Tx, actor: Actor, rows: AgreementRow[]): Promise<AgreementView[]> {
  const nameOf = await partiesByIds(
    tx,
    rows.flatMap((r) => [r.item?.organisationId ?? "", r.bid?.organisationId ?? ""]),
  );
  return rows.map((row) => {
    const core = {
      contractKind: row.contractKind as AgreementView["contractKind"],
      title: row.title,
      fields: agreementFields.parse(row.fields),
      amount: row.amount === null ? null : money.parse(row.amount.toFixed(2)),
      technologyAmount: row.technologyAmount === null ? null : money.parse(row.technologyAmount.toFixed(2)),
      signedOn: day(row.signedOn),
    };
    const isDraft = row.state === "draft" && row.item?.state === "confirmed";
    const missing = missingAgreementFields(core);
    const allowedActions: AgreementView["allowedActions"] = [];
    if (isDraft && (isParty(actor, row) || runsAgreement(actor, row))) allowedActions.push("save");
    if (isDraft && runsAgreement(actor, row))
      allowedActions.push(...(missing.length === 0 ? (["record"] as const) : []), "abandon");
    return {
      id: row.id,
      number: row.number,
      roundId: row.procedureId,
      roundNumber: row.item?.procedure.number ?? null,
      itemId: row.itemId,
      itemNumber: row.item?.number ?? null,
      itemTitle: (row.item?.snapshot as { title?: string } | null)?.title ?? row.title,
      bidId: row.bidId,
      poster: nameOf(row.item?.organisationId ?? ""),
      bidder: nameOf(row.bid?.organisationId ?? ""),
      state: row.state as AgreementView["state"],
      ...core,
      endsOn: day(row.endsOn),
      registrationNo: row.registrationNo,
      recordedAt: row.recordedAt?.toISOString() ?? null,
      abandonText: row.abandonText,
      missing,
      allowedActions,
      version: row.version,
    };
  });
}

export async function loadAgreementView(tx: Tx, actor: Actor, id: string): Promise<AgreementView> {
  const [view] = await toAgreementViews(tx, actor, [await findAgreement(tx, actor, id)]);
  return view!;
}
