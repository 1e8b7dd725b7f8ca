import { EnvironmentOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { FIRM_ORDERS } from "@jiebang/domain/firm-file/firm-file.schema.ts";
import { VISIT_OUTCOMES } from "@jiebang/domain/visit/visit.schema.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAuditor, isCoordinator } from "../../app/session.ts";

export const FIRM_TABS = ["entries", "interests", "rounds", "visits", "leads", "documents", "timeline"] as const;
const text = z.coerce.string().max(60);
const page = z.coerce.number().int().min(1);

export const firmRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/firms",
    validateSearch: searchOf({
      page,
      q: z.coerce.string().max(100),
      kind: z.enum(["university", "institute", "enterprise", "agency"]),
      tier: text,
      honour: text,
      chain: text,
      county: text,
      claimed: z.boolean(),
      unvisited: z.coerce.number().int().min(1).max(60),
      noEntry: z.boolean(),
      order: z.enum(FIRM_ORDERS),
    }),
    component: lazyRouteComponent(() => import("./firm-list-page.tsx"), "FirmListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/firms/$organisationId",
    validateSearch: searchOf({ tab: z.enum(FIRM_TABS), visit: text }),
    component: lazyRouteComponent(() => import("./firm-page.tsx"), "FirmPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/visits",
    validateSearch: searchOf({ page, outcome: z.enum(VISIT_OUTCOMES), mine: z.boolean(), open: z.boolean() }),
    component: lazyRouteComponent(() => import("./visit-list-page.tsx"), "VisitListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/visits/new",
    validateSearch: searchOf({ organisation: text }),
    component: lazyRouteComponent(() => import("./new-visit-page.tsx"), "NewVisitPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/visits/$visitId",
    component: lazyRouteComponent(() => import("./edit-visit-page.tsx"), "EditVisitPage"),
  }),
] as const;

export const firmNav: NavItem[] = [
  {
    to: "/firms",
    label: "web.firm.nav",
    icon: FolderOpenOutlined,
    group: "firms",
    when: (me) => isCoordinator(me) || isAuditor(me),
    order: 12,
  },
  {
    to: "/visits",
    label: "web.visit.nav",
    icon: EnvironmentOutlined,
    group: "firms",
    when: (me) => isCoordinator(me) || isAuditor(me),
    order: 13,
  },
];
