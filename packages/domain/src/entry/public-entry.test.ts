import { describe, expect, it } from "vitest";
import { demandContent, type EntryContent, LAYERED_FIELDS, offerContent } from "./entry-content.ts";
import {
  cityOf,
  divisionOf,
  entryCard,
  type PublicSource,
  projectEntry,
  publicEntry,
  toEntryCard,
  toPublicEntry,
} from "./public-entry.ts";

// Every value that could leak carries its own name in capitals, so that a leak names itself.
const offer = offerContent.parse({
  kind: "offer",
  title: "TITLE",
  summary: "SUMMARY",
  body: "SECRET-body",
  bodyEn: "SECRET-bodyEn",
  industryCode: "C3211",
  areaCode: "411281",
  ipcCodes: ["C22B3/04"],
  moneyKind: "range",
  moneyMin: "111111.00",
  contactName: "SECRET-contactName",
  contactPhone: "SECRET-phone",
  contactEmail: "SECRET-mail",
  detail: {
    maturity: { stage: "pilot", evidence: "SECRET-evidence" },
    ipRights: [
      { kind: "invention", holder: "SECRET-holder", status: "granted", numberKind: "patent", number: "SECRET-patent" },
    ],
    inventors: [{ name: "SECRET-inventor" }],
    team: "SECRET-team",
    conditions: "SECRET-conditions",
    proven: "SECRET-proven",
  },
});
const demand = demandContent.parse({
  kind: "demand",
  title: "TITLE",
  summary: "SUMMARY",
  contactName: "SECRET-contactName",
  detail: {
    problem: "SECRET-problem",
    targets: [{ name: "SECRET-target", value: "1" }],
    todayState: "SECRET-today",
    partnerConditions: "SECRET-conditions",
    ipWish: "SECRET-wish",
  },
});
const sourceOf = (content: EntryContent): PublicSource => ({
  entry: {
    id: "ofr_1",
    number: "CG-2026-00001",
    sourceId: "SECRET-source",
    state: "published",
    isHistorical: false,
    publishedAt: "2026-11-01T00:00:00.000Z",
    expiresAt: "2027-10-31T16:00:00.000Z",
  },
  revision: { no: 1, updatedAt: "2026-11-01T00:00:00.000Z", content },
  organisation: { id: "SECRET-org-id", name: "SECRET-org", nameEn: "SECRET-org-en", kind: "enterprise", source: null },
  attachments: [
    { id: "att_public", fileName: "SECRET-file.pdf", mediaType: "application/pdf", size: 1, layer: "public" },
    { id: "att_2", fileName: "SECRET-second.pdf", mediaType: "application/pdf", size: 1, layer: "undertaking" },
    { id: "att_3", fileName: "SECRET-sealed.pdf", mediaType: "application/pdf", size: 1, layer: "sealed" },
  ],
});
const codes = (list: string, code: string) => ({ name: `${list} ${code}`, nameEn: null });
const secretsIn = (value: unknown) => [...new Set(JSON.stringify(value).match(/SECRET-[\w-]+/g) ?? [])].sort();
const allLayers = (layer: "undertaking" | "sealed") => Object.fromEntries(LAYERED_FIELDS.map((f) => [f, layer]));

