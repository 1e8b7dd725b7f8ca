import { z } from "zod";
import {
  codeRef,
  cooperationMode,
  entryKind,
  ipRight,
  maturity,
  maturityStage,
  target,
} from "../entry/entry-content.ts";
import { type PublicEntry, publicMoney } from "../entry/public-entry.ts";
import { day } from "../kernel/instants.ts";

// What an edition keeps of an entry for good. It is made from the public projection and from nothing else, and holds no
// person: contacts and inventors could never be erased again. Files stay with the entry.

export const frozenEntry = z.object({
  number: z.string(),
  kind: entryKind,
  revisionNo: z.number().int(),
  title: z.string(),
  titleEn: z.string().nullable(),
  summary: z.string(),
  summaryEn: z.string().nullable(),
  body: z.string(),
  bodyEn: z.string().nullable(),
  keywords: z.array(z.string()),
  keywordsEn: z.array(z.string()),
  industry: codeRef.nullable(),
  chain: codeRef.nullable(),
  area: codeRef.nullable(),
  discipline: codeRef.nullable(),
  ipcCodes: z.array(z.string()),
  cooperationModes: z.array(cooperationMode),
  money: publicMoney.nullable(),
  maturityStage: maturityStage.nullable(),
  deadline: day.nullable(),
  validUntil: day.nullable(),
  poster: z.object({
    isHidden: z.boolean(),
    name: z.string().nullable(),
    nameEn: z.string().nullable(),
    kind: z.enum(["university", "institute", "enterprise", "agency"]),
  }),
  offer: z
    .object({
      maturity: maturity.nullable(),
      ipRights: z.array(ipRight),
      team: z.string(),
      conditions: z.string(),
      proven: z.string(),
    })
    .nullable(),
  demand: z
    .object({
      problem: z.string(),
      targets: z.array(target),
      todayState: z.string(),
      partnerConditions: z.string(),
      ipWish: z.string(),
      foundationClass: z.string().nullable(),
    })
    .nullable(),
});
export type FrozenEntry = z.infer<typeof frozenEntry>;

/** The frozen part of a public entry. The schema drops every field that is not named above. */
export function freezeEntry(entry: PublicEntry): FrozenEntry {
  return frozenEntry.parse(entry);
}
