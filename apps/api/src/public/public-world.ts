// The world that the tests of the public face look at: through the whole server, over a real database.

import { refreshEntryIndex } from "@jiebang/core";
import type { Database } from "@jiebang/db";
import { makeEntry, makeOrganisation, testServices } from "@jiebang/testing";
import type { ServerDeps } from "../http/deps.ts";
import { createLogger } from "../logging/logger.ts";
import { createMetrics } from "../logging/metrics.ts";
import { createServer } from "../server.ts";

export const PUBLIC_URL = "https://jiebang.example";

export function publicServer(db: Database, apiRatePerMinute = 10_000) {
  const deps: ServerDeps = {
    db,
    services: { ...testServices(), publicUrl: PUBLIC_URL },
    logger: createLogger("silent"),
    metrics: createMetrics(),
    live: { add: () => () => {}, size: () => 0, close: async () => {} },
    readiness: async () => ({ ready: true, checks: {} }),
    settings: { publicUrl: PUBLIC_URL, isProduction: false, isDemo: false, trustProxy: 0, apiRatePerMinute },
  };
  return createServer(deps);
}

let serial = 0;
type Options = Parameters<typeof makeEntry>[1];

/** A published entry with a number of the real shape, in the index. */
export async function publishEntry(db: Database, options: Omit<Options, "revision">) {
  serial += 1;
  const number = `${options.kind === "demand" ? "XQ" : "CG"}-2026-${String(serial).padStart(5, "0")}`;
  const { entryId } = await makeEntry(db, { ...options, revision: "published", entry: { number, ...options.entry } });
  await db.prisma.$transaction((tx) => refreshEntryIndex(tx, [entryId]));
  return { entryId, number };
}

/** What must never be seen of a poster who hides: names, places, people, numbers. */
export const SECRETS = [
  "义马暗影科技",
  "Shadow Technology",
  "91411224MA3XSECRET",
  "411224",
  "C3211",
  "申屠无忌",
  "13812345678",
  "轩辕课题组",
  "202110123456",
  "密封的独门配方",
  "承诺后可见的工艺窗口",
  "shadow-src",
];

/** An offer and a demand of a firm that hides its name, with everything filled that could give it away. */
export async function makeHiddenPoster(db: Database) {
  const organisation = await makeOrganisation(db, {
    name: "义马暗影科技",
    nameEn: "Shadow Technology",
    creditCode: "91411224MA3XSECRET",
    areaCode: "411224",
    industryCode: "C3211",
    summary: "公开的单位简介。",
  });
  const content = {
    isPosterHidden: true,
    areaCode: "411224",
    industryCode: "C3211",
    contactName: "申屠无忌",
    contactPhone: "13812345678",
    contactEmail: "shentu@shadow.example",
  };
  const offer = await publishEntry(db, {
    kind: "offer",
    organisationId: organisation.id,
    entry: { sourceId: "shadow-src:1" },
    content: {
      ...content,
      title: "深井降温用相变材料",
      body: "密封的独门配方：石蜡与琥珀酸。",
      layers: { body: "sealed", conditions: "undertaking" },
      detail: {
        maturity: { scaleId: "stage", level: null, stage: "pilot", evidence: "" },
        ipRights: [
          {
            kind: "invention",
            holder: "义马暗影科技",
            status: "granted",
            numberKind: "patent",
            number: "ZL202110123456.7",
          },
        ],
        inventors: [{ name: "申屠无忌", unit: "义马暗影科技", title: "" }],
        team: "轩辕课题组",
        conditions: "承诺后可见的工艺窗口",
        proven: "",
      },
    },
  });
  const demand = await publishEntry(db, {
    kind: "demand",
    organisationId: organisation.id,
    content: { ...content, title: "深井热害治理" },
  });
  return { organisation, offer, demand };
}
