import { SwapOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isCoordinator, isMember } from "../../app/session.ts";

export const interestRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/interests",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      side: z.enum(["owner", "asker"]),
      overdue: z.coerce.boolean(),
      waiting: z.coerce.boolean(),
    }),
    component: lazyRouteComponent(() => import("./interest-list-page.tsx"), "InterestListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/interests/$interestId",
    component: lazyRouteComponent(() => import("./interest-page.tsx"), "InterestPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/catalogue/$number",
    component: lazyRouteComponent(() => import("./catalogue-page.tsx"), "CataloguePage"),
  }),
] as const;

export const interestNav: NavItem[] = [
  {
    to: "/interests",
    label: "web.interest.nav",
    icon: SwapOutlined,
    group: "mine",
    when: (me) => isMember(me) || !isCoordinator(me),
    order: 20,
  },
];
