import type { PublicCall, PublicCallRow } from "@jiebang/domain";
import type { Tone } from "@jiebang/ui";
import { list } from "../entry/entry-words.ts";
import type { Lang } from "../kernel/lang.ts";

export const callPath = (call: { number: string }) => `/calls/${call.number}`;

const tones: Record<PublicCallRow["state"], Tone> = { open: "posted", closed: "other", withdrawn: "warn" };
export const callTone = (state: PublicCallRow["state"]): Tone => tones[state];

export const kindsOf = (lang: Lang, call: Pick<PublicCallRow, "kinds">): string =>
  list(
    lang,
    call.kinds.map((kind) => lang.word("kind", kind)),
  );

/** Takes entries at this moment. */
export const isTaking = (call: Pick<PublicCall, "state" | "opensAt" | "closesAt">, now: string): boolean =>
  call.state === "open" && call.opensAt <= now && now < call.closesAt;
