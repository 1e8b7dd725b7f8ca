import { type BasisView, dayOf, isBasisExpired } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";

export interface BasisRow {
  id: string;
  documentNo: string;
  title: string;
  issuer: string;
  validFrom: Date;
  validTo: Date | null;
  url: string | null;
  note: string | null;
}

export function toBasisView(row: BasisRow, today: string): BasisView {
  const validFrom = row.validFrom.toISOString().slice(0, 10);
  const validTo = row.validTo?.toISOString().slice(0, 10) ?? null;
  const { id, documentNo, title, issuer, url, note } = row;
  return {
    id,
    documentNo,
    title,
    issuer,
    validFrom,
    validTo,
    url,
    note,
    isExpired: isBasisExpired({ validFrom, validTo }, today),
  };
}

/** The documents that rounds can cite, newest first. */
export async function listBases(ctx: Ctx): Promise<BasisView[]> {
  const today = dayOf(await appNow(ctx.db.prisma));
  const rows = await ctx.db.prisma.basis.findMany({ orderBy: [{ validFrom: "desc" }, { id: "desc" }], take: 200 });
  return rows.map((row) => toBasisView(row, today));
}
