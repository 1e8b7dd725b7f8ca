import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { z } from "zod";
import { shellRoute } from "../../app/root-routes.tsx";
import { searchOf } from "../../app/search-params.ts";

export const organisationMergeRoutes = [
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisations/duplicates",
    validateSearch: searchOf({
      page: z.coerce.number().int().min(1),
      of: z.string().max(60),
      tab: z.enum(["log"]),
    }),
    component: lazyRouteComponent(() => import("./duplicates-page.tsx"), "DuplicatesPage"),
  }),
  createRoute({
    getParentRoute: () => shellRoute,
    path: "/organisations/merge/$survivorId/$absorbedId",
    component: lazyRouteComponent(() => import("./merge-page.tsx"), "MergePage"),
  }),
] as const;
