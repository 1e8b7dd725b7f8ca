import { FileTextOutlined, PrinterOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { isAdmin, isCity, isCoordinator } from "../../app/session.ts";

export const paperRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/papers",
    component: lazyRouteComponent(() => import("./paper-lists-page.tsx"), "PaperListsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/form-templates",
    component: lazyRouteComponent(() => import("../form-template/form-templates-page.tsx"), "FormTemplatesPage"),
  }),
] as const;

export const paperNav: NavItem[] = [
  {
    to: "/papers",
    label: "web.paper.lists_nav",
    icon: PrinterOutlined,
    group: "coordinate",
    when: isCoordinator,
    order: 60,
  },
  {
    to: "/form-templates",
    label: "web.form_template.nav",
    icon: FileTextOutlined,
    group: "admin",
    when: (me) => isAdmin(me) || isCity(me),
    order: 45,
  },
];
