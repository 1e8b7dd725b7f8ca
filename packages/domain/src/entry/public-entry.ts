import { z } from "zod";
import { day, dayOf, instant, instantOf } from "../kernel/instants.ts";
import { money } from "../kernel/money.ts";
import { entryState } from "./entry.states.ts";
import {
  type CodeRef,
  codeRef,
  cooperationMode,
  type EntryContent,
  entryKind,
  FIELD_LAYERS,
  inventor,
  ipRight,
  LAYERS,
  type Layer,
  type LayeredField,
  maturity,
  maturityStage,
  target,
} from "./entry-content.ts";

// The one projection of an entry to what everybody may read. Search index, public pages, API and board snapshots all
// stand on it, so that a field hidden in one place is hidden in all.

export const publicAttachment = z.object({
  id: z.string(),
  fileName: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
});

export const poster = z.object({
  isHidden: z.boolean(),
  /** Null when hidden. */
  id: z.string().nullable(),
  name: z.string().nullable(),
  nameEn: z.string().nullable(),
  kind: z.enum(["university", "institute", "enterprise", "agency"]),
  /** A source's placeholder that waits to be claimed. */
  isPlaceholder: z.boolean(),
});

export const publicMoney = z.object({
  kind: z.enum(["range", "negotiable"]),
  min: money.nullable(),
  max: money.nullable(),
});

const card = z.object({
  id: z.string(),
  kind: entryKind,
  number: z.string(),
  sourceId: z.string().nullable(),
  state: entryState,
  isHistorical: z.boolean(),
  /** Entered by a coordinator, and neither its organisation nor a stamped form has confirmed it. */
  isUnconfirmed: z.literal(true).optional(),
  title: z.string(),
  titleEn: z.string().nullable(),
  summary: z.string(),
  summaryEn: z.string().nullable(),
  industry: codeRef.nullable(),
  chain: codeRef.nullable(),
  area: codeRef.nullable(),
  cooperationModes: z.array(cooperationMode),
  money: publicMoney.nullable(),
  /** Offers. */
  maturityStage: maturityStage.nullable(),
  /** Demands: by when the result is needed. */
  deadline: day.nullable(),
  validUntil: day.nullable(),
  publishedAt: instant,
  poster,
});
/** What stands in a list. */
export const entryCard = card;
export type EntryCard = z.infer<typeof entryCard>;
const CARD_KEYS = Object.keys(card.shape) as (keyof EntryCard)[];

export const publicOfferDetail = z.object({
  maturity: maturity.nullable(),
  ipRights: z.array(ipRight.omit({ layer: true })),
  inventors: z.array(inventor.omit({ layer: true })),
  team: z.string(),
  conditions: z.string(),
  proven: z.string(),
});
export const publicDemandDetail = z.object({
  problem: z.string(),
  targets: z.array(target.omit({ layer: true })),
  todayState: z.string(),
  partnerConditions: z.string(),
  ipWish: z.string(),
  foundationClass: z.string().nullable(),
});

/** What stands on the public page of an entry. Fields that are not public are empty and named in `afterUndertaking`. */
export const publicEntry = card.extend({
  body: z.string(),
  bodyEn: z.string().nullable(),
  keywords: z.array(z.string()),
  keywordsEn: z.array(z.string()),
  discipline: codeRef.nullable(),
  ipcCodes: z.array(z.string()),
  offer: publicOfferDetail.nullable(),
  demand: publicDemandDetail.nullable(),
  contact: z
    .object({ name: z.string().nullable(), phone: z.string().nullable(), email: z.string().nullable() })
    .nullable(),
  attachments: z.array(publicAttachment),
  /** Names of what can be read after a confidentiality undertaking; `attachments` when there are such files. */
  afterUndertaking: z.array(z.string()),
  revisionNo: z.number().int(),
  expiresAt: instant.nullable(),
  updatedAt: instant,
});
export type PublicEntry = z.infer<typeof publicEntry>;

/** What the projection reads: the published revision, its entry, its organisation, its live attachments. */
export interface PublicSource {
  entry: {
    id: string;
    number: string | null;
    sourceId: string | null;
    state: z.infer<typeof entryState>;
    isHistorical: boolean;
    isUnconfirmed?: boolean;
    publishedAt: string | null;
    expiresAt: string | null;
  };
  revision: { no: number; updatedAt: string; content: EntryContent };
  organisation: {
    id: string;
    name: string;
    nameEn: string | null;
    kind: z.infer<typeof poster>["kind"];
    source: string | null;
  };
  attachments: { id: string; fileName: string; mediaType: string; size: number; layer: Layer }[];
}

