import { Input } from "antd";

interface InstantInputProps {
  id?: string;
  /** ISO 8601 with Z. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  disabled?: boolean;
}

const BEIJING = 8 * 3_600_000;

/** Day and time in Beijing, whatever the reader's own zone: the browser's own control, at home on a phone. */
export function InstantInput({ value, onChange, ...rest }: InstantInputProps) {
  const shown = value ? new Date(Date.parse(value) + BEIJING).toISOString().slice(0, 16) : "";
  return (
    <Input
      {...rest}
      type="datetime-local"
      value={shown}
      onChange={(event) => {
        const text = event.target.value;
        onChange?.(text ? new Date(`${text}:00+08:00`).toISOString() : null);
      }}
    />
  );
}
