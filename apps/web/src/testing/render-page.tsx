import { type ApiContext, type AppRouter, appRouter } from "@jiebang/api";
import type { Actor } from "@jiebang/domain";
import { type TestDatabase, testServices } from "@jiebang/testing";
import { createMemoryHistory, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { createTRPCClient, unstable_localLink } from "@trpc/client";
import { Providers } from "../app/providers.tsx";
import { makeQueryClient } from "../app/query-client.ts";
import { mutationFailed, sessionLost } from "../app/signals.ts";
import { makeRouter } from "../router.tsx";

export interface Page {
  /** Whose requests they are; a test may let the session end under an open page. */
  actor: { current: Actor };
  path: () => string;
}

/** The real workbench at a path, over a local link to the real router on a test database: no HTTP, nothing stood in. */
export function renderPage(options: { db: TestDatabase; actor: Actor; path: string; locale?: "zh" | "en" }): Page {
  const { db, path, locale = "zh" } = options;
  const actor = { current: options.actor };
  const services = testServices();
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      unstable_localLink({
        router: appRouter,
        createContext: async (): Promise<ApiContext> => ({
          ctx: {
            actor: actor.current,
            db,
            services,
            requestId: "req_test",
            transaction: (work) => db.prisma.$transaction(work),
          },
          locale,
          requestId: "req_test",
          headers: new Headers(),
          responseHeaders: new Headers(),
          ip: "127.0.0.1",
        }),
      }),
    ],
  });
  const queryClient = makeQueryClient({ onSessionLost: sessionLost.emit, onMutationError: mutationFailed.emit });
  const history = createMemoryHistory({ initialEntries: [`/app${path}`] });
  const router = makeRouter(queryClient, history);
  render(
    <Providers queryClient={queryClient} trpcClient={trpcClient} locale={locale}>
      <RouterProvider router={router} />
    </Providers>,
  );
  return { actor, path: () => router.state.location.pathname };
}
