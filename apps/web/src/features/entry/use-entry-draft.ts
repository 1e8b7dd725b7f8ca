import type { OwnEntry } from "@jiebang/domain";
import type { EntryContent } from "@jiebang/domain/entry/entry-content.ts";
import type { Finding } from "@jiebang/domain/entry/entry-linter.ts";
import { useMutation } from "@tanstack/react-query";
import type { FormInstance } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { isNetworkError } from "../../app/explain-error.ts";
import type { Outputs } from "../../app/session.ts";
import { sessionRestored } from "../../app/signals.ts";
import { useTRPC } from "../../app/trpc.ts";
import { dropDraft, loadDraft, readContent, storeDraft } from "./draft-content.ts";

export type SaveStatus = "saved" | "unsaved" | "saving" | "invalid" | "failed";
export type Conflict = Extract<Outputs["entry"]["save"], { outcome: "conflict" }>;

const PAUSE = 1200;
const RETRY = 5000;

/**
 * Saves while one writes: after each pause, one request at a time, on the version that was read. What has not reached the
 * server stays on this device. Of two editors the later one gets the difference to choose from.
 */
export function useEntryDraft(entry: OwnEntry, form: FormInstance) {
  const trpc = useTRPC();
  const { mutateAsync } = useMutation(trpc.entry.save.mutationOptions({ meta: { showsOwnError: true } }));
  const [status, setStatus] = useState<SaveStatus>("saved");
  const [error, setError] = useState<unknown>(null);
  const [savedAt, setSavedAt] = useState(entry.revision.savedAt);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [serverFindings, setServerFindings] = useState<Finding[]>(entry.findings);
  const [content, setContent] = useState<EntryContent>(entry.revision.content);
  const [isRestored, setIsRestored] = useState(false);
  const lock = useRef(entry.revision.lockVersion);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const typed = useRef(0); // grows with each change: what was typed during a save is saved after it
  const stored = useRef(0);
  const running = useRef<Promise<boolean> | null>(null);
  const blocked = useRef(false); // a conflict is being settled

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const read = readContent(entry.kind, form.getFieldsValue(true));
    if (!read.ok) {
      setStatus("invalid");
      return false;
    }
    const mark = typed.current;
    setStatus("saving");
    try {
      const result = await mutateAsync({ entryId: entry.id, lockVersion: lock.current, content: read.content });
      lock.current = result.lockVersion;
      setSavedAt(result.savedAt);
      setError(null);
      if (result.outcome === "conflict") {
        blocked.current = true;
        setConflict(result);
        setStatus("unsaved");
        return false;
      }
      stored.current = mark;
      setServerFindings(result.findings);
      if (typed.current === mark) {
        dropDraft(entry.id);
        setStatus("saved");
      } else setStatus("unsaved");
      return true;
    } catch (failure) {
      setError(failure);
      setStatus("failed");
      // Only a lost line mends itself; a refusal would only repeat.
      if (failure instanceof Error && isNetworkError(failure))
        timer.current = setTimeout(() => void saveRef.current(), RETRY);
      return false;
    }
  }, [entry.id, entry.kind, form, mutateAsync]);

  /** Saves until nothing is left unsaved; true when all of it is stored. */
  const save = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (running.current) await running.current;
    if (blocked.current) return false;
    if (stored.current === typed.current) return true;
    running.current = saveOnce();
    const done = await running.current;
    running.current = null;
    return done && stored.current !== typed.current ? saveRef.current() : done;
  }, [saveOnce]);
  const saveRef = useRef(save);
  saveRef.current = save;

  const onValuesChange = useCallback(() => {
    typed.current += 1;
    const values = form.getFieldsValue(true);
    storeDraft(entry.id, { lockVersion: lock.current, values });
    const read = readContent(entry.kind, values);
    if (read.ok) setContent(read.content);
    setStatus((current) => (current === "saving" ? current : "unsaved"));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveRef.current(), PAUSE);
  }, [entry.id, entry.kind, form]);

  // What could not be saved last time comes back, on the version it was written for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    const draft = loadDraft(entry.id);
    if (!draft) return;
    form.setFieldsValue(draft.values);
    lock.current = draft.lockVersion;
    setIsRestored(true);
    onValuesChange();
  }, []);

  useEffect(() => {
    const flush = () => {
      if (document.visibilityState === "hidden") void saveRef.current();
    };
    document.addEventListener("visibilitychange", flush);
    const stop = sessionRestored.listen(() => void saveRef.current());
    return () => {
      stop();
      document.removeEventListener("visibilitychange", flush);
      void saveRef.current();
    };
  }, []);

  const settle = useCallback(
    async (chosen: EntryContent) => {
      form.setFieldsValue(chosen);
      setContent(chosen);
      setConflict(null);
      blocked.current = false;
      typed.current += 1;
      await saveRef.current();
    },
    [form],
  );

  return { status, error, savedAt, conflict, settle, save, onValuesChange, content, serverFindings, isRestored, lock };
}
