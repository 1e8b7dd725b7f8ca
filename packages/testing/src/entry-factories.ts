import type { Database, Prisma } from "@jiebang/db";
import { newId } from "@jiebang/domain";

type Db = Pick<Database, "prisma">;
let counter = 0;

export interface EntryOptions {
  kind?: "offer" | "demand";
  organisationId: string;
  jurisdictionId?: string | null;
  /** Where the revision stands; `published` also publishes the entry. */
  revision?: "draft" | "submitted" | "recommended" | "held" | "returned" | "rejected" | "published";
  entry?: Partial<Prisma.EntryUncheckedCreateInput>;
  content?: Partial<Prisma.RevisionUncheckedCreateInput>;
}

const offerDetail = {
  maturity: { scaleId: "stage", level: null, stage: "pilot", evidence: "中试报告" },
  ipRights: [],
  inventors: [],
  team: "",
  conditions: "",
  proven: "两家企业试用三个月。",
};
const demandDetail = {
  problem: "现有工艺回收率不足百分之七十，药剂成本高，冬季低温时指标波动大，急需新的捕收剂与配套流程。",
  targets: [{ name: "回收率", comparator: "ge", value: "85", unit: "%" }],
  todayState: "正浮选一段",
  deadline: null,
  partnerConditions: "",
  ipWish: "共有",
  foundationClass: null,
};

/** An entry with one revision, complete enough to be handed in, in the state asked for. */
export async function makeEntry(db: Db, options: EntryOptions) {
  const { kind = "offer", revision = "draft" } = options;
  counter += 1;
  // Before the first await: several are made at once.
  const unique = `${Date.now().toString(36)}${counter}`.toUpperCase();
  const entryId = newId(kind === "offer" ? "ofr" : "dmd");
  const revisionId = newId("rev");
  const isPublished = revision === "published";
  const wasSubmitted = revision !== "draft";
  const [now] = await db.prisma.$queryRaw<{ now: Date }[]>`SELECT app_now() AS now`;
  await db.prisma.entry.create({
    data: {
      id: entryId,
      kind,
      organisationId: options.organisationId,
      jurisdictionId: options.jurisdictionId ?? null,
      state: isPublished ? "published" : "draft",
      number: wasSubmitted ? `${kind === "offer" ? "CG" : "XQ"}-2001-${unique}` : null,
      currentRevisionId: revisionId,
      publishedRevisionId: isPublished ? revisionId : null,
      publishedAt: isPublished ? now!.now : null,
      expiresAt: isPublished ? new Date(now!.now.getTime() + 300 * 86_400_000) : null,
      ...options.entry,
    },
  });
  await db.prisma.revision.create({
    data: {
      id: revisionId,
      entryId,
      no: 1,
      state: revision,
      title: `低温精炼技术${counter}`,
      summary: "在七百度以下除氢除渣，能耗下降两成，已在两家企业试用。",
      body: "技术说明",
      keywords: ["精炼"],
      industryCode: "C32",
      areaCode: "411281",
      cooperationModes: ["licence_ordinary"],
      moneyKind: "negotiable",
      contactName: "王老师",
      contactPhone: "0398-2188888",
      submittedAt: wasSubmitted ? now!.now : null,
      detail: (kind === "offer" ? offerDetail : demandDetail) as Prisma.InputJsonObject,
      ...options.content,
    },
  });
  return { entryId, revisionId };
}
