import { FileDoneOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const agreementRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/agreements",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./agreement-list-page.tsx"), "AgreementListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/agreements/$agreementId",
    component: lazyRouteComponent(() => import("./agreement-page.tsx"), "AgreementPage"),
  }),
] as const;

export const agreementNav: NavItem[] = [
  {
    to: "/agreements",
    label: "web.agreement.nav",
    icon: FileDoneOutlined,
    group: "rounds",
    when: () => true,
    order: 50,
  },
];
