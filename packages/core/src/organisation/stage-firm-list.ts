import { createHash } from "node:crypto";
import type { Prisma, Tx } from "@jiebang/db";
import {
  type CodeListKey,
  coveredJurisdictions,
  DomainError,
  FIRM_LIST_LIMITS,
  type FirmField,
  type FirmListView,
  type FirmLookups,
  newId,
  readFirmRow,
  recogniseFirmColumns,
  type UserActor,
} from "@jiebang/domain";
import { currentList } from "../code-list/require-codes.ts";
import { chainLookup } from "../import/chain-lookup.ts";
import { readList } from "../import/read-list.ts";
import { appNow } from "../kernel/app-now.ts";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { requireCoordinator, toFirmListView } from "./firm-list.queries.ts";
import { type MatchedFirm, matchFirms, type ReadFirm } from "./match-firms.ts";

interface Sheet {
  headers: string[];
  headerLine: number;
  rows: { line: number; cells: string[] }[];
}

/** Reads a list of firms and shows, row by row, what would happen. Nothing comes in before somebody says yes. */
export async function stageFirmList(ctx: Ctx, input: { fileName: string; bytes: Uint8Array }): Promise<FirmListView> {
  const actor = requireCoordinator(ctx.actor);
  if (input.bytes.length > FIRM_LIST_LIMITS.fileBytes)
    throw new DomainError("invalid", "import.file_large", { max: FIRM_LIST_LIMITS.fileBytes / 1024 / 1024 });
  const fileName = input.fileName.replace(/^.*[\\/]/, "").slice(0, 200) || "list";
  const sheet = await readSheet(fileName, input.bytes);
  const columns = recogniseFirmColumns(sheet.headers);
  if (![...columns.values()].includes("name")) throw new DomainError("invalid", "firmList.name_column_missing");
  const listId = newId("fml");
  const storageKey = `firm-lists/${listId}`;
  await ctx.services.files.put(storageKey, input.bytes);
  try {
    return await ctx.transaction(async (tx) => {
      const lookups = await loadLookups(tx, actor);
      const read = sheet.rows.map(({ line, cells }, i): ReadFirm => {
        const raw: Partial<Record<FirmField, string>> = {};
        sheet.headers.forEach((header, c) => {
          const field = columns.get(header);
          if (field) raw[field] = cells[c] ?? "";
        });
        return { no: i + 1, line, ...readFirmRow(raw, lookups) };
      });
      const matched = await matchFirms(tx, actor, read);
      const list = await tx.firmList.create({
        data: {
          id: listId,
          fileName,
          sha256: createHash("sha256").update(input.bytes).digest("hex"),
          storageKey,
          state: "staged",
          columns: sheet.headers
            .filter((name) => name && !/^第\d+列$/.test(name))
            .map((name) => ({ name, field: columns.get(name) ?? null })),
          headerLine: sheet.headerLine,
          rowsTotal: read.length,
          counts: countFirms(matched),
          createdById: actor.userId,
          createdAt: await appNow(tx),
        },
      });
      await tx.firmListRow.createMany({
        data: matched.map((m) => ({
          listId,
          no: m.no,
          line: m.line,
          status: m.status,
          parsed: m.fields as unknown as Prisma.InputJsonObject,
          problems: m.problems as unknown as Prisma.InputJsonArray,
          changes: m.changes,
          duplicateOf: m.duplicateOf,
          organisationId: m.organisationId,
        })),
      });
      await recordAudit(tx, actor, "firm_list.stage", {
        subjectKind: "firm_list",
        subjectId: listId,
        values: { fileName, sha256: list.sha256, rows: read.length },
      });
      return toFirmListView(tx, list);
    });
  } catch (error) {
    await ctx.services.files.remove(storageKey);
    throw error;
  }
}

export function countFirms(firms: MatchedFirm[]) {
  const counts: Record<string, number> = {
    new: 0,
    changed: 0,
    known: 0,
    duplicate: 0,
    refused: 0,
    loaded: 0,
    noted: 0,
  };
  for (const firm of firms) {
    counts[firm.status] = (counts[firm.status] ?? 0) + 1;
    if ((firm.status === "new" || firm.status === "changed") && firm.problems.length > 0) counts.noted!++;
  }
  return counts;
}

const HEADER_SEARCH = 12;

/** Titles, notes and units above the table are skipped: the header is the first row that names a firm and something else. */
async function readSheet(fileName: string, bytes: Uint8Array): Promise<Sheet> {
  const lines: { line: number; cells: string[] }[] = [];
  let top: string[] | undefined;
  for await (const { line, row } of readList(fileName, bytes)) {
    top ??= Object.keys(row);
    const cells = Object.values(row).map((cell) =>
      typeof cell === "string" ? cell : cell == null ? "" : String(cell),
    );
    if (!cells.some((cell) => cell.trim())) continue;
    lines.push({ line, cells });
    if (lines.length > FIRM_LIST_LIMITS.rows + HEADER_SEARCH)
      throw new DomainError("invalid", "import.rows_many", { max: FIRM_LIST_LIMITS.rows });
  }
  if (!top || lines.length === 0) throw new DomainError("invalid", "import.file_empty");
  const isHeader = (cells: string[]) => {
    const fields = [...recogniseFirmColumns([...new Set(cells.map((c) => c.trim()).filter(Boolean))]).values()];
    return fields.includes("name") && fields.length >= 2;
  };
  const isFooter = ({ cells }: { cells: string[] }) =>
    /^(合计|总计|小计|备注|填表人|注[:：])/.test(cells.find((c) => c.trim())?.trim() ?? "");
  const numbered = (header: string[]) => header.map((name, i) => name.trim() || `第${i + 1}列`);
  if (isHeader(top) || lines.every(({ cells }, i) => i >= HEADER_SEARCH || !isHeader(cells)))
    return { headers: top, headerLine: (lines[0]?.line ?? 2) - 1, rows: lines.filter((l) => !isFooter(l)) };
  const at = lines.findIndex(({ cells }) => isHeader(cells));
  return {
    headers: numbered(lines[at]!.cells),
    headerLine: lines[at]!.line,
    rows: lines.slice(at + 1).filter((l) => !isFooter(l)),
  };
}

async function loadLookups(tx: Tx, actor: UserActor): Promise<FirmLookups> {
  const counties = await tx.jurisdiction.findMany({ select: { id: true, name: true, areaCode: true, level: true } });
  const named = async (key: CodeListKey) => {
    const list = await currentList(tx, key);
    if (!list) return [];
    return tx.codeItem.findMany({
      where: { listId: list.id, retiredAt: null, aliasOf: null },
      select: { code: true, name: true },
    });
  };
  // Of two places with one name the coordinator's own is meant.
  const covered = new Set(coveredJurisdictions(actor));
  counties.sort((a, b) => Number(covered.has(b.id)) - Number(covered.has(a.id)));
  const county = actor.appointments.filter((a) => a.level === "county");
  return {
    counties: counties.map(({ level, ...c }) => ({ ...c, isCity: level === "city" })),
    tiers: await named("tier"),
    honours: await named("honour"),
    chainOf: await chainLookup(tx),
    // A county's list is the county's; a city's row without a county stays the city's own to place.
    homeId: county.length === 1 && actor.appointments.length === 1 ? county[0]!.jurisdictionId : null,
  };
}
