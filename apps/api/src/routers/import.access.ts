import { newId } from "@jiebang/domain";
import { makeEntry } from "@jiebang/testing";
import { type AccessRow, type AccessRows, type AccessWorld, type ActorName, only } from "../access-table.ts";

const importers: ActorName[] = ["stranger", "editor", "admin", "county", "countyElsewhere", "city"];
// A batch that the owner's admin began: the city sees it too; for other importers it does not exist.
const ofAdmin: AccessRow["expect"] = only(["admin", "city"], "not_found", {
  auditor: "forbidden",
  platformAdmin: "forbidden",
});

const mapping = { source: "access", shapes: [{ kind: "offer", when: [], columns: [{ from: "t", to: "title" }] }] };

async function batch(w: AccessWorld, state: string): Promise<string> {
  const id = newId("imp");
  const admin = w.actors.admin;
  const startedById = admin.kind === "user" ? admin.userId : null;
  const data = { id, source: "access", kind: "offer", fileName: "a.csv", sha256: "", mapping, state, startedById };
  await w.db.prisma.importBatch.create({ data: { ...data, organisationId: w.owner.id } });
  await w.db.prisma.importRow.create({ data: { batchId: id, no: 1, status: "refused", raw: {}, problems: [] } });
  return id;
}

const on =
  (state: string, more: object = {}) =>
  async (w: AccessWorld) => ({ batchId: await batch(w, state), ...more });

export const importAccess: AccessRows = {
  "import.list": { expect: only(importers) },
  "import.mappings": { expect: only(importers) },
  "import.saveMapping": { input: (_, actor) => ({ name: `access ${actor}`, mapping }), expect: only(importers) },
  "import.get": { input: on("staged"), expect: ofAdmin },
  "import.preview": {
    input: on("cancelled"),
    expect: only([], "not_found", { auditor: "forbidden", platformAdmin: "forbidden" }),
  },
  "import.rows": { input: on("staged"), expect: ofAdmin },
  "import.row": { input: on("staged", { no: 1 }), expect: ofAdmin },
  "import.missing": { input: on("committed"), expect: ofAdmin },
  // The drafts are the owner's: the city, who sees the list, may not write in them.
  "import.fill": {
    input: async (w) => {
      const batchId = await batch(w, "committed");
      const { entryId } = await makeEntry(w.db, {
        organisationId: w.owner.id,
        jurisdictionId: w.countyA.id,
        entry: { importBatchId: batchId },
      });
      return { batchId, entryIds: [entryId], fill: { field: "contactName", value: "科技处" } };
    },
    expect: only(["admin"], "not_found", { auditor: "forbidden", platformAdmin: "forbidden" }),
  },
  "import.start": {
    input: async (w) => ({ batchId: await batch(w, "uploaded"), organisationId: w.owner.id }),
    expect: ofAdmin,
  },
  "import.confirm": { input: on("staged"), expect: ofAdmin },
  "import.publish": { input: on("committed"), expect: only(["city"]) },
  "import.cancel": { input: on("staged"), expect: ofAdmin },
};
