import { ImportOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isCoordinator, isMember } from "../../app/session.ts";

export const ROW_STATUSES = ["ready", "changed", "known", "duplicate", "refused", "committed"] as const;

export const importRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/import",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./import-list-page.tsx"), "ImportListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/import/$batchId",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      status: z.enum(ROW_STATUSES),
      problems: z.coerce.boolean(),
    }),
    component: lazyRouteComponent(() => import("./import-page.tsx"), "ImportPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/import/$batchId/missing",
    component: lazyRouteComponent(() => import("./missing-page.tsx"), "MissingPage"),
  }),
] as const;

export const importNav: NavItem[] = [
  {
    to: "/import",
    label: "web.import.nav",
    icon: ImportOutlined,
    group: "collect",
    when: (me) => isCoordinator(me) || isMember(me),
    order: 80,
  },
];
