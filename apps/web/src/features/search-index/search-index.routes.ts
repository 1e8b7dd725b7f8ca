import { FileSearchOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { isAdmin } from "../../app/session.ts";

export const searchIndexRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/search",
    component: lazyRouteComponent(() => import("./search-index-page.tsx"), "SearchIndexPage"),
  }),
] as const;

export const searchIndexNav: NavItem[] = [
  {
    to: "/admin/search",
    label: "web.searchIndex.nav",
    icon: FileSearchOutlined,
    group: "admin",
    when: isAdmin,
    order: 45,
  },
];
