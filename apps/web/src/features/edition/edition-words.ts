import type { EditionState } from "@jiebang/domain/edition/edition.states.ts";
import type { Tone } from "@jiebang/ui/marks.tsx";

export const editionTones: Record<EditionState, Tone> = {
  draft: "quiet",
  prepared: "other",
  issuing: "warn",
  issued: "posted",
  discarded: "quiet",
};