/** Names of codes: `industry`, `chain`, `area`, `discipline`. */
export type CodeLookup = (list: string, code: string) => { name: string; nameEn: string | null } | undefined;

const rank = (l: Layer) => LAYERS.indexOf(l);

/** The layer a field stands in: the author's choice, else the field's own. A hidden poster's identity never gets public. */
export function layerOf(content: Pick<EntryContent, "layers" | "isPosterHidden">, field: LayeredField): Layer {
  const chosen = content.layers[field] ?? FIELD_LAYERS[field];
  if (content.isPosterHidden && (field === "contact" || field === "inventors" || field === "team")) return "sealed";
  return chosen;
}

/** With a hidden poster a public file counts as one behind the undertaking: files carry names, logos and metadata. */
export function attachmentLayer(content: Pick<EntryContent, "isPosterHidden">, chosen: Layer): Layer {
  return content.isPosterHidden && chosen === "public" ? "undertaking" : chosen;
}

/** GB/T 2260: the city of an area; provinces and codes that are not areas stay. */
export function cityOf(areaCode: string): string {
  return /^\d{6,}$/.test(areaCode) && !areaCode.endsWith("0000") ? `${areaCode.slice(0, 4)}00` : areaCode;
}

/** GB/T 4754: the division (two digits) of an industry; a section letter before the digits stays. */
export function divisionOf(industryCode: string): string {
  return /^([A-T]?\d{2})/.exec(industryCode)?.[1] ?? industryCode.slice(0, 1);
}

/** GB/T 13745: the first-level discipline (three digits). */
export function disciplineFieldOf(code: string): string {
  return /^\d{3}/.exec(code)?.[0] ?? code;
}

/** The beginning of the day in Shanghai: an exact instant can be laid beside other entries of the same hand. */
const wholeDay = (value: string): string => instantOf(dayOf(new Date(value))).toISOString();

/** What lies deeper than the reader reaches is left out; what is shown does not say that it could have a layer. */
function withinReach<T extends { layer?: Layer }>(items: T[], reach: Layer): Omit<T, "layer">[] {
  return items.filter((i) => rank(i.layer ?? "public") <= rank(reach)).map(({ layer: _, ...item }) => item);
}

/** A file of a hidden poster goes by a number: its name was given by somebody who knew no secret was in it. */
export function neutralFileName(fileName: string, no: number): string {
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(fileName)?.[0] ?? "";
  return `${no}${ending.toLowerCase()}`;
}

/** IPC subclass (`C22B`) of a symbol: a full group can lead to one patent. */
const subclassOf = (symbol: string) => symbol.slice(0, 4);

function refOf(codes: CodeLookup, list: string, code: string | null): CodeRef | null {
  if (!code) return null;
  // A finer code than the list holds is shown by the name of what it lies in.
  const names = codes(list, code) ?? (list === "industry" ? codes(list, divisionOf(code)) : undefined);
  return { code, name: names?.name ?? code, nameEn: names?.nameEn ?? null };
}

