import { Alert, Input, Modal } from "antd";
import { type ReactNode, useEffect, useId, useState } from "react";
import { explainError } from "../app/explain-error.ts";
import { useT } from "../app/locale.tsx";
import { ReasonPicker } from "./reason-picker.tsx";

export interface ConfirmWithReasonProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What will follow, in words. */
  children?: ReactNode;
  okText: string;
  danger?: boolean;
  /** Coded reasons; left out when a plain confirmation or only a text is asked. */
  reasons?: { codes: readonly string[]; prefix: string; multiple?: boolean; isOptional?: boolean };
  text?: { label: string; isRequired?: boolean; maxLength?: number; placeholder?: string; initial?: string };
  onConfirm: (answer: { reasons: string[]; text: string }) => Promise<unknown>;
}

/** Asks once more before something that cannot be taken back, with its coded reason and its words. What was typed stays when it fails. */
export function ConfirmWithReason(props: ConfirmWithReasonProps) {
  const { open, reasons, text } = props;
  const t = useT();
  const id = useId();
  const [codes, setCodes] = useState<string[]>([]);
  const [words, setWords] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (open) return;
    setCodes([]);
    setWords("");
    setError(null);
  }, [open]);
  const initial = text?.initial;
  useEffect(() => {
    if (open && initial) setWords(initial);
  }, [open, initial]);
  const confirm = async () => {
    if (reasons && !reasons.isOptional && codes.length === 0) return setError(t("web.reason_missing"));
    if (text?.isRequired && !words.trim()) return setError(t("web.text_missing", { label: text.label }));
    setBusy(true);
    setError(null);
    try {
      await props.onConfirm({ reasons: codes, text: words.trim() });
      props.onClose();
    } catch (failure) {
      setError(explainError(t, failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={props.title}
      okText={props.okText}
      okButtonProps={{ danger: props.danger, loading: busy }}
      onOk={() => void confirm()}
      onCancel={props.onClose}
      destroyOnHidden
    >
      <div className="stack">
        {props.children && <div>{props.children}</div>}
        {reasons && (
          <fieldset className="plain-fieldset">
            <legend>{t("web.reason")}</legend>
            {reasons.multiple ? (
              <ReasonPicker multiple codes={reasons.codes} prefix={reasons.prefix} value={codes} onChange={setCodes} />
            ) : (
              <ReasonPicker
                codes={reasons.codes}
                prefix={reasons.prefix}
                value={codes[0]}
                onChange={(code) => setCodes([code])}
              />
            )}
          </fieldset>
        )}
        {text && (
          <div>
            <label htmlFor={id}>{text.label}</label>
            <Input.TextArea
              id={id}
              value={words}
              onChange={(event) => setWords(event.target.value)}
              maxLength={text.maxLength ?? 500}
              showCount
              autoSize={{ minRows: 3, maxRows: 10 }}
              placeholder={text.placeholder}
            />
          </div>
        )}
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </div>
    </Modal>
  );
}
