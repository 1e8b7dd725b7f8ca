import { z } from "zod";

/** Lists whose filters can be kept under a name; a list joins with its key here and `<SavedViews list="…">` on its page. */
export const SAVED_VIEW_LISTS = ["vetting", "firms", "entries", "interests", "visits", "leads", "chase"] as const;
export const savedViewList = z.enum(SAVED_VIEW_LISTS);
export type SavedViewList = z.infer<typeof savedViewList>;

/** The filters of the address bar as they are; the page reads each again and drops what does not fit. */
export const savedSearch = z
  .record(
    z.string().max(40),
    z.union([z.string().max(200), z.number(), z.boolean(), z.array(z.string().max(80)).max(20)]),
  )
  .refine((search) => Object.keys(search).length <= 20, { error: "savedView.too_many_filters" });

export const saveViewInput = z.object({
  list: savedViewList,
  name: z.string().trim().min(1, "savedView.name_missing").max(30, "savedView.name_long"),
  search: savedSearch,
  /** With the coordinators of one's jurisdiction. */
  isShared: z.boolean().default(false),
  isDefault: z.boolean().default(false),
});
export type SaveViewInput = z.input<typeof saveViewInput>;
export const savedViewRef = z.object({ viewId: z.string().max(60) });
export type SavedViewRef = z.input<typeof savedViewRef>;
export const listSavedViewsInput = z.object({ list: savedViewList });
export type ListSavedViewsInput = z.input<typeof listSavedViewsInput>;
export const setDefaultViewInput = z.object({ list: savedViewList, viewId: z.string().max(60).nullable() });
export type SetDefaultViewInput = z.input<typeof setDefaultViewInput>;

export const savedView = z.object({
  viewId: z.string(),
  list: savedViewList,
  name: z.string(),
  search: savedSearch,
  isOwn: z.boolean(),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  byName: z.string(),
});
export type SavedView = z.infer<typeof savedView>;
export const MAX_SAVED_VIEWS = 20;
