import { createCtx, printPaper } from "@jiebang/core";
import { seedFormTemplates } from "@jiebang/core/paper/seed-form-templates.ts";
import { makeEntry, testServices } from "@jiebang/testing";
import { type AccessRows, type AccessWorld, only, signedIn } from "../access-table.ts";

async function make(w: AccessWorld) {
  await w.once("paper.forms", () => seedFormTemplates(w.db.prisma));
  return makeEntry(w.db, { organisationId: w.owner.id, jurisdictionId: w.countyA.id, revision: "submitted" });
}
const ownersAndDesk = only(["editor", "admin", "county", "city"], "not_found");

async function printed(w: AccessWorld) {
  const { entryId } = await make(w);
  const ctx = createCtx({ db: w.db, services: testServices() }, w.actors.editor);
  const paper = await printPaper(ctx, { kind: "entry", entryId });
  return { entryId, paperId: paper.id };
}
async function unreadScan(w: AccessWorld) {
  const { entryId, revisionId } = await make(w);
  const file = {
    id: `att_${entryId}`,
    subjectKind: "paper_scan",
    subjectId: "x",
    fileName: "s.png",
    mediaType: "image/png",
    size: 1,
    sha256: "0",
    storageKey: "x",
  };
  await w.db.prisma.attachment.create({ data: file });
  const scan = { id: `psc_${entryId}`, entryId, revisionId, attachmentId: file.id, verdict: "unreadable" };
  await w.db.prisma.paperScan.create({ data: scan });
  const ctx = createCtx({ db: w.db, services: testServices() }, w.actors.editor);
  const paper = await printPaper(ctx, { kind: "entry", entryId });
  return { scanId: scan.id, number: paper.number, checkCode: paper.checkCode };
}

export const paperAccess: AccessRows = {
  "paper.print": { input: async (w) => ({ kind: "entry", entryId: (await make(w)).entryId }), expect: ownersAndDesk },
  "paper.forms": {
    input: async (w) => ({ kind: "entry", entryId: (await w.once("paper.printed", () => printed(w))).entryId }),
    expect: ownersAndDesk,
  },
  "paper.get": {
    input: async (w) => ({ paperId: (await w.once("paper.printed", () => printed(w))).paperId }),
    expect: ownersAndDesk,
  },
  "paper.list": {
    input: async (w) => ({ subjectId: (await w.once("paper.printed", () => printed(w))).entryId }),
    expect: ownersAndDesk,
  },
  "paper.scans": {
    input: async (w) => ({ entryId: (await w.once("paper.printed", () => printed(w))).entryId }),
    expect: ownersAndDesk,
  },
  "paper.typeScanCode": { input: unreadScan, expect: ownersAndDesk },
  "formTemplate.list": { input: () => undefined, expect: signedIn },
  "formTemplate.setRetired": {
    input: async (w) => {
      await w.once("paper.forms", () => seedFormTemplates(w.db.prisma));
      const template = await w.db.prisma.formTemplate.findFirstOrThrow({ where: { code: "JB-XQ-1" } });
      return { templateId: template.id, isRetired: false };
    },
    expect: only(["platformAdmin"], "not_found", {
      county: "forbidden",
      countyElsewhere: "forbidden",
      city: "forbidden",
      auditor: "forbidden",
    }),
  },
};
