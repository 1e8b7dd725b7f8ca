import type { Tx } from "@jiebang/db";
import {
  anonymous,
  type CodeLookup,
  divisionOf,
  type PreviewAsInput,
  type PreviewAsView,
  type PublicEntry,
  type PublicSource,
  previewAsInput,
  projectEntry,
  requireUser,
  type UserActor,
} from "@jiebang/domain";
import type { Ctx } from "../kernel/ctx.ts";
import { codeNamesOf } from "./code-names.ts";
import { fetchOwnEntry } from "./entry.access.ts";
import { sourceOfRevision } from "./public-source.ts";
import { isBlockedFor, mayMeetEntry } from "./readable-entries.ts";

/** The own entry through somebody else's eyes: whether they meet it at all, what they read, and what they do not. */
export async function previewAs(ctx: Ctx, raw: PreviewAsInput): Promise<PreviewAsView> {
  const actor = requireUser(ctx.actor);
  const input = previewAsInput.parse(raw);
  const tx = ctx.db.prisma;
  const { entry, revision } = await fetchOwnEntry(tx, actor, input.entryId);
  const source = await sourceOfRevision(tx, revision.id);
  const codes = await codeNamesOf(tx, [source.revision.content]);
  const isOfficial = input.reader === "official";
  const organisation = await readerOrganisation(tx, source, input);
  const reader = organisation ? memberOf(organisation.id) : anonymous;
  const meets = isOfficial || (await mayMeetEntry(tx, reader, entry.id));
  const isBlocked = organisation !== null && (await isBlockedFor(tx, organisation.id, entry.id));
  const reach = input.hasSigned && input.reader !== "public" ? "undertaking" : "public";
  // The desk in charge reads what was written, also who wrote it.
  const shown = !meets ? null : isOfficial ? written(source, codes) : projectEntry(source, codes, reach);
  return {
    reader: input.reader,
    organisation,
    standing: meets ? "meets" : isBlocked ? "blocked" : "outside_circle",
    entry: shown,
    isOpenWhenSignedOut: !meets && entry.audience === "public",
    posterName: isOfficial ? source.organisation.name : null,
    differences: shown ? differencesOf(written(source, codes), shown) : [],
  };
}

/** Somebody of whom nothing is known but where they belong. */
const memberOf = (organisationId: string): UserActor => ({
  kind: "user",
  userId: "",
  name: "",
  locale: "zh",
  memberships: [{ organisationId, role: "editor" }],
  appointments: [],
  roles: [],
});

/** The one named, else an example: any other university, or an enterprise of the same division. */
async function readerOrganisation(
  tx: Tx,
  source: PublicSource,
  { reader, organisationId }: { reader: PreviewAsView["reader"]; organisationId?: string },
): Promise<PreviewAsView["organisation"]> {
  if (reader === "public" || reader === "official") return null;
  const select = { id: true, name: true };
  if (organisationId) return tx.organisation.findFirst({ where: { id: organisationId, state: "active" }, select });
  const division = /\d{2}/.exec(divisionOf(source.revision.content.industryCode ?? ""))?.[0];
  const where = { state: "active", source: null, id: { not: source.organisation.id } };
  const alike =
    reader === "competitor" && division
      ? await tx.organisation.findFirst({
          where: {
            ...where,
            kind: "enterprise",
            industryCode: {
              startsWith: `${/^[A-T]/.exec(source.revision.content.industryCode ?? "")?.[0] ?? ""}${division}`,
            },
          },
          select,
          orderBy: { name: "asc" },
        })
      : null;
  return (
    alike ??
    tx.organisation.findFirst({
      where: { ...where, kind: reader === "university" ? "university" : "enterprise" },
      select,
      orderBy: { name: "asc" },
    })
  );
}

/** What the author wrote, without any layer, in the shape of what is shown. */
function written(source: PublicSource, codes: CodeLookup): PublicEntry {
  const content = { ...source.revision.content, isPosterHidden: false };
  return projectEntry({ ...source, revision: { ...source.revision, content } }, codes, "sealed");
}

const COMPARED = [
  "summary",
  "keywords",
  "industry",
  "chain",
  "area",
  "discipline",
  "ipcCodes",
  "money",
  "deadline",
  "body",
  "contact",
  "attachments",
] as const;

function differencesOf(full: PublicEntry, shown: PublicEntry): PreviewAsView["differences"] {
  const pairs: [string, unknown, unknown][] = [
    ["poster", full.poster.name, shown.poster.name],
    ...COMPARED.map((field): [string, unknown, unknown] => [field, full[field], shown[field]]),
    ...partsOf(full.offer, shown.offer),
    ...partsOf(full.demand, shown.demand),
  ];
  return pairs
    .filter(([, whole, part]) => JSON.stringify(whole) !== JSON.stringify(part))
    .map(([field, , part]) => ({
      field,
      how: shown.afterUndertaking.includes(field) ? "after_undertaking" : isEmpty(part) ? "hidden" : "coarser",
    }));
}

function partsOf<T extends object>(full: T | null, shown: T | null): [string, unknown, unknown][] {
  if (!full || !shown) return [];
  return Object.keys(full).map((key) => {
    const field = key === "maturity" ? "maturityEvidence" : key;
    return [field, full[key as keyof T], shown[key as keyof T]];
  });
}

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
