import { InboxOutlined, PhoneOutlined, UserAddOutlined } from "@ant-design/icons";
import { DESK_QUEUES } from "@jiebang/domain/desk/desk.schema.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isCoordinator } from "../../app/session.ts";

export const deskRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/desk",
    component: lazyRouteComponent(() => import("./desk-page.tsx"), "DeskPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/desk/chase",
    validateSearch: searchOf({
      county: z.coerce.string().max(60),
      queue: z.enum(DESK_QUEUES),
      overdue: z.boolean(),
      untold: z.boolean(),
    }),
    component: lazyRouteComponent(() => import("./chase-page.tsx"), "ChasePage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/desk/registrations",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      state: z.enum(["pending", "approved", "refused"]),
    }),
    component: lazyRouteComponent(() => import("./registrations-page.tsx"), "RegistrationsPage"),
  }),
] as const;

export const deskNav: NavItem[] = [
  { to: "/desk", label: "web.desk.nav", icon: InboxOutlined, group: "coordinate", when: isCoordinator, order: 1 },
  {
    to: "/desk/chase",
    label: "web.desk.chase",
    icon: PhoneOutlined,
    group: "coordinate",
    when: isCoordinator,
    order: 2,
  },
  {
    to: "/desk/registrations",
    label: "web.desk.queue.registration",
    icon: UserAddOutlined,
    group: "coordinate",
    when: isCoordinator,
    order: 20,
  },
];
