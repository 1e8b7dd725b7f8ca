import { useQueryErrorResetBoundary } from "@tanstack/react-query";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { sessionLost } from "../app/signals.ts";
import { isUnauthenticated } from "../app/trpc.ts";
import { ErrorFace } from "./faces.tsx";

/** The error face of a route; trying again asks the failed queries again. */
export function RouteErrorFace({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  useEffect(() => {
    resetQueries();
    if (isUnauthenticated(error)) sessionLost.emit();
  }, [error, resetQueries]);
  return (
    <ErrorFace
      error={error}
      onRetry={() => {
        reset();
        void router.invalidate();
      }}
    />
  );
}
