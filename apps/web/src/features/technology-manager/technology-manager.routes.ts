import { TeamOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const technologyManagerRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/technology-managers",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1), q: z.coerce.string().max(100) }),
    component: lazyRouteComponent(() => import("./technology-managers-page.tsx"), "TechnologyManagersPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/technology-managers/engagements/$engagementId",
    component: lazyRouteComponent(() => import("./engagement-page.tsx"), "EngagementPage"),
  }),
] as const;

export const technologyManagerNav: NavItem[] = [
  {
    to: "/technology-managers",
    label: "web.manager.nav",
    icon: TeamOutlined,
    group: "firms",
    when: () => true,
    order: 70,
  },
];
