// Every feature brings its routes and its place in the navigation; this list only joins them.
import type { NavItem } from "../app/nav.ts";
import { accountDoorRoutes, accountRoutes } from "./account/account.routes.ts";
import { homeNav, homeRoutes } from "./home/home.routes.ts";

export const shellRoutes = [...homeRoutes, ...accountRoutes] as const;
export const doorRoutes = [...accountDoorRoutes] as const;

export const navItems: NavItem[] = [...homeNav].sort((a, b) => (a.order ?? 50) - (b.order ?? 50));
