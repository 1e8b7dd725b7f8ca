import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { errorData, isUnauthenticated } from "./trpc.ts";

declare module "@tanstack/react-query" {
  interface Register {
    mutationMeta: {
      /** The form or dialog shows its own error; nothing pops up. */
      showsOwnError?: boolean;
      /** Never counts as an expired session: signing in itself. */
      isSignIn?: boolean;
    };
  }
}

export interface QueryClientEvents {
  onSessionLost(): void;
  onMutationError(error: unknown): void;
}

export function makeQueryClient(events: QueryClientEvents): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isUnauthenticated(error)) events.onSessionLost();
      },
    }),
    mutationCache: new MutationCache({
      onError: (error, _variables, _context, mutation) => {
        if (mutation.meta?.isSignIn) return;
        if (isUnauthenticated(error)) events.onSessionLost();
        else if (!mutation.meta?.showsOwnError) events.onMutationError(error);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Away from the network a page says so and tries again; it does not wait in silence.
        networkMode: "always",
        // Only what never reached the server, or found it starting, is worth asking again.
        retry: (count, error) => {
          const data = errorData(error);
          return count < 2 && (data === null || data.httpStatus === 503);
        },
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
