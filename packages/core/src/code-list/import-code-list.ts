import {
  DomainError,
  type ImportCodeListInput,
  type ImportCodeListResult,
  importCodeListInput,
  newId,
} from "@jiebang/domain";
import { parse } from "csv-parse/sync";
import { requireAdmin } from "../account/account.queries.ts";
import { forgetCodeNames } from "../entry/code-names.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { currentList } from "./require-codes.ts";

interface Item {
  code: string;
  name: string;
  nameEn: string | null;
  parentCode: string | null;
  aliasOf: string | null;
}
type RowError = ImportCodeListResult["errors"][number];

/**
 * Brings in a new edition of a list. Entries keep the codes they have: an edition is never changed once it is in, and what
 * a later one leaves out is only "retired" from that day on. Any faulty row stops the whole.
 */
export async function importCodeList(ctx: Ctx, input: ImportCodeListInput): Promise<ImportCodeListResult> {
  const actor = requireAdmin(ctx.actor);
  const given = importCodeListInput.parse(input);
  const { items, errors } = readRows(given.csv);
  const result = await ctx.transaction(async (tx) => {
    // Two imports of one edition stand in line, and the second finds the first.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`code_list:${given.key}`}))::text`;
    const taken = await tx.codeList.findUnique({
      where: { key_edition: { key: given.key, edition: given.edition } },
      select: { id: true },
    });
    if (taken) throw new DomainError("conflict", "codeList.edition_taken", { edition: given.edition });
    const before = await currentList(tx, given.key);
    const old = before
      ? await tx.codeItem.findMany({
          where: { listId: before.id, retiredAt: null },
          select: { code: true, name: true },
        })
      : [];
    const names = new Map(old.map((item) => [item.code, item.name]));
    const codes = new Set(items.map((item) => item.code));
    const isCommitted = !given.isDryRun && errors.length === 0;
    if (isCommitted) {
      const listId = newId("cdl");
      await tx.codeList.create({
        data: {
          id: listId,
          key: given.key,
          edition: given.edition,
          title: given.title,
          titleEn: given.titleEn || null,
          source: given.source,
          validFrom: new Date(given.validFrom),
          isConfirmed: given.isConfirmed,
          createdAt: await appNow(tx),
          items: { createMany: { data: items.map((item, position) => ({ ...item, position })) } },
        },
      });
      await recordAudit(tx, actor, "code_list.import", {
        subjectKind: "code_list",
        subjectId: listId,
        values: { key: given.key, edition: given.edition, items: items.length },
      });
    }
    return {
      itemCount: items.length,
      added: items.filter((item) => !names.has(item.code)).map((item) => item.code),
      renamed: items.filter((i) => names.has(i.code) && names.get(i.code) !== i.name).map((item) => item.code),
      retired: old.filter((item) => !codes.has(item.code)).map((item) => item.code),
      errors,
      isCommitted,
    };
  });
  forgetCodeNames(ctx.db);
  return result;
}

function readRows(csv: string): { items: Item[]; errors: RowError[] } {
  const errors: RowError[] = [];
  const fault = (row: number, reason: string, details: Record<string, string> = {}) =>
    errors.push({ row, reason, details });
  let records: Record<string, string>[];
  try {
    records = parse(csv, { columns: true, bom: true, trim: true, skip_empty_lines: true, relax_column_count: true });
  } catch (error) {
    throw new DomainError("invalid", "codeList.csv_unreadable", {
      problem: error instanceof Error ? error.message : "",
    });
  }
  if (records.length === 0) throw new DomainError("invalid", "codeList.rows_missing", { field: "csv" });
  if (records.length > 10_000) throw new DomainError("invalid", "codeList.rows_many", { field: "csv" });
  if (!("code" in records[0]!) || !("name" in records[0]!))
    throw new DomainError("invalid", "codeList.header_missing", { field: "csv" });
  const items: Item[] = records.map((record) => ({
    code: record.code ?? "",
    name: record.name ?? "",
    nameEn: record.nameEn || null,
    parentCode: record.parentCode || null,
    aliasOf: record.aliasOf || null,
  }));
  const codes = new Set<string>();
  const all = new Set(items.map((item) => item.code));
  for (const [i, item] of items.entries()) {
    const row = i + 2; // as a spreadsheet counts, the header being row 1
    if (!/^[A-Za-z0-9_.-]{1,40}$/.test(item.code)) fault(row, "codeList.row_code", { code: item.code });
    else if (codes.has(item.code)) fault(row, "codeList.row_repeated", { code: item.code });
    if (!item.name || item.name.length > 120) fault(row, "codeList.row_name", { code: item.code });
    if (item.parentCode && (!all.has(item.parentCode) || item.parentCode === item.code))
      fault(row, "codeList.row_parent", { code: item.code, parent: item.parentCode });
    if (item.aliasOf && (!all.has(item.aliasOf) || item.aliasOf === item.code))
      fault(row, "codeList.row_alias", { code: item.code, alias: item.aliasOf });
    codes.add(item.code);
  }
  return { items, errors: errors.slice(0, 200) };
}
