import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

const STEP = 50;
const PATIENCE = 100; // steps: five seconds for a page to arrive

/** After a move to another page the reader starts at its heading, with keyboard and screen reader too. */
export function NavigationEffects() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const before = useRef<string>(undefined);
  useEffect(() => {
    const isFirst = before.current === undefined;
    before.current = path;
    if (isFirst || path === undefined) return;
    let steps = 0;
    const timer = setInterval(() => {
      const heading = document.querySelector<HTMLElement>("main h1");
      const isReady = heading && !document.querySelector("main .page-skeleton");
      steps += 1;
      if (!isReady && steps < PATIENCE) return;
      clearInterval(timer);
      // Who began to type on the new page is not pulled away.
      if (document.activeElement?.matches("main input, main textarea, .ant-modal *")) return;
      window.scrollTo(0, 0);
      (heading ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
    }, STEP);
    return () => clearInterval(timer);
  }, [path]);
  return null;
}
