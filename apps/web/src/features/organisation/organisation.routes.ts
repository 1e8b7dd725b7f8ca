import { ApartmentOutlined, BankOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAdmin, isAuditor, isCoordinator } from "../../app/session.ts";

export const organisationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisations",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      kind: z.enum(["university", "institute", "enterprise", "agency"]),
      verified: z.boolean(),
      claimable: z.boolean(),
      q: z.coerce.string().max(100),
    }),
    component: lazyRouteComponent(() => import("./organisation-list-page.tsx"), "OrganisationListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisations/mine",
    component: lazyRouteComponent(() => import("./my-organisations-page.tsx"), "MyOrganisationsPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisations/new",
    component: lazyRouteComponent(() => import("./new-organisation-page.tsx"), "NewOrganisationPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisations/$organisationId",
    validateSearch: searchOf({
      tab: z.enum(["members", "invitations", "relations", "lane", "vacations"]),
      page: z.coerce.number().int().min(1),
    }),
    component: lazyRouteComponent(() => import("./organisation-page.tsx"), "OrganisationPage"),
  }),
] as const;

export const organisationNav: NavItem[] = [
  {
    to: "/organisations/mine",
    label: "web.organisation.nav_mine",
    icon: BankOutlined,
    group: "mine",
    when: () => true,
    order: 80,
  },
  {
    to: "/organisations",
    label: "web.organisation.nav_all",
    icon: ApartmentOutlined,
    group: "firms",
    when: (me) => isCoordinator(me) || isAdmin(me) || isAuditor(me),
    order: 30,
  },
];
