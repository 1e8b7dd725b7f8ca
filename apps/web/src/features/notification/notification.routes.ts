import { MailOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const notificationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/notifications",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1), unread: z.coerce.boolean() }),
    component: lazyRouteComponent(() => import("./notifications-page.tsx"), "NotificationsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/mail",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1), scope: z.enum(["mine", "all"]) }),
    component: lazyRouteComponent(() => import("./mail-page.tsx"), "MailPage"),
  }),
] as const;

export const notificationNav: NavItem[] = [
  { to: "/mail", label: "web.mail.nav", icon: MailOutlined, group: "work", when: () => true, order: 60 },
];
