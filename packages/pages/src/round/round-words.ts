import type { PublicRound, PublicRoundRow } from "@jiebang/domain";
import type { Tone } from "@jiebang/ui";

export const roundPath = (round: { number: string }) => `/rounds/${round.number}`;
export const noticePath = (notice: { number: string }) => `/notices/${notice.number}`;

const roundTones: Record<PublicRound["state"], Tone> = {
  draft: "quiet",
  running: "posted",
  completed: "good",
  failed: "warn",
  rejected: "warn",
  cancelled: "quiet",
};
export const roundTone = (state: PublicRound["state"]) => roundTones[state];

const itemTones: Record<string, Tone> = {
  posted: "posted",
  bidding: "posted",
  opened: "other",
  released: "other",
  confirmed: "good",
  contracted: "good",
  failed: "warn",
  cancelled: "quiet",
};
export const itemTone = (state: string): Tone => itemTones[state] ?? "quiet";

/** Bids are taken at this moment. */
export function isBidding(round: Pick<PublicRoundRow, "state" | "bidOpensAt" | "bidClosesAt">, now: string): boolean {
  const { state, bidOpensAt, bidClosesAt } = round;
  return state === "running" && bidOpensAt !== null && bidClosesAt !== null && bidOpensAt <= now && now < bidClosesAt;
}
