import { FileDoneOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isCoordinator, isMember } from "../../app/session.ts";

export const formIntakeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/forms",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./form-intake-list-page.tsx"), "FormIntakeListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/forms/$intakeId",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./form-intake-page.tsx"), "FormIntakePage"),
  }),
] as const;

export const formIntakeNav: NavItem[] = [
  {
    to: "/forms",
    label: "web.forms.nav",
    icon: FileDoneOutlined,
    group: "collect",
    when: (me) => isCoordinator(me) || isMember(me),
    order: 78,
  },
];
