import { BookOutlined, FrownOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAdmin, isCoordinator } from "../../app/session.ts";

const page = z.coerce.number().int().min(1);

export const dictionaryRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/dictionary",
    validateSearch: searchOf({
      page,
      q: z.coerce.string().max(100),
      kind: z.enum(["synonym", "word"]),
      changed: z.coerce.boolean(),
    }),
    component: lazyRouteComponent(() => import("./dictionary-page.tsx"), "DictionaryPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/dictionary/versions",
    validateSearch: searchOf({ page }),
    component: lazyRouteComponent(() => import("./version-list-page.tsx"), "VersionListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/dictionary/import",
    component: lazyRouteComponent(() => import("./glossary-page.tsx"), "GlossaryPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/search-misses",
    component: lazyRouteComponent(() => import("./miss-list-page.tsx"), "MissListPage"),
  }),
] as const;

export const dictionaryNav: NavItem[] = [
  {
    to: "/search-misses",
    label: "web.misses.nav",
    icon: FrownOutlined,
    group: "coordinate",
    when: isCoordinator,
    order: 80,
  },
  {
    to: "/dictionary",
    label: "web.dictionary.nav",
    icon: BookOutlined,
    group: "coordinate",
    when: (me) => isCoordinator(me) || isAdmin(me),
    order: 81,
  },
];