describe("the public layer", () => {
  it("shows what its author made public, and never the contact by itself", () => {
    const shown = toPublicEntry(sourceOf(offer), codes);
    expect(publicEntry.parse(shown)).toEqual(shown);
    expect(secretsIn(shown)).toEqual([
      "SECRET-body",
      "SECRET-bodyEn",
      "SECRET-conditions",
      "SECRET-evidence",
      "SECRET-file",
      "SECRET-holder",
      "SECRET-inventor",
      "SECRET-org",
      "SECRET-org-en",
      "SECRET-org-id",
      "SECRET-patent",
      "SECRET-proven",
      "SECRET-source",
      "SECRET-team",
    ]);
    expect(shown.validUntil).toBe("2027-10-31");
  });

  it("holds nothing of a field that stands in a higher layer, whichever field it is", () => {
    for (const content of [offer, demand])
      for (const layer of ["undertaking", "sealed"] as const) {
        const shown = toPublicEntry(sourceOf({ ...content, layers: allLayers(layer) } as EntryContent), codes);
        expect(secretsIn(shown)).toEqual([
          "SECRET-file",
          "SECRET-org",
          "SECRET-org-en",
          "SECRET-org-id",
          "SECRET-source",
        ]);
        expect(shown.money).toBeNull();
      }
  });

  it("names what can be read after an undertaking, and not what is sealed or empty", () => {
    expect(
      toPublicEntry(
        sourceOf({ ...demand, layers: { problem: "undertaking", ipWish: "sealed", body: "undertaking" } }),
        codes,
      ).afterUndertaking,
    ).toEqual(["problem", "attachments"]);
  });

  it("hides a poster everywhere: name, id, source, people, patent numbers, files, fine area and fine industry", () => {
    const hidden = {
      ...offer,
      isPosterHidden: true,
      layers: { contact: "public", inventors: "public", team: "public" },
    } as EntryContent;
    const shown = toPublicEntry(sourceOf(hidden), codes);
    expect(secretsIn(shown)).toEqual([
      "SECRET-body",
      "SECRET-bodyEn",
      "SECRET-conditions",
      "SECRET-evidence",
      "SECRET-proven",
    ]);
    expect(shown.poster).toEqual({
      isHidden: true,
      id: null,
      name: null,
      nameEn: null,
      kind: "enterprise",
      isPlaceholder: false,
    });
    expect([shown.area?.code, shown.industry?.code, shown.ipcCodes]).toEqual(["411200", "C32", ["C22B"]]);
    expect(shown.attachments).toEqual([]);
  });

  it("keeps a hidden poster hidden after an undertaking too, and sealed fields sealed", () => {
    const hidden = {
      ...offer,
      isPosterHidden: true,
      layers: { body: "undertaking", proven: "sealed" },
    } as EntryContent;
    expect(secretsIn(projectEntry(sourceOf(hidden), codes, "undertaking"))).toEqual([
      "SECRET-body",
      "SECRET-bodyEn",
      "SECRET-conditions",
      "SECRET-evidence",
    ]);
    // Its files are there, under names that say nothing.
    expect(projectEntry(sourceOf(hidden), codes, "undertaking").attachments.map((a) => a.fileName)).toEqual([
      "1.pdf",
      "2.pdf",
    ]);
  });

  it("leaves single targets, inventors and rights out where they lie deeper than their list", () => {
    if (offer.kind !== "offer") throw new Error("an offer is expected");
    const [first] = offer.detail.inventors;
    const content = {
      ...offer,
      detail: {
        ...offer.detail,
        inventors: [
          { ...first!, name: "甲" },
          { ...first!, name: "乙", layer: "undertaking" as const },
          { ...first!, name: "丙", layer: "sealed" as const },
        ],
      },
    };
    const names = (reach: "public" | "undertaking" | "sealed") =>
      projectEntry(sourceOf(content), codes, reach).offer?.inventors;
    expect(names("public")).toEqual([{ ...first!, name: "甲" }]);
    expect(names("undertaking")?.map((i) => i.name)).toEqual(["甲", "乙"]);
    expect(names("sealed")?.map((i) => i.name)).toEqual(["甲", "乙", "丙"]);
    expect(toPublicEntry(sourceOf(content), codes).afterUndertaking).toContain("inventors");
  });

  it("shows a hidden poster's entry with whole days, so that its minute cannot be laid beside others", () => {
    const shown = toPublicEntry(sourceOf({ ...offer, isPosterHidden: true }), codes);
    expect(shown.publishedAt).toMatch(/T16:00:00.000Z$/); // midnight in Shanghai
    expect(shown.updatedAt).toMatch(/T16:00:00.000Z$/);
  });

  it("makes a card of the projection, with exactly the fields of a card", () => {
    const card = toEntryCard(toPublicEntry(sourceOf(offer), codes));
    expect(entryCard.strict().parse(card)).toEqual(card);
  });

  it("coarsens areas to cities and industries to divisions", () => {
    expect(["411281", "411200", "410000", "411281003000"].map(cityOf)).toEqual([
      "411200",
      "411200",
      "410000",
      "411200",
    ]);
    expect(["C3211", "C32", "C", "3211"].map(divisionOf)).toEqual(["C32", "C32", "C", "32"]);
  });
});
