import { InboxOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isMember } from "../../app/session.ts";

export const bidRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/bids",
    validateSearch: searchOf({ page: z.coerce.number().int().min(1) }),
    component: lazyRouteComponent(() => import("./bid-list-page.tsx"), "BidListPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/bids/$bidId",
    component: lazyRouteComponent(() => import("./bid-page.tsx"), "BidPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/bids/$bidId/receipt",
    component: lazyRouteComponent(() => import("./receipt-page.tsx"), "ReceiptPage"),
  }),
] as const;

export const bidNav: NavItem[] = [
  { to: "/bids", label: "web.bid.nav", icon: InboxOutlined, group: "rounds", when: isMember, order: 40 },
];
