import { useIsFetching, useIsMutating } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useT } from "../locale.tsx";

/** Whatever takes longer than a moment shows that it is under way. */
export function ProgressBar() {
  const t = useT();
  const fetching = useIsFetching({ predicate: (query) => query.state.data === undefined });
  const mutating = useIsMutating();
  const navigating = useRouterState({ select: (state) => state.isLoading });
  const busy = fetching > 0 || mutating > 0 || navigating;
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!busy) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), 500);
    return () => clearTimeout(timer);
  }, [busy]);
  if (!shown) return null;
  return <div className="progress-bar" role="progressbar" aria-label={t("web.loading")} />;
}
