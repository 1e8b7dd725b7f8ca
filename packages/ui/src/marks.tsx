import type { ReactNode } from "react";
import { DemandMark, OfferMark } from "./icons.tsx";

/** Offer or demand: told by shape and word; colour only helps. */
export function KindMark({ kind, label }: { kind: "offer" | "demand"; label: string }) {
  return (
    <span className={`kind kind-${kind}`}>
      {kind === "offer" ? <OfferMark size={14} /> : <DemandMark size={14} />}
      {label}
    </span>
  );
}

export type Tone = "posted" | "quiet" | "good" | "warn" | "other";

/** A state in one word. The dot's shape follows the tone, so it reads without colour. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

/** A stamp: for what was posted, sealed or confirmed. The second line is small (a date, a number). */
export function Seal({ text, sub }: { text: string; sub?: string }) {
  return (
    <span className="seal">
      <span className="seal-text">{text}</span>
      {sub && <span className="seal-sub">{sub}</span>}
    </span>
  );
}

/** A number that people quote and keep: `XQ-2026-00034`. */
export function NumberTag({ value }: { value: string }) {
  return <span className="number">{value}</span>;
}

/** `9f2c…` in groups of four, so that two people can compare it over the phone. */
export function groupHash(hash: string, size = 4): string[] {
  const bare = hash.replace(/^[a-z0-9-]+:/i, "");
  return bare.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
}

/** A hash that can be read aloud, selected whole and copied (the element `copy-text` adds the button when scripts run). */
export function Hash({ value, label, copyLabel, copiedLabel }: HashProps) {
  return (
    <span className="hash">
      {label && <span className="hash-label">{label}</span>}
      <copy-text data-text={value} data-label={copyLabel} data-done={copiedLabel}>
        <code className="hash-value">
          {groupHash(value).map((group, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the groups of a hash have no other identity
            <span key={index}>{group}</span>
          ))}
        </code>
      </copy-text>
    </span>
  );
}
interface HashProps {
  value: string;
  label?: string;
  copyLabel?: string;
  copiedLabel?: string;
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "copy-text": React.HTMLAttributes<HTMLElement> & {
        "data-text"?: string;
        "data-label"?: string;
        "data-done"?: string;
      };
    }
  }
}
