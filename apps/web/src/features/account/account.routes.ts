import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { doorRoute, shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const accountDoorRoutes = [
  createRoute({
    getParentRoute: () => doorRoute,
    path: "/sign-in",
    validateSearch: searchOf({ next: z.string().regex(/^\/(?!\/)/) }),
    component: lazyRouteComponent(() => import("./sign-in-page.tsx"), "SignInPage"),
  }),
  createRoute({
    getParentRoute: () => doorRoute,
    path: "/register",
    component: lazyRouteComponent(() => import("./register-page.tsx"), "RegisterPage"),
  }),
  createRoute({
    getParentRoute: () => doorRoute,
    path: "/redeem",
    validateSearch: searchOf({ code: z.coerce.string().max(40) }),
    component: lazyRouteComponent(() => import("./redeem-page.tsx"), "RedeemPage"),
  }),
  createRoute({
    getParentRoute: () => doorRoute,
    path: "/setup",
    component: lazyRouteComponent(() => import("./setup-page.tsx"), "SetupPage"),
  }),
] as const;

export const accountRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/account",
    component: lazyRouteComponent(() => import("./account-page.tsx"), "AccountPage"),
  }),
] as const;
