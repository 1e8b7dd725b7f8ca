import { ApartmentOutlined, AuditOutlined } from "@ant-design/icons";
import { VETTING_STATES } from "@jiebang/domain/entry/entry.states.ts";
import { ENTRY_KINDS } from "@jiebang/domain/entry/entry-content.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAdmin, isCoordinator } from "../../app/session.ts";

export const VETTING_FILTERS = VETTING_STATES;

export const vettingRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/vetting",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      kind: z.enum(ENTRY_KINDS),
      state: z.enum(VETTING_FILTERS),
      overdue: z.coerce.boolean(),
      assigned: z.enum(["mine", "nobody"]),
      turn: z.coerce.boolean(),
      q: z.coerce.string().max(100),
    }),
    component: lazyRouteComponent(() => import("./vetting-list-page.tsx"), "VettingListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/vetting/samples",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1), closed: z.coerce.boolean() }),
    component: lazyRouteComponent(() => import("./sample-list-page.tsx"), "SampleListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/vetting/lanes",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./lane-list-page.tsx"), "LaneListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/vetting/rules",
    component: lazyRouteComponent(() => import("./vetting-rules-page.tsx"), "VettingRulesPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/vetting/$revisionId",
    component: lazyRouteComponent(() => import("./vetting-case-page.tsx"), "VettingCasePage"),
  }),
] as const;

export const vettingNav: NavItem[] = [
  {
    to: "/vetting",
    label: "web.vetting.nav",
    icon: AuditOutlined,
    group: "coordinate",
    when: isCoordinator,
    order: 10,
  },
  {
    to: "/vetting/rules",
    label: "web.vetting.rules",
    icon: ApartmentOutlined,
    group: "admin",
    when: isAdmin,
    order: 60,
  },
];
