import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

export interface LiveChange {
  topic: string;
  id?: string;
}

// A change of one noun shows in lists of others: what is fetched again for each topic, by first part of the procedure name.
const affected: Record<string, string[]> = {
  entry: ["entry", "vetting", "desk", "dashboard"],
  vetting: ["vetting", "entry", "desk", "dashboard"],
  interest: ["interest", "entry", "desk", "dashboard"],
  // News for a person follow a change of something that this person works with.
  notification: [
    "lead",
    "refinement",
    "technologyManager",
    "notification",
    "mail",
    "dashboard",
    "desk",
    "interest",
    "entry",
    "vetting",
  ],
  registration: ["registration", "desk"],
  organisation: ["organisation", "session"],
  round: ["round", "bid", "board", "desk"],
  message: ["message", "interest"],
  bid: ["bid", "round", "board", "desk"],
  lead: ["lead", "refinement", "desk"],
  claim: ["claim"],
  import: ["import"],
  visit: ["visit", "firm", "desk"],
};

export function applyChange(queryClient: QueryClient, change: LiveChange) {
  if (change.topic === "resync") return queryClient.invalidateQueries();
  const nouns = affected[change.topic] ?? [change.topic];
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = queryKey[0];
      return Array.isArray(path) && nouns.includes(String(path[0]));
    },
  });
}

/**
 * Keeps open pages fresh: the server names what changed (never its content), queries are asked again under their own
 * rules. A hidden tab lets go of its line: a browser holds only six to one host.
 */
export function useLiveUpdates(enabled: boolean) {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!enabled || typeof EventSource === "undefined") return;
    let source: EventSource | null = null;
    let wasLost = false;
    const connect = () => {
      if (source || document.visibilityState === "hidden") return;
      source = new EventSource("/api/live");
      source.addEventListener("change", (event: MessageEvent<string>) => {
        void applyChange(queryClient, JSON.parse(event.data) as LiveChange);
      });
      source.addEventListener("error", () => {
        wasLost = true;
      });
      source.addEventListener("open", () => {
        // What happened while the line was down was not told.
        if (wasLost) void queryClient.invalidateQueries();
        wasLost = false;
      });
    };
    const letGo = () => {
      source?.close();
      source = null;
      wasLost = true;
    };
    const onVisibility = () => (document.visibilityState === "hidden" ? letGo() : connect());
    connect();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      source?.close();
    };
  }, [enabled, queryClient]);
}
