import {
  createEntry,
  decideRevision,
  recommendRevision,
  returnRevision,
  saveDraft,
  submitEntry,
  withdrawEntry,
} from "@jiebang/core";
import { entryContent, type OwnEntry, type RubricScores } from "@jiebang/domain";
import { entries } from "../entries/index.ts";
import { organisations } from "../world/organisations.ts";
import { people } from "../world/people.ts";
import type { DemoEntry } from "../world/types.ts";
import { entryContentOf } from "./entry-content.ts";
import type { Beat, Stage } from "./stage.ts";

/** Each entry's road: written, handed in, recommended by its county, decided by the city, as the world says. */
export function entryBeats(stage: Stage): Beat[] {
  return entries.flatMap((entry) => roadOf(stage, entry));
}

function roadOf(stage: Stage, entry: DemoEntry): Beat[] {
  const road = entry.road ?? "published";
  const on = (day: number, time: string, run: () => Promise<unknown>): Beat => ({ day, time, run });
  const start = -entry.ago;
  const recommend = on(start + 1, "10:00", () => recommendEntry(stage, entry));
  const publish = on(start + 3, "15:00", () => decideEntry(stage, entry, "publish"));
  const writeOnly = on(start, "14:00", () => writeEntry(stage, entry));
  const write = on(start, "14:00", async () => {
    await writeEntry(stage, entry);
    await handIn(stage, entry);
  });
  switch (road) {
    case "draft":
      return [writeOnly];
    case "submitted":
      return [write];
    case "returned":
      return [write, on(start + 1, "10:00", () => returnEntry(stage, entry))];
    case "recommended":
      return [write, recommend];
    case "held":
      return [write, recommend, on(start + 3, "15:00", () => decideEntry(stage, entry, "hold"))];
    case "rejected":
      return [write, recommend, on(start + 3, "15:00", () => decideEntry(stage, entry, "reject"))];
    case "returned_once":
      return [
        on(start - 4, "14:00", async () => {
          await writeEntry(stage, entry, { isIncomplete: true });
          await handIn(stage, entry);
        }),
        on(start - 3, "10:00", () => returnEntry(stage, entry)),
        on(start, "14:00", async () => {
          await completeEntry(stage, entry);
          await handIn(stage, entry);
        }),
        recommend,
        publish,
      ];
    case "withdrawn":
      return [write, recommend, publish, on(start + 20, "11:00", () => withdraw(stage, entry))];
    case "published":
      return [write, recommend, publish];
  }
}

async function writeEntry(stage: Stage, entry: DemoEntry, { isIncomplete = false } = {}): Promise<void> {
  const content = entryContent.parse(entryContentOf(entry, stage.today));
  // What came back with reasons had been handed in without its evidence.
  if (isIncomplete && content.kind === "offer") {
    if (content.detail.maturity) content.detail.maturity.evidence = "";
    content.detail.ipRights = content.detail.ipRights.map((right) => ({ ...right, holder: "" }));
  }
  const created = await createEntry(await authorOf(stage, entry), {
    kind: entry.kind,
    organisationId: stage.ids.organisations.get(entry.org),
    content,
  });
  remember(stage, entry, created);
}

async function completeEntry(stage: Stage, entry: DemoEntry): Promise<void> {
  const content = entryContent.parse(entryContentOf(entry, stage.today));
  const own = revisions.get(stage)!.get(entry.key)!;
  const saved = await saveDraft(await authorOf(stage, entry), {
    entryId: own.entryId,
    lockVersion: own.lockVersion,
    content,
  });
  own.lockVersion = saved.lockVersion;
}

async function handIn(stage: Stage, entry: DemoEntry): Promise<void> {
  const own = revisions.get(stage)!.get(entry.key)!;
  // One of them goes in without a target, knowingly: it is the one that is returned.
  remember(
    stage,
    entry,
    await submitEntry(await authorOf(stage, entry), { ...own, acknowledged: ["target_missing", "identifier_profile"] }),
  );
}

const onDesk = (stage: Stage, entry: DemoEntry) => {
  const { revisionId, lockVersion } = revisions.get(stage)!.get(entry.key)!;
  return { revisionId, lockVersion };
};

async function recommendEntry(stage: Stage, entry: DemoEntry): Promise<void> {
  const ticks = { isTrue: true, isComplete: true, isNotSecret: true };
  await recommendRevision(await stage.as(countyOf(entry)), { ...onDesk(stage, entry), ticks });
  decided(stage, entry);
}

async function returnEntry(stage: Stage, entry: DemoEntry): Promise<void> {
  await returnRevision(await stage.as(countyOf(entry)), {
    ...onDesk(stage, entry),
    reasons: entry.reasons ?? ["incomplete"],
    note: entry.note ?? "",
  });
  decided(stage, entry);
}

async function decideEntry(stage: Stage, entry: DemoEntry, action: "publish" | "hold" | "reject"): Promise<void> {
  await decideRevision(await stage.as("city"), {
    ...onDesk(stage, entry),
    action,
    rubric: rubricOf(entry, action),
    reasons: action === "publish" ? [] : (entry.reasons ?? ["evidence_missing"]),
    note: entry.note ?? "",
  });
  decided(stage, entry);
}

async function withdraw(stage: Stage, entry: DemoEntry): Promise<void> {
  const entryId = stage.ids.entries.get(entry.key);
  await withdrawEntry(await authorOf(stage, entry), { entryId, reason: "done", text: "已与用户签约，不再对外。" });
}

/** Two to five per criterion, the same at every play; a zero holds, a low sum rejects. */
function rubricOf(entry: DemoEntry, action: "publish" | "hold" | "reject"): RubricScores {
  if (action === "hold") return { innovation: 4, clarity: 3, cooperation: 2, conformity: 0 };
  if (action === "reject") return { innovation: 1, clarity: 1, cooperation: 1, conformity: 1 };
  const seed = [...entry.key].reduce((sum, char) => sum + char.charCodeAt(0), 0);
  const score = (i: number) => 3 + ((seed >> i) % 3);
  return { innovation: score(0), clarity: score(1), cooperation: score(2), conformity: score(3) };
}

const authorOf = (stage: Stage, entry: DemoEntry) =>
  stage.as(people.some((p) => p.key === `${entry.org}.editor`) ? `${entry.org}.editor` : entry.org);

const countyOf = (entry: DemoEntry): string => {
  const code = organisations.find((o) => o.key === entry.org)!.jurisdiction;
  return people.find((p) => p.coordinates === code)!.key;
};

// The version that the next person would have read on the screen.
interface OnScreen {
  entryId: string;
  revisionId: string;
  lockVersion: number;
}
const revisions = new WeakMap<Stage, Map<string, OnScreen>>();

function remember(stage: Stage, entry: DemoEntry, own: OwnEntry): void {
  if (!revisions.has(stage)) revisions.set(stage, new Map());
  revisions.get(stage)!.set(entry.key, {
    entryId: own.id,
    revisionId: own.revision.id,
    lockVersion: own.revision.lockVersion,
  });
  stage.ids.entries.set(entry.key, own.id);
  if (own.number) stage.numbers.set(entry.key, own.number);
}

/** A decision moves the version on by one. */
function decided(stage: Stage, entry: DemoEntry): void {
  revisions.get(stage)!.get(entry.key)!.lockVersion += 1;
}
