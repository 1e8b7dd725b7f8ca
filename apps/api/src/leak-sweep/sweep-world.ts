import { createHash } from "node:crypto";
import { refreshEntryIndex, type Services } from "@jiebang/core";
import { type Actor, anonymous, LAYERS, type Layer, newId, UNDERTAKING_VERSION } from "@jiebang/domain";
import { makeEntry, makeJurisdiction, makeOrganisation, makePerson, type useTestDatabase } from "@jiebang/testing";
import type { AccessWorld, ActorName } from "../access-table.ts";
import { CASES, type Case, canary, contentWith } from "./canaries.ts";

type Db = ReturnType<typeof useTestDatabase>;

/** Those of the access table, and five whose right to read is particular. */
export const ROLES = [
  "anonymous",
  "stranger",
  "editor",
  "admin",
  "county",
  "countyElsewhere",
  "city",
  "auditor",
  "platformAdmin",
  "friend", // in the circle
  "blocked",
  "affiliate", // of the blocked one
  "signed", // accepted the undertaking of the layered entries
  "asker", // asked about the layered entries, and was accepted
] as const;
export type Role = (typeof ROLES)[number];

/** Everything by which one entry could be asked about. */
export interface Subject {
  of: Case;
  kind: "offer" | "demand";
  entryId: string;
  revisionId: string;
  number: string;
  attachmentIds: string[];
  interestId: string;
  organisationId: string;
}

export interface SweepWorld extends AccessWorld {
  everybody: Record<Role, Actor>;
  subjects: Subject[];
  /** The hidden poster: its name stands beside none of its entries. */
  shyName: string;
}

const STANDING: Record<Case, { revision: "draft" | "returned" | "submitted" | "published"; entry?: object }> = {
  draft: { revision: "draft" },
  returned: { revision: "returned" },
  submitted: { revision: "submitted" },
  layered: { revision: "published" },
  revised: { revision: "published" },
  hidden: { revision: "published" },
  circle: { revision: "published", entry: { audience: "circle" } },
  blocking: { revision: "published" },
  expired: { revision: "published", entry: { state: "expired" } },
  withdrawn: { revision: "published", entry: { state: "withdrawn" } },
  archived: { revision: "published", entry: { state: "archived" } },
};

