import { type EntryContentInput, LAYERED_FIELDS, LAYERS, type Layer, type LayeredField } from "@jiebang/domain";

// A canary is one word that stands in exactly one place: `zq`, the case, `q`, the letter of its layer, `q`, the field.
// It survives folding, segmentation and escaping, so that wherever it turns up it says where it came from.

/** The cases that could leak; each stands once as an offer and once as a demand. */
export const CASES = [
  "draft",
  "returned",
  "submitted",
  "layered", // published, every field in another layer
  "revised", // published, with a draft of the next revision beside it
  "hidden", // published with a hidden poster
  "circle",
  "blocking", // published, and one organisation is blocked
  "expired",
  "withdrawn",
  "archived",
] as const;
export type Case = (typeof CASES)[number];

export interface Canary {
  of: Case;
  /** `n`: the next revision, which only its own people read. */
  layer: Layer | "next";
  field: string;
}
const LETTER = { public: "p", undertaking: "u", sealed: "s", next: "n" } as const;
const LAYER = Object.fromEntries(Object.entries(LETTER).map(([layer, letter]) => [letter, layer])) as Record<
  string,
  Canary["layer"]
>;

export const canary = ({ of, layer, field }: Canary): string =>
  `zq${of}q${LETTER[layer]}q${field.toLowerCase().replace(/[^a-z]/g, "")}`;

/** All canaries in an answer, as they were put there. */
export function canariesIn(text: string): Canary[] {
  const found = new Map<string, Canary>();
  for (const [word, of, letter, field] of text.toLowerCase().matchAll(/zq([a-z]+?)q([pusn])q([a-z]+)/g))
    found.set(word, { of: of as Case, layer: LAYER[letter!]!, field: field! });
  return [...found.values()];
}

/** Every layered field in another layer, turned by `turn`, so that three contents hold each field in each layer. */
export function contentWith(of: Case, kind: "offer" | "demand", turn: number, next = false): EntryContentInput {
  const layers = Object.fromEntries(
    LAYERED_FIELDS.map((field, i) => [field, LAYERS[(i + turn) % LAYERS.length]!]),
  ) as Record<LayeredField, Layer>;
  const at = (field: LayeredField, name: string = field) =>
    canary({ of, layer: next ? "next" : layers[field], field: name });
  const open = (name: string) => canary({ of, layer: next ? "next" : "public", field: name });
  const item = (field: LayeredField, own: Layer, name: string) => {
    const deeper = LAYERS.indexOf(own) > LAYERS.indexOf(layers[field]) ? own : layers[field];
    return canary({ of, layer: next ? "next" : deeper, field: name });
  };
  const common = {
    title: `低温技术 ${open("title")}`,
    titleEn: open("titleen"),
    summary: `在七百度以下除氢除渣 ${at("summary")}`,
    summaryEn: at("summary", "summaryen"),
    body: at("body"),
    bodyEn: at("body", "bodyen"),
    keywords: [at("keywords")],
    keywordsEn: [at("keywords", "keywordsen")],
    chainCode: at("chain"),
    ipcCodes: [at("ipcCodes", "ipc")],
    industryCode: "C3211",
    areaCode: "411281",
    moneyKind: "negotiable" as const,
    contactName: at("contact", "contactname"),
    contactPhone: at("contact", "contactphone"),
    contactEmail: `${at("contact", "contactemail")}@example.test`,
    layers,
  };
  if (kind === "offer")
    return {
      ...common,
      kind,
      detail: {
        maturity: { stage: "pilot", evidence: at("maturityEvidence") },
        ipRights: LAYERS.map((layer) => ({
          kind: "other" as const,
          status: "granted" as const,
          holder: item("ipRights", layer, `holder${layer}`),
          number: item("ipRights", layer, `number${layer}`),
          layer,
        })),
        inventors: LAYERS.map((layer) => ({
          name: item("inventors", layer, `inventor${layer}`),
          unit: "",
          title: "",
          layer,
        })),
        team: at("team"),
        conditions: at("conditions"),
        proven: at("proven"),
      },
    };
  return {
    ...common,
    kind,
    detail: {
      problem: at("problem"),
      targets: LAYERS.map((layer) => ({
        name: item("targets", layer, `target${layer}`),
        value: "1",
        unit: "%",
        layer,
      })),
      todayState: at("todayState"),
      deadline: null,
      partnerConditions: at("partnerConditions"),
      ipWish: at("ipWish"),
      foundationClass: at("foundationClass"),
    },
  };
}
