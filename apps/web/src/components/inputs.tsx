import { addDays } from "@jiebang/domain/kernel/instants.ts";
import { fromWan, toWan } from "@jiebang/domain/kernel/money.ts";
import { DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useEffect, useRef, useState } from "react";
import { useT } from "../app/locale.tsx";

interface Controlled<V> {
  id?: string;
  value?: V;
  onChange?: (value: V) => void;
  disabled?: boolean;
  "aria-label"?: string;
}

/** Typed in 万元, kept in 元 as a decimal string; what is not a number stays visible and comes out as typed, for the schema to refuse. */
export function MoneyInput({ value, onChange, ...rest }: Controlled<string | null> & { placeholder?: string }) {
  const t = useT();
  const [text, setText] = useState(() => shown(value));
  const own = useRef(value);
  useEffect(() => {
    if (value !== own.current) {
      own.current = value;
      setText(shown(value));
    }
  }, [value]);
  return (
    <Input
      {...rest}
      value={text}
      inputMode="decimal"
      suffix={t("web.wan_yuan")}
      onChange={(event) => {
        const next = event.target.value;
        setText(next);
        own.current = read(next);
        onChange?.(own.current);
      }}
    />
  );
}
function shown(value: string | null | undefined): string {
  if (!value) return "";
  try {
    return toWan(value);
  } catch {
    return value;
  }
}
function read(text: string): string | null {
  const bare = text.normalize("NFKC").replaceAll(",", "").trim();
  if (!bare) return null;
  try {
    return fromWan(bare);
  } catch {
    return `?${text}`;
  }
}

/** A day as `YYYY-MM-DD`. */
export function DayInput({
  value,
  onChange,
  min,
  ...rest
}: Controlled<string | null> & { min?: string; presets?: number[] }) {
  const t = useT();
  const { presets, ...input } = rest;
  const today = dayjs().format("YYYY-MM-DD");
  return (
    <DatePicker
      {...input}
      style={{ width: "100%" }}
      value={value ? dayjs(value) : null}
      minDate={min ? dayjs(min) : undefined}
      format="YYYY-MM-DD"
      presets={presets?.map((days) => ({ label: t("web.in_days", { days }), value: dayjs(addDays(today, days)) }))}
      onChange={(next) => onChange?.(next ? next.format("YYYY-MM-DD") : null)}
    />
  );
}
