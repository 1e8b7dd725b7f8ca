import { BarChartOutlined } from "@ant-design/icons";
import { month } from "@jiebang/domain/overview/overview.schema.ts";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import type { NavItem } from "../../app/nav.ts";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";
import { isAuditor, isCoordinator } from "../../app/session.ts";

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/desk/figures",
    validateSearch: searchOf({ from: month, to: month, county: z.coerce.string().max(60) }),
    component: lazyRouteComponent(() => import("./overview-page.tsx"), "OverviewPage"),
  }),
] as const;

export const overviewNav: NavItem[] = [
  {
    to: "/desk/figures",
    label: "web.overview.nav",
    icon: BarChartOutlined,
    group: "coordinate",
    when: (me) => isCoordinator(me) || isAuditor(me),
    order: 40,
  },
];
