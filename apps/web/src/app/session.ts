import type { AppRouter } from "@jiebang/api";
import type { MeView } from "@jiebang/domain";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { createContext, useContext } from "react";
import { useTRPC } from "./trpc.ts";

export type Outputs = inferRouterOutputs<AppRouter>;

/** Who is signed in, with everything they may be. */
export type Me = MeView;

/** Null: nobody is signed in. */
export function useCurrent(): Me | null {
  const trpc = useTRPC();
  return useSuspenseQuery(trpc.session.current.queryOptions(undefined, { staleTime: 60_000 })).data;
}

const MeContext = createContext<Me | null>(null);
export const MeProvider = MeContext.Provider;

/** Inside the frame somebody is always signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside the frame");
  return me;
}

/** Forgets everything the last account saw. */
export function useForgetSession() {
  const queryClient = useQueryClient();
  return () => queryClient.clear();
}

export const isMember = (me: Me) => me.memberships.length > 0;
export const isCoordinator = (me: Me) => me.appointments.length > 0;
export const isCity = (me: Me) => me.appointments.some((a) => a.level === "city");
export const isAdmin = (me: Me) => me.roles.includes("platform_admin");
export const isAuditor = (me: Me) => me.roles.includes("auditor");
