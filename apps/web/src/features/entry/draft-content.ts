import { type EntryContent, type EntryKind, entryContent } from "@jiebang/domain/entry/entry-content.ts";
import type { z } from "zod";

type Values = Record<string, unknown> & { detail?: Record<string, unknown> };

const isBlank = (row: unknown) =>
  Object.entries((row ?? {}) as Record<string, unknown>).every(
    ([key, value]) => key === "comparator" || value === "" || value === null || value === undefined,
  );

/** What stands in the fields as the content that is saved: rows begun and left empty stay out. */
export function readContent(
  kind: EntryKind,
  values: Values,
): { ok: true; content: EntryContent } | { ok: false; error: z.ZodError } {
  const detail = { ...values.detail };
  if (Array.isArray(detail.targets)) detail.targets = detail.targets.filter((row) => !isBlank(row));
  if (Array.isArray(detail.inventors))
    detail.inventors = detail.inventors.filter((row) => (row as { name?: string } | undefined)?.name?.trim());
  const parsed = entryContent.safeParse({ ...values, kind, detail });
  return parsed.success ? { ok: true, content: parsed.data } : { ok: false, error: parsed.error };
}

/** Drafts that did not reach the server yet, on this device. */
export interface StoredDraft {
  lockVersion: number;
  values: Values;
}
const keyOf = (entryId: string) => `jiebang.draft.entry.${entryId}`;

export function storeDraft(entryId: string, draft: StoredDraft) {
  try {
    localStorage.setItem(keyOf(entryId), JSON.stringify(draft));
  } catch {
    // A full or forbidden storage: the server's autosave still runs.
  }
}
export function dropDraft(entryId: string) {
  localStorage.removeItem(keyOf(entryId));
}
export function loadDraft(entryId: string): StoredDraft | null {
  const text = localStorage.getItem(keyOf(entryId));
  if (!text) return null;
  try {
    return JSON.parse(text) as StoredDraft;
  } catch {
    return null;
  }
}
