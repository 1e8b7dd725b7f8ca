import { FileTextOutlined, TeamOutlined } from "@ant-design/icons";
import { ENTRY_KINDS } from "@jiebang/domain/entry/entry-content.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAuditor, isCoordinator, isMember } from "../../app/session.ts";

/** What the state filter of the list offers: states of the entry, or of the revision being worked on. */
export const ENTRY_FILTERS = [
  "draft",
  "returned",
  "submitted",
  "published",
  "matched",
  "expired",
  "withdrawn",
  "archived",
] as const;

export const entryRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/entries",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      kind: z.enum(ENTRY_KINDS),
      state: z.enum(ENTRY_FILTERS),
      organisationId: z.string().max(60),
      q: z.coerce.string().max(100),
    }),
    component: lazyRouteComponent(() => import("./entry-list-page.tsx"), "EntryListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/for-us",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1), q: z.coerce.string().max(100) }),
    component: lazyRouteComponent(() => import("./for-us-page.tsx"), "ForUsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/entries/new",
    validateSearch: searchOf({ kind: z.enum(ENTRY_KINDS), organisationId: z.string().max(60) }),
    component: lazyRouteComponent(() => import("./new-entry-page.tsx"), "NewEntryPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/entries/bulk/$changeId",
    component: lazyRouteComponent(() => import("../entry-bulk/bulk-page.tsx"), "BulkPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/entries/$entryId",
    validateSearch: searchOf({
      tab: z.enum(["text", "audience", "matches", "history", "openings", "interests"]),
      page: z.coerce.number().int().min(1),
    }),
    component: lazyRouteComponent(() => import("./own-entry-page.tsx"), "OwnEntryPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/entries/$entryId/edit",
    component: lazyRouteComponent(() => import("./edit-entry-page.tsx"), "EditEntryPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/entries/$entryId/preview",
    component: lazyRouteComponent(() => import("./preview-entry-page.tsx"), "PreviewEntryPage"),
  }),
] as const;

export const entryNav: NavItem[] = [
  {
    to: "/entries",
    label: "web.entry.nav",
    icon: FileTextOutlined,
    group: "mine",
    when: (me) => isMember(me) || isCoordinator(me),
    order: 10,
  },
  {
    to: "/for-us",
    label: "web.forus.nav",
    icon: TeamOutlined,
    group: "mine",
    when: (me) => isMember(me) || isAuditor(me),
    order: 25,
  },
];
