import { newId } from "@jiebang/domain";
import { makeEntry } from "@jiebang/testing";
import { type AccessRow, type AccessRows, type AccessWorld, type ActorName, only } from "../access-table.ts";

const collectors: ActorName[] = ["stranger", "editor", "admin", "county", "countyElsewhere", "city"];
// A tray of the county's desk: its colleagues and the city above; a county elsewhere must not know of it.
const ofDesk: AccessRow["expect"] = only(["county", "city"], "not_found", {
  auditor: "forbidden",
  platformAdmin: "forbidden",
});

const content = { kind: "demand", title: "密封圈", detail: {} };

async function tray(w: AccessWorld, fileState: string): Promise<{ intakeId: string; fileId: string }> {
  const { county } = w.actors;
  if (county.kind !== "user") throw new Error("the county is a person");
  const intakeId = newId("fin");
  await w.db.prisma.formIntake.create({
    data: { id: intakeId, jurisdictionId: county.appointments[0]!.jurisdictionId, startedById: county.userId },
  });
  const fileId = newId("ffl");
  const drafts = [{ title: "密封圈", content, problems: [], note: "", place: null }];
  await w.db.prisma.formFile.create({
    data: {
      id: fileId,
      intakeId,
      path: "a.docx",
      sha256: fileId,
      size: 1,
      state: fileState,
      organisationId: w.owner.id,
      match: "name",
      drafts,
      draftCount: 1,
    },
  });
  return { intakeId, fileId };
}

const intake = async (w: AccessWorld) => ({ intakeId: (await tray(w, "read")).intakeId });
const file = (state: string) => async (w: AccessWorld) => ({ fileId: (await tray(w, state)).fileId });

export const formIntakeAccess: AccessRows = {
  "formIntake.list": { expect: only(collectors) },
  "formIntake.open": {
    input: (w) => ({ organisationId: w.owner.id }),
    expect: only(["editor", "admin"], "not_found", { auditor: "forbidden", platformAdmin: "forbidden" }),
  },
  "formIntake.get": { input: intake, expect: ofDesk },
  "formIntake.files": { input: intake, expect: ofDesk },
  "formIntake.setOrganisation": {
    input: async (w) => ({ fileId: (await tray(w, "read")).fileId, organisationId: w.owner.id }),
    expect: ofDesk,
  },
  "formIntake.drop": { input: file("read"), expect: ofDesk },
  "formIntake.restore": { input: file("dropped"), expect: ofDesk },
  "formIntake.commit": { input: intake, expect: ofDesk },
  "formIntake.cancel": { input: intake, expect: ofDesk },
  "formIntake.note": {
    input: async (w) => ({
      entryId: (await makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id })).entryId,
    }),
    expect: only(["editor", "admin"], "not_found"),
  },
};
