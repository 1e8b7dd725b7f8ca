import { NotificationOutlined } from "@ant-design/icons";
import { callState } from "@jiebang/domain/call/call.states.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

const page = z.coerce.number().int().min(1);

export const callRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/calls",
    validateSearch: searchOf({ page, state: callState }),
    component: lazyRouteComponent(() => import("./call-list-page.tsx"), "CallListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/calls/new",
    component: lazyRouteComponent(() => import("./call-form-page.tsx"), "NewCallPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/calls/$callId",
    validateSearch: searchOf({ page, tab: z.enum(["progress", "entries", "silent"]) }),
    component: lazyRouteComponent(() => import("./call-page.tsx"), "CallPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/calls/$callId/edit",
    component: lazyRouteComponent(() => import("./call-form-page.tsx"), "EditCallPage"),
  }),
] as const;

export const callNav: NavItem[] = [
  { to: "/calls", label: "web.call.nav", icon: NotificationOutlined, group: "collect", when: () => true, order: 18 },
];
