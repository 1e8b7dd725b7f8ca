import { CalendarOutlined, ClusterOutlined, DatabaseOutlined, KeyOutlined, TeamOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAdmin, isCity } from "../../app/session.ts";

export const ACCOUNT_ROLES = ["coordinator", "expert", "talent", "auditor", "platform_admin"] as const;

export const adminRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/accounts",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      role: z.enum(ACCOUNT_ROLES),
      disabled: z.boolean(),
      q: z.coerce.string().max(100),
      account: z.string().max(60),
    }),
    component: lazyRouteComponent(() => import("./accounts-page.tsx"), "AccountsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/jurisdictions",
    component: lazyRouteComponent(() => import("./jurisdictions-page.tsx"), "JurisdictionsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/code-lists",
    component: lazyRouteComponent(() => import("./code-lists-page.tsx"), "CodeListsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/calendar",
    validateSearch: searchOf({ year: z.coerce.number().int().min(2000).max(2100) }),
    component: lazyRouteComponent(() => import("./calendar-page.tsx"), "CalendarPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/invitations",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./invitations-page.tsx"), "InvitationsPage"),
  }),
] as const;

export const adminNav: NavItem[] = [
  { to: "/admin/accounts", label: "web.admin.accounts", icon: TeamOutlined, group: "admin", when: isAdmin, order: 10 },
  {
    to: "/admin/jurisdictions",
    label: "web.admin.jurisdictions",
    icon: ClusterOutlined,
    group: "admin",
    when: isAdmin,
    order: 20,
  },
  {
    to: "/admin/code-lists",
    label: "web.admin.code_lists",
    icon: DatabaseOutlined,
    group: "admin",
    when: isAdmin,
    order: 30,
  },
  {
    to: "/admin/calendar",
    label: "web.admin.calendar",
    icon: CalendarOutlined,
    group: "admin",
    when: (me) => isAdmin(me) || isCity(me),
    order: 40,
  },
  {
    to: "/admin/invitations",
    label: "web.admin.invitations",
    icon: KeyOutlined,
    group: "admin",
    when: isAdmin,
    order: 50,
  },
];
