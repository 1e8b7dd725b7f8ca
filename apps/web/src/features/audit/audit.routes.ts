import { FileSearchOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAdmin, isAuditor } from "../../app/session.ts";

export const auditRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/audit",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      action: z.coerce.string().max(80),
      subject: z.coerce.string().max(60),
    }),
    component: lazyRouteComponent(() => import("./audit-page.tsx"), "AuditPage"),
  }),
] as const;

export const auditNav: NavItem[] = [
  {
    to: "/audit",
    label: "web.audit.nav",
    icon: FileSearchOutlined,
    group: "audit",
    when: (me) => isAuditor(me) || isAdmin(me),
    order: 10,
  },
];
