import type { CallState } from "@jiebang/domain/call/call.states.ts";
import type { Tone } from "@jiebang/ui/marks.tsx";
import { useT } from "../../app/locale.tsx";

export const callTones: Record<CallState, Tone> = {
  draft: "quiet",
  open: "posted",
  closed: "other",
  withdrawn: "warn",
};

/** The text in the reader's language; Chinese where English is missing. */
export function useBilingual(): (zh: string, en: string | null) => string {
  const t = useT();
  return (zh, en) => (t.locale === "en" ? (en ?? zh) : zh);
}
