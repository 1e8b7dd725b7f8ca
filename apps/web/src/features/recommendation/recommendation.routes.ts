import { BulbOutlined, SlidersOutlined } from "@ant-design/icons";
import { ENTRY_KINDS } from "@jiebang/domain/entry/entry-content.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAdmin, isMember } from "../../app/session.ts";

export const recommendationRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/for-you",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      kind: z.enum(ENTRY_KINDS),
      entryId: z.string().max(60),
      tab: z.enum(["refused"]),
    }),
    component: lazyRouteComponent(() => import("./for-you-page.tsx"), "ForYouPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/admin/recommendation-weights",
    component: lazyRouteComponent(() => import("./weights-page.tsx"), "WeightsPage"),
  }),
] as const;

export const recommendationNav: NavItem[] = [
  { to: "/for-you", label: "web.recommendation.nav", icon: BulbOutlined, group: "mine", when: isMember, order: 15 },
  {
    to: "/admin/recommendation-weights",
    label: "web.weights.nav",
    icon: SlidersOutlined,
    group: "admin",
    when: isAdmin,
    order: 45,
  },
];
