import type { Tx } from "@jiebang/db";
import {
  DomainError,
  type GlossaryImportInput,
  type GlossaryPreview,
  glossaryImportInput,
  MAX_IMPORT_LINES,
  newId,
  readGlossary,
  requireDictionaryPublisher,
  requireUser,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { recordAudit } from "../kernel/record-audit.ts";
import { lockDictionary, namesWithKeys, requireRoom } from "./save-dictionary-row.ts";

const SAMPLE = 10;
const MOST_ERRORS = 100;

interface FreshLine {
  line: number;
  names: string[];
  keys: string[];
}

/** What a glossary would add, what is known already, and what is wrong with which line; nothing is written. */
export async function previewGlossary(ctx: Ctx, raw: GlossaryImportInput): Promise<GlossaryPreview> {
  requireDictionaryPublisher(requireUser(ctx.actor));
  const { preview } = await read(ctx.db.prisma, glossaryImportInput.parse(raw).text);
  return preview;
}

/** Puts every good line that is not known yet into the draft. Sent twice, the second adds nothing. */
export async function importGlossary(ctx: Ctx, raw: GlossaryImportInput): Promise<GlossaryPreview> {
  const actor = requireUser(ctx.actor);
  requireDictionaryPublisher(actor);
  const input = glossaryImportInput.parse(raw);
  return ctx.transaction(async (tx) => {
    await lockDictionary(tx);
    const { preview, fresh } = await read(tx, input.text);
    await requireRoom(tx, fresh.length);
    const rows = fresh.map(({ names, keys }) => ({ id: newId("dcr"), names, keys }));
    await tx.$executeRaw`
      INSERT INTO dictionary_row (id, kind, names, keys, source, created_by_id)
      SELECT r.id, 'synonym', ARRAY(SELECT json_array_elements_text(r.names)), ARRAY(SELECT json_array_elements_text(r.keys)), 'import', ${actor.userId}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r(id text, names json, keys json)`;
    await recordAudit(tx, actor, "dictionary.import", {
      subjectKind: "dictionary",
      values: { fileName: input.fileName, added: fresh.length, known: preview.known, failed: preview.failed },
    });
    return preview;
  });
}

async function read(tx: Tx, text: string): Promise<{ preview: GlossaryPreview; fresh: FreshLine[] }> {
  const { lines, faults } = readGlossary(text);
  const count = lines.length + faults.length;
  if (count === 0) throw new DomainError("invalid", "dictionary.file_empty");
  if (count > MAX_IMPORT_LINES) throw new DomainError("invalid", "dictionary.lines_many", { max: MAX_IMPORT_LINES });
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT array_to_string(ARRAY(SELECT k FROM unnest(keys) k ORDER BY k COLLATE "C"), E'\t') AS id
    FROM dictionary_row WHERE removed_in IS NULL AND NOT is_leaving AND kind = 'synonym'`;
  const known = new Set(rows.map((row) => row.id));
  const fresh: FreshLine[] = [];
  for (const { line, names } of lines) {
    const keyed = namesWithKeys(names);
    const id = [...keyed.keys].sort().join("\t");
    // Two writings of one name say nothing: `sensor` and `Sensors`.
    if (keyed.names.length < 2) {
      faults.push({ line, text: names.join("\t").slice(0, 80), reason: "dictionary.names_two" });
      continue;
    }
    if (known.has(id)) continue;
    known.add(id);
    fresh.push({ line, ...keyed });
  }
  faults.sort((a, b) => a.line - b.line);
  return {
    fresh,
    preview: {
      lines: count,
      fresh: fresh.length,
      known: count - fresh.length - faults.length,
      sample: fresh.slice(0, SAMPLE).map(({ line, names }) => ({ line, names })),
      failed: faults.length,
      errors: faults.slice(0, MOST_ERRORS),
    },
  };
}
