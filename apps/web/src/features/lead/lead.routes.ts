import { BulbOutlined } from "@ant-design/icons";
import { LEAD_STATES } from "@jiebang/domain/lead/lead.states.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { doorRoute, shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

/** What a printed slip opens: made for a phone inside WeChat, outside the frame of the workbench. */
export const leadDoorRoutes = [
  createRoute({
    getParentRoute: () => doorRoute,
    path: "/claim",
    validateSearch: searchOf({ code: z.coerce.string().max(40) }),
    component: lazyRouteComponent(() => import("./claim-page.tsx"), "ClaimPage"),
  }),
  createRoute({
    getParentRoute: () => doorRoute,
    path: "/need",
    validateSearch: searchOf({ organisation: z.string().max(60) }),
    component: lazyRouteComponent(() => import("./need-page.tsx"), "NeedPage"),
  }),
] as const;

export const leadRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/leads",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      scope: z.enum(["all", "firm", "mine", "officer", "area"]),
      state: z.enum(LEAD_STATES),
      open: z.boolean(),
      overdue: z.boolean(),
      q: z.coerce.string().max(100),
    }),
    component: lazyRouteComponent(() => import("./lead-list-page.tsx"), "LeadListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/leads/new",
    component: lazyRouteComponent(() => import("./new-lead-page.tsx"), "NewLeadPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/leads/officers",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./officers-page.tsx"), "OfficersPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/leads/$leadId",
    component: lazyRouteComponent(() => import("./lead-page.tsx"), "LeadPage"),
  }),
] as const;

export const leadNav: NavItem[] = [
  { to: "/leads", label: "web.lead.nav", icon: BulbOutlined, group: "collect", when: () => true, order: 25 },
];
