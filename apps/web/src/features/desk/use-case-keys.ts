import { type RefObject, useRef } from "react";
import { useKeys } from "../../app/use-keys.ts";

/** J and K walk over the cases inside the element (links in `[data-case]`); Enter opens, as it does with any link. */
export function useCaseKeys(): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>("[data-case] a, a[data-case]") ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[at < 0 ? 0 : Math.max(0, Math.min(links.length - 1, at + step))]?.focus();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  return list;
}
