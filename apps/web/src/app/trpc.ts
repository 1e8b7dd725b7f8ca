import type { AppRouter } from "@jiebang/api";
import { createTRPCClient, httpBatchLink, httpLink, splitLink, TRPCClientError } from "@trpc/client";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import { currentLocale } from "./locale.tsx";

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

const options = {
  url: "/api/trpc",
  headers: () => ({ "x-locale": currentLocale.value }),
};

/** Queries of one page travel together; a change travels alone, so that a slow list never delays it. */
export function makeClient() {
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "query",
        true: httpBatchLink({ ...options, maxURLLength: 6000, maxItems: 12 }),
        false: httpLink(options),
      }),
    ],
  });
}

export interface ErrorData {
  code?: string;
  httpStatus?: number;
  reason?: string;
  details?: Record<string, unknown> & { fields?: Record<string, string>; requestId?: string };
}

/** What the server said about an error; null when it never got there. */
export function errorData(error: unknown): ErrorData | null {
  if (!(error instanceof TRPCClientError)) return null;
  return (error.data as ErrorData | undefined) ?? null;
}

export const isUnauthenticated = (error: unknown) => errorData(error)?.code === "UNAUTHORIZED";
export const isNotFound = (error: unknown) => errorData(error)?.code === "NOT_FOUND";
