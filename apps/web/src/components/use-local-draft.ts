import type { FormInstance } from "antd";
import { useCallback, useEffect, useRef } from "react";

/**
 * Keeps what was typed in a form on this device until it was sent: a reload or an expired session loses nothing.
 * Spread `onValuesChange` into the form, call `clear` after success. Never for passwords: name them in `except`.
 */
export function useLocalDraft(key: string, form: FormInstance, except: string[] = []) {
  const storageKey = `jiebang.draft.${key}`;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const skipped = useRef(except);
  useEffect(() => {
    const stored = localStorage.getItem(storageKey);
    if (!stored) return;
    try {
      form.setFieldsValue(JSON.parse(stored));
    } catch {
      localStorage.removeItem(storageKey);
    }
  }, [storageKey, form]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onValuesChange = useCallback(
    (_: unknown, values: Record<string, unknown>) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        const kept = Object.fromEntries(Object.entries(values).filter(([name]) => !skipped.current.includes(name)));
        localStorage.setItem(storageKey, JSON.stringify(kept));
      }, 300);
    },
    [storageKey],
  );
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    localStorage.removeItem(storageKey);
  }, [storageKey]);
  return { onValuesChange, clear };
}
