import { AuditOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const noticeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/notices/$number",
    component: lazyRouteComponent(() => import("./notice-page.tsx"), "NoticePage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/objections",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./objections-page.tsx"), "ObjectionsPage"),
  }),
] as const;

export const noticeNav: NavItem[] = [
  { to: "/objections", label: "web.objection.nav", icon: AuditOutlined, group: "rounds", when: () => true, order: 60 },
];
