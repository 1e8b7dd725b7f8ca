import type { Tx } from "@jiebang/db";
import { dayOf, type NoticeContent, type NoticeKind, newId } from "@jiebang/domain";
import { hashOf } from "@jiebang/ledger";
import { appNow } from "../kernel/app-now.ts";
import { nextNumber } from "../kernel/next-number.ts";
import { appendLedger, headText, readLedgerHead } from "../procedure/append-ledger.ts";
import { emitWebhookEvents } from "../webhook/emit-webhook-events.ts";

export interface NewNotice {
  procedureId: string;
  kind: NoticeKind;
  title: string;
  titleEn: string | null;
  content: NoticeContent;
  releaseId?: string;
  /** Of a result: the last day on which an objection is taken, and how many working days that is. */
  closesOn?: string;
  workingDays?: number;
}

/**
 * Publishes a numbered notice. Its hash goes into the ledger first, and the head that covers it is printed on it:
 * whoever keeps the paper can check the chain against it.
 */
export async function publishNotice(tx: Tx, notice: NewNotice): Promise<{ id: string; number: string }> {
  const id = newId("ntc");
  const number = await nextNumber(tx, "GG");
  const { procedureId, kind, title, titleEn, content, releaseId, closesOn, workingDays } = notice;
  await appendLedger(tx, procedureId, "notice.published", {
    notice: number,
    kind,
    contentHash: hashOf(content),
    closesOn: closesOn ?? null,
  });
  const head = await readLedgerHead(tx, procedureId);
  const now = await appNow(tx);
  await tx.notice.create({
    data: {
      id,
      number,
      procedureId,
      kind,
      title,
      titleEn,
      content,
      releaseId,
      opensOn: closesOn ? new Date(`${dayOf(now)}T00:00:00Z`) : null,
      closesOn: closesOn ? new Date(`${closesOn}T00:00:00Z`) : null,
      workingDays,
      ledgerHead: head && headText(head),
      publishedAt: now,
    },
  });
  await emitWebhookEvents(tx, [
    {
      type: "notice.published",
      organisationIds: null,
      data: { number, kind, title, titleEn, publishedAt: now.toISOString() },
    },
  ]);
  return { id, number };
}
