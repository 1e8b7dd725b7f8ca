import { newId } from "@jiebang/domain";
import { type AccessRows, type AccessWorld, only } from "../access-table.ts";

const editors = ["county", "countyElsewhere", "city", "platformAdmin"] as const;
const publishers = ["city", "platformAdmin"] as const;

let serial = 0;
async function makeRow(w: AccessWorld, isLeaving = false): Promise<string> {
  const name = `词表甲${++serial}`;
  const rowId = newId("dcr");
  if (isLeaving)
    await w.db.prisma.$executeRaw`
      INSERT INTO dictionary_version (no, added, removed, state, built_at) VALUES (${9000 + serial}, 1, 0, 'built', app_now())`;
  await w.db.prisma.$executeRaw`
    INSERT INTO dictionary_row (id, kind, names, keys, source, added_in, is_leaving)
    VALUES (${rowId}, 'synonym', ${[name, `${name}x`]}, ${[name, `${name}x`]}, 'hand', ${isLeaving ? 9000 + serial : null}, ${isLeaving})`;
  return rowId;
}

/** Publishing and going back answer "somebody was faster" here: who may knock is what these rows say. */
const OUTDATED = 1_000_000;

export const dictionaryAccess: AccessRows = {
  "dictionary.list": { input: () => ({}), expect: only([...editors]) },
  "dictionary.versions": { input: () => ({}), expect: only([...editors]) },
  "dictionary.save": {
    input: () => ({ kind: "synonym", names: [`词表乙${++serial}`, `word ${serial}`] }),
    expect: only([...editors]),
  },
  "dictionary.remove": { input: async (w) => ({ rowId: await makeRow(w) }), expect: only([...editors]) },
  "dictionary.keep": { input: async (w) => ({ rowId: await makeRow(w, true) }), expect: only([...editors]) },
  "dictionary.discard": { expect: only([...publishers]) },
  "dictionary.preview": { input: () => ({ text: "赤泥\tred mud" }), expect: only([...publishers]) },
  "dictionary.import": { input: () => ({ text: "赤泥\tred mud" }), expect: only([...publishers]) },
  "dictionary.publish": { input: () => ({ currentNo: OUTDATED }), expect: only([...publishers]) },
  "dictionary.restore": {
    input: () => ({ no: 0, currentNo: OUTDATED, reason: "回到从前" }),
    expect: only([...publishers]),
  },
};
