import { AuditOutlined } from "@ant-design/icons";
import { ENTRY_KINDS } from "@jiebang/domain/entry/entry-content.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isCoordinator } from "../../app/session.ts";

export const VETTING_FILTERS = ["submitted", "recommended", "held"] as const;

export const vettingRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/vetting",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      kind: z.enum(ENTRY_KINDS),
      state: z.enum(VETTING_FILTERS),
      overdue: z.coerce.boolean(),
      q: z.coerce.string().max(100),
    }),
    component: lazyRouteComponent(() => import("./vetting-list-page.tsx"), "VettingListPage"),
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
];
