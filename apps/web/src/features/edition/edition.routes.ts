import { ReadOutlined } from "@ant-design/icons";
import { editionState } from "@jiebang/domain/edition/edition.states.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAuditor, isCoordinator } from "../../app/session.ts";

const page = z.coerce.number().int().min(1);

export const editionRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/editions",
    validateSearch: searchOf({ page, state: editionState }),
    component: lazyRouteComponent(() => import("./edition-list-page.tsx"), "EditionListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/editions/new",
    component: lazyRouteComponent(() => import("./edition-form-page.tsx"), "NewEditionPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/editions/$editionId",
    component: lazyRouteComponent(() => import("./edition-page.tsx"), "EditionPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/editions/$editionId/edit",
    component: lazyRouteComponent(() => import("./edition-form-page.tsx"), "EditEditionPage"),
  }),
] as const;

export const editionNav: NavItem[] = [
  {
    to: "/editions",
    label: "web.edition.nav",
    icon: ReadOutlined,
    group: "collect",
    when: (me) => isCoordinator(me) || isAuditor(me),
    order: 35,
  },
];
