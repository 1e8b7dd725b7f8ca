import { z } from "zod";
import { entryCard } from "../entry/public-entry.ts";

export const ALERT_CADENCES = ["off", "at_once", "daily", "weekly"] as const;
export const alertCadence = z.enum(ALERT_CADENCES);
export type AlertCadence = z.infer<typeof alertCadence>;

/** Searches that one person keeps [K]. */
export const MAX_SAVED_SEARCHES = 50;
/** Daily and weekly alerts leave at this hour of Asia/Shanghai; weekly ones on Monday [K]. */
export const ALERT_HOUR = 8;
/** Titles named in one mail; the rest is counted [K]. */
export const MOST_TITLES_IN_MAIL = 10;

const name = z.string().trim().min(1, "savedSearch.name_missing").max(60, "savedSearch.name_long");
/** `q=…&industry=…` as in the address bar of the search; read leniently, kept in its canonical form. */
const url = z.string().max(4000, "savedSearch.url_long");

export const saveSearchInput = z.object({
  name,
  url,
  cadence: alertCadence.default("daily"),
  byMail: z.boolean().default(true),
});
export type SaveSearchInput = z.input<typeof saveSearchInput>;

export const savedSearchRef = z.object({ searchId: z.string().max(60) });
export type SavedSearchRef = z.input<typeof savedSearchRef>;
export const updateSavedSearchInput = savedSearchRef.extend({
  version: z.number().int(),
  name,
  cadence: alertCadence,
  byMail: z.boolean(),
});
export type UpdateSavedSearchInput = z.input<typeof updateSavedSearchInput>;

export const listSavedSearchesInput = z.object({
  limit: z.number().int().min(1).max(100).default(20),
  offset: z.number().int().min(0).max(10_000).default(0),
});
export type ListSavedSearchesInput = z.input<typeof listSavedSearchesInput>;

export const savedSearchView = z.object({
  searchId: z.string(),
  version: z.number().int(),
  name: z.string(),
  url: z.string(),
  cadence: alertCadence,
  byMail: z.boolean(),
  createdAt: z.iso.datetime(),
  /** When the next daily or weekly alert is due. */
  nextAt: z.iso.datetime().nullable(),
  lastAlertAt: z.iso.datetime().nullable(),
  /** Entries told of so far. */
  told: z.number().int(),
  unsubscribedAt: z.iso.datetime().nullable(),
});
export type SavedSearchView = z.infer<typeof savedSearchView>;
export const savedSearchPage = z.object({
  items: z.array(savedSearchView),
  total: z.number().int(),
  /** False: there is no address that a mail could reach. */
  hasMailAddress: z.boolean(),
});
export type SavedSearchPage = z.infer<typeof savedSearchPage>;

/** What one alert told, as it may be seen now: what is gone or hidden since is counted, not shown. */
export const alertView = z.object({
  alertId: z.string(),
  searchId: z.string(),
  name: z.string(),
  url: z.string(),
  createdAt: z.iso.datetime(),
  entries: z.array(entryCard),
  gone: z.number().int(),
});
export type AlertView = z.infer<typeof alertView>;
export const alertRef = z.object({ alertId: z.string().max(60) });
export type AlertRef = z.input<typeof alertRef>;

/** The link of a mail: who holds it may stop this one alert, and nothing else. */
export const unsubscribeRef = z.object({ searchId: z.string().max(60), token: z.string().max(100) });
export type UnsubscribeRef = z.input<typeof unsubscribeRef>;
export const unsubscribeView = z.object({ name: z.string(), isStopped: z.boolean() });
export type UnsubscribeView = z.infer<typeof unsubscribeView>;
