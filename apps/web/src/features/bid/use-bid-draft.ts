import type { BidContentInput } from "@jiebang/domain/bid/bid-content.ts";
import { useCallback, useRef, useState } from "react";
import { z } from "zod";

// A draft of a sealed bid never leaves this device before it is sealed. It can be carried by file.
const draftFile = z.object({
  format: z.literal("jiebang.bid-draft/1"),
  bidId: z.string(),
  values: z.record(z.string(), z.unknown()),
});

const storageKey = (bidId: string) => `jiebang.bid.${bidId}`;

/** Beside the draft, what of it was sealed last: the difference is what nobody has. */
const sealedKey = (bidId: string) => `jiebang.bid.${bidId}.sealed`;

/** A draft that says something else than what was sealed, or that was never sealed. */
export function hasUnsealedDraft(bidId: string, isSealed: boolean): boolean {
  const stored = localStorage.getItem(storageKey(bidId));
  if (stored === null) return false;
  const sealed = localStorage.getItem(sealedKey(bidId));
  return isSealed ? sealed !== null && sealed !== stored : true;
}

export type BidValues = Partial<BidContentInput>;

export function readDraft(bidId: string): BidValues | null {
  const stored = localStorage.getItem(storageKey(bidId));
  if (!stored) return null;
  try {
    return JSON.parse(stored) as BidValues;
  } catch {
    return null;
  }
}

/** Keeps the proposal on this device while it is typed. */
export function useBidDraft(bidId: string) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [savedAt, setSavedAt] = useState<number | null>(() => (readDraft(bidId) ? 0 : null));
  const save = useCallback(
    (values: BidValues) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        localStorage.setItem(storageKey(bidId), JSON.stringify(values));
        setSavedAt(Date.now());
      }, 300);
    },
    [bidId],
  );
  const forget = useCallback(() => {
    clearTimeout(timer.current);
    localStorage.removeItem(storageKey(bidId));
    localStorage.removeItem(sealedKey(bidId));
    setSavedAt(null);
  }, [bidId]);
  const markSealed = useCallback(
    (values: BidValues) => {
      clearTimeout(timer.current);
      localStorage.setItem(storageKey(bidId), JSON.stringify(values));
      localStorage.setItem(sealedKey(bidId), JSON.stringify(values));
      setSavedAt(Date.now());
    },
    [bidId],
  );
  return { save, forget, markSealed, isSaved: savedAt !== null };
}

export const exportDraft = (bidId: string, values: BidValues) =>
  JSON.stringify({ format: "jiebang.bid-draft/1", bidId, values }, null, 2);

/** The values of an exported draft, or null when the file is something else. */
export async function importDraft(file: File): Promise<BidValues | null> {
  try {
    return draftFile.parse(JSON.parse(await file.text())).values as BidValues;
  } catch {
    return null;
  }
}
