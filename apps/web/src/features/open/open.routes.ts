import { ShareAltOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const openRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/open",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./open-page.tsx"), "OpenPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/open/webhooks/$endpointId",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      state: z.enum(["pending", "delivered", "failed"]),
    }),
    component: lazyRouteComponent(() => import("./deliveries-page.tsx"), "DeliveriesPage"),
  }),
] as const;

export const openNav: NavItem[] = [
  { to: "/open", label: "web.openness.nav", icon: ShareAltOutlined, group: "mine", when: () => true, order: 90 },
];
