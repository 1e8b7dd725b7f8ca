import type { QueryClient } from "@tanstack/react-query";
import { createRouter, type RouterHistory } from "@tanstack/react-router";
import { doorRoute, rootRoute, shellRoute } from "./app/root-routes.tsx";
import { PageSkeleton } from "./components/faces.tsx";
import { RouteErrorFace } from "./components/route-error-face.tsx";
import { doorRoutes, shellRoutes } from "./features/index.ts";

const routeTree = rootRoute.addChildren([shellRoute.addChildren(shellRoutes), doorRoute.addChildren(doorRoutes)]);

export function makeRouter(queryClient: QueryClient, history?: RouterHistory) {
  return createRouter({
    routeTree,
    history,
    basepath: "/app",
    context: { queryClient },
    defaultPreload: "intent",
    defaultPendingMs: 300,
    defaultPendingMinMs: 200,
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: RouteErrorFace,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
