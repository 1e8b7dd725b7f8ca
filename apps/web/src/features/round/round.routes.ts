import { TrophyOutlined } from "@ant-design/icons";
import { procedureState } from "@jiebang/domain/procedure/procedure.states.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

const page = z.coerce.number().int().min(1);

export const roundRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/rounds",
    validateSearch: searchOf({ page, state: procedureState }),
    component: lazyRouteComponent(() => import("./round-list-page.tsx"), "RoundListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/rounds/new",
    component: lazyRouteComponent(() => import("./round-form-page.tsx"), "NewRoundPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/rounds/$roundId",
    validateSearch: searchOf({ page, tab: z.enum(["board", "rules", "records", "objections"]) }),
    component: lazyRouteComponent(() => import("./round-page.tsx"), "RoundPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/rounds/$roundId/edit",
    component: lazyRouteComponent(() => import("./round-form-page.tsx"), "EditRoundPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/items/$itemId",
    component: lazyRouteComponent(() => import("./item-page.tsx"), "ItemPage"),
  }),
] as const;

export const roundNav: NavItem[] = [
  { to: "/rounds", label: "web.round.nav", icon: TrophyOutlined, group: "rounds", when: () => true, order: 20 },
];
