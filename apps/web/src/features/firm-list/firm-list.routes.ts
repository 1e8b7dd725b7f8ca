import { QrcodeOutlined, SolutionOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isCoordinator } from "../../app/session.ts";

const page = z.coerce.number().int().min(1);
export const firmListRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/firm-lists",
    validateSearch: searchOf({ page }),
    component: lazyRouteComponent(() => import("./firm-lists-page.tsx"), "FirmListsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/firm-lists/$listId",
    validateSearch: searchOf({
      page,
      status: z.enum(["new", "changed", "known", "duplicate", "refused", "loaded"]),
      problems: z.boolean(),
    }),
    component: lazyRouteComponent(() => import("./firm-list-page.tsx"), "FirmListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/claims",
    validateSearch: searchOf({
      page,
      state: z.enum(["claimed", "open", "expired", "none"]),
      q: z.coerce.string().max(100),
      list: z.string().max(60),
    }),
    component: lazyRouteComponent(() => import("./claims-page.tsx"), "ClaimsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/claims/prints/$printId",
    component: lazyRouteComponent(() => import("./claim-sheet-page.tsx"), "ClaimSheetPage"),
  }),
] as const;

export const firmListNav: NavItem[] = [
  {
    to: "/firm-lists",
    label: "web.firm_list.nav",
    icon: SolutionOutlined,
    group: "firms",
    when: isCoordinator,
    order: 31,
  },
  { to: "/claims", label: "web.claim.nav", icon: QrcodeOutlined, group: "firms", when: isCoordinator, order: 32 },
];
