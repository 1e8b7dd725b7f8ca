import type { Database, Tx } from "@jiebang/db";
import { newId } from "@jiebang/domain";
import { seedImportMappings } from "../import/seed-mappings.ts";
import { seedFormTemplates } from "../paper/seed-form-templates.ts";
import { seedTemplates } from "../template/seed-templates.ts";
import { areas } from "./seed/areas.ts";
import { CALENDAR_SOURCE, CALENDAR_YEARS, daysOf } from "./seed/calendar.ts";
import { disciplines } from "./seed/disciplines.ts";
import { industries } from "./seed/industries.ts";
import type { SeedList } from "./seed/rows.ts";
import { chains, honours, maturityStages, tiers } from "./seed/vocabularies.ts";

/** What ships with the software and runs at every start; each adds what is missing and never changes what is there. */
const seeders: ((tx: Tx) => Promise<void>)[] = [
  seedCodeLists([industries, areas, disciplines, tiers, honours, chains, maturityStages]),
  seedCalendar,
  seedTemplates,
  seedFormTemplates,
  seedImportMappings,
];

/** One transaction under one lock: servers that start together on one database do this one after another. */
export async function seedReferenceData(db: Pick<Database, "prisma">): Promise<void> {
  await db.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('jiebang_reference_data'))::text`;
      for (const seed of seeders) await seed(tx);
    },
    { maxWait: 60_000, timeout: 60_000 },
  );
}

/** An edition that is there stays as it is: people edit by bringing in a newer one. */
function seedCodeLists(lists: SeedList[]) {
  return async (tx: Tx): Promise<void> => {
    const there = await tx.codeList.findMany({ select: { key: true, edition: true } });
    const known = new Set(there.map((list) => `${list.key} ${list.edition}`));
    for (const { items, validFrom, ...list } of lists) {
      if (known.has(`${list.key} ${list.edition}`)) continue;
      const id = newId("cdl");
      await tx.codeList.create({ data: { ...list, id, validFrom: new Date(validFrom) } });
      await tx.codeItem.createMany({
        data: items.map((item, position) => ({ ...item, listId: id, position })),
      });
    }
  };
}

/** Each year once: a day that somebody removed does not come back. */
async function seedCalendar(tx: Tx): Promise<void> {
  const key = "calendar_years_seeded";
  const row = await tx.setting.findUnique({ where: { key } });
  const done = Array.isArray(row?.value) ? row.value : [];
  const missing = CALENDAR_YEARS.filter((year) => !done.includes(year));
  if (missing.length === 0) return;
  await tx.calendarDay.createMany({
    data: missing.flatMap(daysOf).map((day) => ({ ...day, day: new Date(day.day), source: CALENDAR_SOURCE })),
    skipDuplicates: true,
  });
  const value = [...done, ...missing];
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
