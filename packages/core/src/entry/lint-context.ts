import type { Tx } from "@jiebang/db";
import { dayOf, type EntryContent, type FileFindings, type LintContext, layerOf } from "@jiebang/domain";
import { appNow } from "../kernel/app-now.ts";

/** What the linter needs to know from outside the text. The profile of a hidden poster is counted in the database. */
export async function lintContextOf(
  tx: Tx,
  organisationId: string,
  content: EntryContent,
  revisionId?: string,
): Promise<LintContext> {
  const today = dayOf(await appNow(tx));
  if (!content.isPosterHidden) return { today };
  const own = await tx.organisation.findUnique({
    where: { id: organisationId },
    select: { name: true, nameEn: true, kind: true, tier: true, honours: true },
  });
  return {
    today,
    organisationNames: [own?.name, own?.nameEn].filter((n): n is string => Boolean(n)),
    similarOrganisations: own ? await countSimilar(tx, content, own) : undefined,
    fileIdentifiers: revisionId ? await fileIdentifiersOf(tx, revisionId) : [],
  };
}

/**
 * How many known organisations fit what a reader learns of the poster: its kind, the city, the division, the chain where it
 * is public; and the tier and the honours that the text itself speaks of.
 */
async function countSimilar(
  tx: Tx,
  content: EntryContent,
  own: { kind: string; tier: string | null; honours: string[] },
): Promise<number | undefined> {
  const city = content.areaCode?.slice(0, 4);
  const division = /^([A-T]?)(\d{2})/.exec(content.industryCode ?? "");
  if (!city || !division) return undefined;
  const chain = layerOf(content, "chain") === "public" ? content.chainCode : null;
  const told = await spokenOf(tx, content, [...(own.tier ? [own.tier] : []), ...own.honours]);
  return tx.organisation.count({
    where: {
      state: "active",
      kind: own.kind,
      areaCode: { startsWith: city },
      // Lists write C32, C3211 or 3211; 32 in C1321 is another division.
      OR: [{ industryCode: { startsWith: division[2]! } }, ...sectionsOf(division[2]!)],
      ...(chain ? { chainCodes: { has: chain } } : {}),
      ...(own.tier && told.has(own.tier) ? { tier: own.tier } : {}),
      AND: own.honours.filter((honour) => told.has(honour)).map((honour) => ({ honours: { has: honour } })),
    },
  });
}

const sectionsOf = (division: string) =>
  [..."ABCDEFGHIJKLMNOPQRST"].map((section) => ({ industryCode: { startsWith: `${section}${division}` } }));

/** Which of these tiers and honours the public text names. */
async function spokenOf(tx: Tx, content: EntryContent, codes: string[]): Promise<Set<string>> {
  if (codes.length === 0) return new Set();
  const items = await tx.$queryRaw<{ code: string; name: string }[]>`
    SELECT DISTINCT i.code, i.name FROM code_list l JOIN code_item i ON i.list_id = l.id
    WHERE l.key IN ('tier', 'honour') AND i.code = ANY(${codes}::text[])`;
  const text = JSON.stringify(content);
  return new Set(items.filter((i) => text.includes(i.name.replace(/企业$/, ""))).map((i) => i.code));
}

async function fileIdentifiersOf(tx: Tx, revisionId: string): Promise<LintContext["fileIdentifiers"]> {
  const files = await tx.attachment.findMany({
    where: { subjectKind: "revision", subjectId: revisionId, removedAt: null },
    select: { fileName: true, found: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return files.flatMap(({ fileName, found }) =>
    // Written by `addAttachment` from a parsed value.
    ((found as FileFindings | null)?.identifiers ?? []).map(({ text }) => ({ fileName, text })),
  );
}
