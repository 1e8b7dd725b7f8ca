import { useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listen) => {
      const media = matchMedia(query);
      media.addEventListener("change", listen);
      return () => media.removeEventListener("change", listen);
    },
    () => matchMedia(query).matches,
  );
}

/** Phone-wide: navigation is a drawer, tables are lists. */
export const useIsNarrow = () => useMedia("(max-width: 767px)");