export async function makeSweepWorld(db: Db, services: Services): Promise<SweepWorld> {
  const city = await makeJurisdiction(db, { level: "city" });
  const countyA = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const countyB = await makeJurisdiction(db, { level: "county", parentId: city.id });
  const organisation = (name: string) => makeOrganisation(db, { jurisdictionId: countyA.id, name });
  const owner = await organisation("晨星材料有限公司");
  const shy = await organisation("羞草冶炼有限公司");
  const strangerOrganisation = await organisation("路人机械有限公司");
  const [friend, rival, daughter, signing, asking] = [
    await organisation("好友"),
    await organisation("对手"),
    await organisation("对手子公司"),
    await organisation("签约方"),
    await organisation("询问方"),
  ];
  await db.prisma.organisationRelation.create({
    data: {
      id: newId("rel"),
      organisationId: rival.id,
      relatedOrganisationId: daughter.id,
      kind: "shareholding",
      evidence: "x",
    },
  });
  const member = (organisationId: string, role: "admin" | "editor" = "admin") =>
    makePerson(db, { member: [{ organisationId, role }] });
  const coordinator = (jurisdictionId: string, level: "county" | "city") =>
    makePerson(db, { coordinates: [{ jurisdictionId, level }] });
  const everybody = {
    anonymous,
    stranger: await member(strangerOrganisation.id),
    // The hidden poster's people are the owner's people: they read their own in the open.
    editor: await makePerson(db, {
      member: [owner, shy].map((o) => ({ organisationId: o.id, role: "editor" as const })),
    }),
    admin: await makePerson(db, {
      member: [owner, shy].map((o) => ({ organisationId: o.id, role: "admin" as const })),
    }),
    county: await coordinator(countyA.id, "county"),
    countyElsewhere: await coordinator(countyB.id, "county"),
    city: await coordinator(city.id, "city"),
    auditor: await makePerson(db, { roles: ["auditor"] }),
    platformAdmin: await makePerson(db, { roles: ["platform_admin"] }),
    friend: await member(friend.id),
    blocked: await member(rival.id),
    affiliate: await member(daughter.id),
    signed: await member(signing.id),
    asker: await member(asking.id),
  } satisfies Record<Role, Actor>;
  const managerId = newId("tmg");
  await db.prisma.technologyManager.create({
    data: {
      id: managerId,
      userId: (await makePerson(db)).userId,
      speciality: "x",
      registeredById: everybody.city.userId,
    },
  });
  const subjects: Subject[] = [];
  for (const [i, of] of CASES.entries())
    for (const kind of ["offer", "demand"] as const) {
      const poster = of === "hidden" ? shy : owner;
      const { kind: _, detail, ...columns } = contentWith(of, kind, i + (kind === "offer" ? 0 : 1));
      const { entryId, revisionId } = await makeEntry(db, {
        kind,
        organisationId: poster.id,
        jurisdictionId: countyA.id,
        revision: STANDING[of].revision,
        entry: STANDING[of].entry,
        content: { ...columns, detail: detail as object, isPosterHidden: of === "hidden" },
      });
      const attachmentIds: string[] = [];
      for (const layer of LAYERS) {
        const id = newId("att");
        const storageKey = `sweep/${id}`;
        const bytes = new TextEncoder().encode(`file ${canary({ of, layer: fileLayer(of, layer), field: "bytes" })}`);
        await services.files.put(storageKey, bytes);
        await db.prisma.attachment.create({
          data: {
            id,
            subjectKind: "revision",
            subjectId: revisionId,
            layer,
            mediaType: "text/plain",
            size: bytes.length,
            storageKey,
            // The name of a hidden poster's file is its own people's alone.
            fileName: `${canary({ of, layer: of === "hidden" ? "sealed" : layer, field: "filename" })}.txt`,
            sha256: createHash("sha256").update(bytes).digest("hex"),
          },
        });
        attachmentIds.push(id);
      }
      const interestId = newId("int");
      const says = (field: string) => canary({ of, layer: "sealed", field: `interest${field}` });
      // Nobody can have asked about what never stood.
      const wasSeen = STANDING[of].revision === "published";
      if (wasSeen)
        await db.prisma.interest.create({
          data: {
            id: interestId,
            entryId,
            organisationId: asking.id,
            userId: everybody.asker.userId,
            cooperation: says("cooperation"),
            unclear: says("unclear"),
            about: says("about"),
            state: of === "layered" ? "accepted" : "open",
            answer: of === "layered" ? says("answer") : null,
            answeredAt: of === "layered" ? new Date() : null,
            dueAt: new Date("2030-01-01T00:00:00Z"),
          },
        });
      if (wasSeen)
        await db.prisma.engagement.create({
          data: {
            id: newId("eng"),
            managerId,
            entryId,
            interestId,
            state: "invited",
            invitedById: everybody.asker.userId,
          },
        });
      if (of === "layered")
        await db.prisma.undertaking.create({
          data: {
            id: newId("und"),
            entryId,
            userId: everybody.signed.userId,
            organisationId: signing.id,
            textVersion: UNDERTAKING_VERSION,
          },
        });
      if (of === "circle")
        await db.prisma.entryCircle.create({ data: { entryId, kind: "organisation", value: friend.id } });
      if (of === "blocking") await db.prisma.entryBlock.create({ data: { entryId, organisationId: rival.id } });
      if (of === "revised") {
        const next = contentWith(of, kind, i, true);
        const { kind: _kind, detail: nextDetail, ...nextColumns } = next;
        const id = newId("rev");
        await db.prisma.revision.create({
          data: { id, entryId, no: 2, state: "draft", ...nextColumns, detail: nextDetail as object },
        });
        await db.prisma.entry.update({ where: { id: entryId }, data: { currentRevisionId: id } });
      }
      const { number } = await db.prisma.entry.findUniqueOrThrow({ where: { id: entryId } });
      subjects.push({
        of,
        kind,
        entryId,
        revisionId,
        number: number ?? "CG-2001-NONE",
        attachmentIds,
        interestId,
        organisationId: poster.id,
      });
    }
  await db.prisma.$transaction((tx) =>
    refreshEntryIndex(
      tx,
      subjects.map((s) => s.entryId),
    ),
  );
  await recommendEverything(
    db,
    subjects,
    [strangerOrganisation, friend, rival, daughter, signing, asking].map((o) => o.id),
    countyA.id,
  );
  const kept = new Map<string, Promise<unknown>>();
  const { friend: _1, blocked: _2, affiliate: _3, signed: _4, asker: _5, ...actors } = everybody;
  return {
    db,
    city,
    countyA,
    countyB,
    owner,
    strangerOrganisation,
    everybody,
    subjects,
    shyName: shy.name,
    actors: actors satisfies Record<ActorName, Actor>,
    once: <T>(key: string, make: () => Promise<T>) => {
      if (!kept.has(key)) kept.set(key, make());
      return kept.get(key) as Promise<T>; // the same key is only ever made by the same row
    },
  };
}

/**
 * Whatever stands, stood or never stood is recommended to whatever fits by kind: among the subjects, and to an entry of
 * each of these organisations. The rows quote what the job once read; that of a next revision waits under its own number.
 */
async function recommendEverything(db: Db, subjects: Subject[], organisationIds: string[], jurisdictionId: string) {
  const others: { kind: "offer" | "demand"; entryId: string; revisionId: string; of?: Case }[] = [...subjects];
  for (const organisationId of organisationIds)
    for (const kind of ["offer", "demand"] as const)
      others.push({ kind, ...(await makeEntry(db, { kind, organisationId, jurisdictionId, revision: "published" })) });
  const passage = (side: (typeof others)[number]) => ({
    field: "title",
    text: side.of ? canary({ of: side.of, layer: "public", field: "title" }) : "平常",
    marks: [[0, 2]],
  });
  for (const offer of others)
    for (const demand of others) {
      if (offer.kind !== "offer" || demand.kind !== "demand") continue;
      const explanation = {
        parts: [{ name: "text", weight: 1, score: 0.5 }],
        facts: [],
        quotes: { offer: [passage(offer)], demand: [passage(demand)] },
        targets: [],
        missing: [],
      };
      // What its own people have not handed in is nobody's to quote; the row of the job would be such a one.
      const isNext = offer.of === "revised" || demand.of === "revised";
      await db.prisma.$executeRaw`
        INSERT INTO recommendation (offer_id, demand_id, total, explanation, weights_version, offer_revision_id, demand_revision_id)
        VALUES (${offer.entryId}, ${demand.entryId}, 0.5, ${JSON.stringify(
          isNext ? { ...explanation, targets: nextTargets } : explanation,
        )}::json, 0, ${isNext ? "rev_next" : offer.revisionId}, ${demand.revisionId})`;
    }
}
const nextTargets = [
  { name: canary({ of: "revised", layer: "next", field: "target" }), wanted: "", state: "unanswered", quote: null },
];

/** With a hidden poster no file is public. */
const fileLayer = (of: Case, layer: Layer): Layer => (of === "hidden" && layer === "public" ? "undertaking" : layer);
