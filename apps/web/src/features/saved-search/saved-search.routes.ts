import { BellOutlined, SearchOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

const page = z.coerce.number().int().min(1);

export const savedSearchRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/find",
    validateSearch: searchOf({ page, q: z.coerce.string().max(300), kind: z.enum(["offer", "demand"]) }),
    component: lazyRouteComponent(() => import("./find-page.tsx"), "FindPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/saved-searches",
    validateSearch: searchOf({ page }),
    component: lazyRouteComponent(() => import("./saved-search-list-page.tsx"), "SavedSearchListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/saved-searches/new",
    validateSearch: searchOf({ url: z.coerce.string().max(4000) }),
    component: lazyRouteComponent(() => import("./new-saved-search-page.tsx"), "NewSavedSearchPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/saved-searches/alerts/$alertId",
    component: lazyRouteComponent(() => import("./alert-page.tsx"), "AlertPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/search-history",
    validateSearch: searchOf({ page }),
    component: lazyRouteComponent(() => import("./search-history-page.tsx"), "SearchHistoryPage"),
  }),
] as const;

export const savedSearchNav: NavItem[] = [
  { to: "/find", label: "web.find.nav", icon: SearchOutlined, group: "work", when: () => true, order: 60 },
  {
    to: "/saved-searches",
    label: "web.savedSearch.nav",
    icon: BellOutlined,
    group: "mine",
    when: () => true,
    order: 60,
  },
];
