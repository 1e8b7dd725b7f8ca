import { z } from "zod";
import { pageOf, paging } from "../kernel/paging.ts";
import { entryKind } from "./entry-content.ts";
import { entryCard } from "./public-entry.ts";

// Whom an entry is meant for. `public`: the catalogue, read by everybody. `circle`: signed-in members of those named here,
// in the workbench only; it stands in no catalogue, index, feed, edition, count or export. Who is blocked, or declared
// related to who is blocked, meets the entry nowhere in the workbench. A public page cannot be hidden from people who sign out.

export const AUDIENCES = ["public", "circle"] as const;
export const audience = z.enum(AUDIENCES);
export type Audience = z.infer<typeof audience>;

/**
 * Who lets somebody into a circle. An organisation by name; a jurisdiction or a tier only where a coordinator wrote and
 * verified it: what an organisation may change in its own profile (such as its area code) opens no door.
 */
export const CIRCLE_KINDS = ["organisation", "jurisdiction", "tier"] as const;
export const circleKind = z.enum(CIRCLE_KINDS);
export const circleMember = z.object({ kind: circleKind, value: z.string().trim().min(1).max(80) });
export type CircleMember = z.infer<typeof circleMember>;

export const MAX_CIRCLE = 200;
export const MAX_BLOCKED = 100;

export const setAudienceInput = z.object({
  entryId: z.string(),
  /** Of the entry, as it was read. */
  version: z.number().int(),
  audience,
  circle: z.array(circleMember).max(MAX_CIRCLE, "entry.too_many").default([]),
  blocked: z.array(z.string()).max(MAX_BLOCKED, "entry.too_many").default([]),
});
export type SetAudienceInput = z.input<typeof setAudienceInput>;

export const audienceView = z.object({
  entryId: z.string(),
  version: z.number().int(),
  audience,
  circle: z.array(circleMember.extend({ name: z.string(), nameEn: z.string().nullable() })),
  /** How many active organisations the circle lets in today, without those that are blocked. */
  circleSize: z.number().int(),
  blocked: z.array(
    z.object({
      organisationId: z.string(),
      name: z.string(),
      /** Organisations declared related to it today: they are blocked with it. Which ones is theirs to know. */
      affiliates: z.number().int(),
    }),
  ),
  /** Already standing for a circle: to make it public it goes through vetting again. */
  isNarrow: z.boolean(),
  canChange: z.boolean(),
});
export type AudienceView = z.infer<typeof audienceView>;

/** `entry.forUs`: entries of limited circles that the person is let into. */
export const circleListInput = paging.extend({
  kind: entryKind.optional(),
  text: z.string().trim().max(100).optional(),
});
export type CircleListInput = z.input<typeof circleListInput>;
export const circlePage = pageOf(entryCard);
export type CirclePage = z.infer<typeof circlePage>;
