import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { NotFoundFace } from "../components/faces.tsx";
import { RouteErrorFace } from "../components/route-error-face.tsx";
import { NavigationEffects } from "./navigation-effects.tsx";

export interface RouterContext {
  queryClient: QueryClient;
}

function Root() {
  return (
    <>
      <NavigationEffects />
      <Outlet />
    </>
  );
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: NotFoundFace,
  errorComponent: RouteErrorFace,
});

/** Everything behind the sign-in, inside the frame with navigation. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "in",
  component: lazyRouteComponent(() => import("./shell/shell.tsx"), "Shell"),
  notFoundComponent: NotFoundFace,
  errorComponent: RouteErrorFace,
});

/** Sign-in, registration, redeeming a code: no account needed. */
export const doorRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "out",
  component: lazyRouteComponent(() => import("./shell/door.tsx"), "Door"),
  errorComponent: RouteErrorFace,
});
