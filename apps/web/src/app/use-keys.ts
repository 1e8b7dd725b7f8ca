import { useEffect, useRef } from "react";

/** Single-key shortcuts of a page; never while somebody types, and never over a dialog. */
export function useKeys(keys: Record<string, () => void>) {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = `${event.ctrlKey || event.metaKey ? "ctrl+" : ""}${event.key.toLowerCase()}`;
      const action = current.current[name];
      if (!action || event.altKey) return;
      const target = event.target as HTMLElement;
      const isTyping = target.matches("input:not([type=radio]):not([type=checkbox]),textarea,select,[contenteditable]");
      if (isTyping && !event.ctrlKey && !event.metaKey) return;
      if (document.querySelector(".ant-modal-wrap:not([style*='display: none'])")) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
