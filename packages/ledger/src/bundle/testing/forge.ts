import type { RoundBundle } from "@jiebang/domain";
import { hashOf } from "../../canonical.ts";
import { headBytes, type LedgerEvent, linkEvent } from "../../chain.ts";
import { signBytes } from "../../signing.ts";
import { bundleHash, sealBundle } from "../seal-bundle.ts";
import { platformKey, type Random } from "./random-round.ts";

type Path = (string | number)[];

/** Every place in a value where something single stands. */
export function leavesOf(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== "object") return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

export const pathText = (path: Path): string =>
  path.map((k, i) => (typeof k === "number" ? `[${k}]` : `${i > 0 ? "." : ""}${k}`)).join("");

/** Puts another value of the same kind where one stands; what it returns puts the former one back. */
export function flip(bundle: RoundBundle, path: Path, random: Random): () => void {
  let at = bundle as unknown as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  const last = path.at(-1)!;
  const former = at[last];
  at[last] = other(former, random);
  return () => {
    at[last] = former;
  };
}

function other(value: unknown, random: Random): unknown {
  if (typeof value === "number") return value + 1 + Math.floor(random() * 3);
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string" || value === "") return "x";
  const at = Math.floor(random() * value.length);
  const changed = value[at] === "7" ? "8" : "7";
  return `${value.slice(0, at)}${changed}${value.slice(at + 1)}`;
}

/** Events linked anew; signatures and printed heads follow the events they stood on. */
export function relink(bundle: RoundBundle, hasKey: boolean): void {
  const { ledger } = bundle;
  const before = ledger.events as unknown as LedgerEvent[];
  const places = new Map<number, number>();
  const linked: LedgerEvent[] = [];
  for (const { seq, at, type, payload } of before) {
    linked.push(linkEvent(ledger.procedureId, linked.at(-1) ?? null, { at, type, payload }));
    places.set(seq, linked.length);
  }
  ledger.events = linked as unknown as typeof ledger.events;
  for (const s of ledger.signatures) {
    s.seq = places.get(s.seq) ?? s.seq;
    s.head = linked[s.seq - 1]?.hash ?? s.head;
    if (hasKey) s.signature = signBytes(s.algorithm, platformKey.privateKey, headBytes(ledger.procedureId, s));
  }
  for (const n of bundle.notices) {
    const seq = places.get(n.ledger.seq) ?? n.ledger.seq;
    n.ledger = { seq, head: linked[seq - 1]?.hash ?? n.ledger.head };
  }
  const { seal, ...rest } = bundle;
  bundle.seal = hasKey ? sealBundle(rest, platformKey).seal : { ...seal, hash: bundleHash(rest) };
}

/** The hash of a release, made to fit what it says now. */
export function rehashRelease(bundle: RoundBundle, event: { payload: Record<string, unknown> }): void {
  const { version, outcome } = event.payload;
  event.payload.hash = hashOf({
    format: "jiebang.release/1",
    procedureId: bundle.ledger.procedureId,
    version,
    outcome,
  });
}
