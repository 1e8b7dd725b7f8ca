import { Checkbox, Radio } from "antd";
import { useT } from "../app/locale.tsx";

interface Shared {
  /** Codes as the domain lists them. */
  codes: readonly string[];
  /** Beginning of the message key: `vetting.reason` → `vetting.reason.too_early`. */
  prefix: string;
  id?: string;
  disabled?: boolean;
}
interface Many extends Shared {
  multiple: true;
  value?: string[];
  onChange?: (codes: string[]) => void;
}
interface One extends Shared {
  multiple?: false;
  value?: string;
  onChange?: (code: string) => void;
}

/** Coded reasons in words: one or several. */
export function ReasonPicker(props: Many | One) {
  const t = useT();
  const options = props.codes.map((code) => ({ value: code, label: t(`${props.prefix}.${code}`) }));
  const shared = { id: props.id, disabled: props.disabled, className: "reason-picker", options };
  return props.multiple ? (
    <Checkbox.Group {...shared} value={props.value} onChange={(codes) => props.onChange?.(codes as string[])} />
  ) : (
    <Radio.Group {...shared} value={props.value} onChange={(event) => props.onChange?.(event.target.value)} />
  );
}
