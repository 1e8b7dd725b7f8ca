import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";

/** After a move to another page the reader starts at its heading, with keyboard and screen reader too. */
export function NavigationEffects() {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        const open = document.querySelector(".ant-modal-wrap:not([style*='display: none'])");
        if (open) return;
        const heading = document.querySelector<HTMLElement>("main h1") ?? document.querySelector<HTMLElement>("main");
        heading?.setAttribute("tabindex", "-1");
        heading?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
      }),
    [router],
  );
  return null;
}