/** What a reader in `reach` may read of a revision; everything above it is empty. `reach` = public | undertaking | sealed (all). */
export function projectEntry(source: PublicSource, codes: CodeLookup, reach: Layer): PublicEntry {
  const { entry, revision, organisation } = source;
  const c = revision.content;
  const hidden = c.isPosterHidden;
  const may = (field: LayeredField) => rank(layerOf(c, field)) <= rank(reach);
  const instantFor = (value: string) => (hidden ? wholeDay(value) : value);
  const text = (field: LayeredField, value: string) => (may(field) ? value : "");
  const files = source.attachments.filter((a) => rank(attachmentLayer(c, a.layer)) <= rank(reach));
  const area = c.areaCode && hidden ? cityOf(c.areaCode) : c.areaCode;
  const industry = c.industryCode && hidden ? divisionOf(c.industryCode) : c.industryCode;
  const discipline = c.disciplineCode && hidden ? disciplineFieldOf(c.disciplineCode) : c.disciplineCode;
  const offer = c.kind === "offer" ? c.detail : null;
  const demand = c.kind === "demand" ? c.detail : null;
  const shown = offer?.maturity ?? null;
  return {
    id: entry.id,
    kind: c.kind,
    number: entry.number ?? "",
    sourceId: hidden ? null : entry.sourceId,
    state: entry.state,
    isHistorical: entry.isHistorical,
    ...(entry.isUnconfirmed && { isUnconfirmed: true as const }),
    title: c.title,
    titleEn: c.titleEn,
    summary: text("summary", c.summary),
    summaryEn: may("summary") ? c.summaryEn : null,
    industry: refOf(codes, "industry", industry),
    chain: refOf(codes, "chain", may("chain") ? c.chainCode : null),
    area: refOf(codes, "area", area),
    cooperationModes: c.cooperationModes,
    money: may("money") && c.moneyKind ? { kind: c.moneyKind, min: c.moneyMin, max: c.moneyMax } : null,
    maturityStage: shown?.stage ?? null,
    deadline: may("deadline") ? (demand?.deadline ?? null) : null,
    // A renewal moves the end of the entry, not the text of its revision.
    validUntil: entry.expiresAt ? dayOf(new Date(Date.parse(entry.expiresAt) - 1)) : c.validUntil,
    publishedAt: instantFor(entry.publishedAt ?? revision.updatedAt),
    poster: {
      isHidden: hidden,
      id: hidden ? null : organisation.id,
      name: hidden ? null : organisation.name,
      nameEn: hidden ? null : organisation.nameEn,
      kind: organisation.kind,
      isPlaceholder: !hidden && organisation.source !== null,
    },
    body: text("body", c.body),
    bodyEn: may("body") ? c.bodyEn : null,
    keywords: may("keywords") ? c.keywords : [],
    keywordsEn: may("keywords") ? c.keywordsEn : [],
    discipline: refOf(codes, "discipline", discipline),
    ipcCodes: may("ipcCodes") ? (hidden ? [...new Set(c.ipcCodes.map(subclassOf))] : c.ipcCodes) : [],
    offer: offer && {
      maturity: shown && { ...shown, evidence: text("maturityEvidence", shown.evidence) },
      ipRights: may("ipRights")
        ? withinReach(offer.ipRights, reach).map((r) =>
            hidden ? { ...r, holder: "", numberKind: null, number: null } : r,
          )
        : [],
      inventors: may("inventors") ? withinReach(offer.inventors, reach) : [],
      team: text("team", offer.team),
      conditions: text("conditions", offer.conditions),
      proven: text("proven", offer.proven),
    },
    demand: demand && {
      problem: text("problem", demand.problem),
      targets: may("targets") ? withinReach(demand.targets, reach) : [],
      todayState: text("todayState", demand.todayState),
      partnerConditions: text("partnerConditions", demand.partnerConditions),
      ipWish: text("ipWish", demand.ipWish),
      foundationClass: may("foundationClass") ? demand.foundationClass : null,
    },
    contact: may("contact") ? { name: c.contactName, phone: c.contactPhone, email: c.contactEmail } : null,
    attachments: files.map(({ id, fileName, mediaType, size }) => ({
      id,
      fileName: hidden ? neutralFileName(fileName, source.attachments.findIndex((a) => a.id === id) + 1) : fileName,
      mediaType,
      size,
    })),
    afterUndertaking: reach === "public" ? behindUndertaking(source) : [],
    revisionNo: revision.no,
    expiresAt: entry.expiresAt,
    updatedAt: instantFor(revision.updatedAt),
  };
}

/** The public layer. */
export function toPublicEntry(source: PublicSource, codes: CodeLookup): PublicEntry {
  return projectEntry(source, codes, "public");
}

/** The card of a public entry: always made from the projection, never from the row. */
export function toEntryCard(entry: PublicEntry): EntryCard {
  return Object.fromEntries(CARD_KEYS.map((key) => [key, entry[key]])) as unknown as EntryCard;
}

function behindUndertaking({ revision: { content: c }, attachments }: PublicSource): string[] {
  const values: Partial<Record<LayeredField, unknown>> = {
    summary: c.summary || c.summaryEn,
    keywords: [...c.keywords, ...c.keywordsEn],
    chain: c.chainCode,
    ipcCodes: c.ipcCodes,
    body: c.body || c.bodyEn,
    money: c.moneyKind,
    contact: c.contactName ?? c.contactPhone ?? c.contactEmail,
    ...(c.kind === "offer" ? { ...c.detail, maturityEvidence: c.detail.maturity?.evidence } : c.detail),
  };
  const filled = (v: unknown) => (Array.isArray(v) ? v.length > 0 : Boolean(v));
  const deeper = (f: LayeredField) =>
    layerOf(c, f) === "public" &&
    Array.isArray(values[f]) &&
    (values[f] as { layer?: Layer }[]).some((item) => item?.layer === "undertaking");
  const fields = (Object.keys(FIELD_LAYERS) as LayeredField[]).filter(
    (f) => (layerOf(c, f) === "undertaking" && filled(values[f])) || deeper(f),
  );
  const hasFiles = attachments.some((a) => attachmentLayer(c, a.layer) === "undertaking");
  return hasFiles ? [...fields, "attachments"] : fields;
}
