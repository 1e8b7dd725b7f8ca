import type { PublicEntry } from "@jiebang/domain";
import type { AffinityField, AffinityTarget } from "@jiebang/matching";

/**
 * What the scorer is told of an entry, before its words are cut: the public layer only, made from the one projection. A
 * hidden poster brings no organisation and no answer rate.
 */
export interface Scorable {
  id: string;
  revisionId: string;
  kind: "offer" | "demand";
  /** Whose answer rate counts; null with a hidden poster. */
  posterId: string | null;
  texts: { field: AffinityField; text: string }[];
  industry?: string;
  ipc?: string[];
  chain?: string[];
  discipline?: string[];
  area?: string;
  modes?: string[];
  money?: { min?: number; max?: number };
  answerRate?: number;
  maturity?: number;
  targets?: AffinityTarget[];
}

const STAGES = { lab: 0, small_trial: 1, pilot: 2, industrial: 3 } as const;
/** A level of nine on the scale of four stages: 1-3 laboratory, 4-5 small trial, 6-7 pilot, 8-9 industrial. */
const stageOfLevel = (level: number) => Math.min(3, Math.max(0, (level - 2) / 2.2));
/** GB/T 4754 is written with or without its section letter. */
const bareIndustry = (code: string) => code.replace(/^[A-T](?=\d)/, "");

export function toScorable(entry: PublicEntry, revisionId: string, answerRate: number | null): Scorable {
  const { offer, demand } = entry;
  const texts: Scorable["texts"] = [];
  const add = (field: AffinityField, text: string | null | undefined) => {
    if (text?.trim()) texts.push({ field, text });
  };
  add("title", entry.title);
  add("title", entry.titleEn);
  add("keywords", entry.keywords.join("、"));
  add("keywords", entry.keywordsEn.join(", "));
  const long = [entry.body, demand?.problem ?? offer?.proven].filter(Boolean).join("\n");
  // A summary that was lent from the text says nothing twice.
  if (!isLent(entry.summary, long)) add("summary", entry.summary);
  add("summary", entry.summaryEn);
  add("body", long);
  add("body", entry.bodyEn);
  if (offer) for (const text of [offer.maturity?.evidence, offer.conditions]) add("body", text);
  if (demand) {
    for (const text of [demand.todayState, demand.partnerConditions]) add("body", text);
    add("targets", demand.targets.map((t) => `${t.name} ${t.value}${t.unit}`).join("；"));
  }
  add(
    "names",
    [entry.industry, entry.chain, entry.discipline]
      .map((ref) => ref?.name)
      .filter(Boolean)
      .join("、"),
  );
  const min = numberOf(entry.money?.min);
  const max = numberOf(entry.money?.max);
  const maturity = offer?.maturity?.stage
    ? STAGES[offer.maturity.stage]
    : offer?.maturity?.level
      ? stageOfLevel(offer.maturity.level)
      : undefined;
  return {
    id: entry.id,
    revisionId,
    kind: entry.kind,
    posterId: entry.poster.id,
    texts,
    ...(entry.industry && { industry: bareIndustry(entry.industry.code) }),
    ...(entry.ipcCodes.length && { ipc: entry.ipcCodes }),
    ...(entry.chain && { chain: [entry.chain.code] }),
    ...(entry.discipline && { discipline: [entry.discipline.code] }),
    ...(entry.area && { area: entry.area.code }),
    ...(entry.cooperationModes.length && { modes: entry.cooperationModes }),
    ...((min !== undefined || max !== undefined) && {
      money: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
    }),
    ...(answerRate !== null && { answerRate }),
    ...(maturity !== undefined && { maturity }),
    ...(demand?.targets.length && {
      targets: demand.targets.map(({ name, comparator, value, unit }) => ({ name, comparator, value, unit })),
    }),
  };
}

const numberOf = (value: string | null | undefined) => (value ? Number(value) : undefined);

function isLent(summary: string, text: string): boolean {
  const plain = (value: string) => value.replace(/[\s…。]+/g, "");
  return summary !== "" && plain(text).startsWith(plain(summary).slice(0, 60));
}
