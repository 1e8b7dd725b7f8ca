import { Alert, Input, Modal } from "antd";
import { useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { InstantInput } from "./instant-input.tsx";

interface InstantDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  hint: string;
  /** The closing as it stands: the new one lies after it. */
  from: string | null;
  onConfirm: (closesAt: string, reason: string) => Promise<unknown>;
}

/** Asks for a later closing and its reason. */
export function InstantDialog({ open, onClose, title, hint, from, onConfirm }: InstantDialogProps) {
  const t = useT();
  const id = useId();
  const [at, setAt] = useState<string | null>(from);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (!at) return setError(t("web.text_missing", { label: t("web.round.extend_to") }));
    setBusy(true);
    setError(null);
    try {
      await onConfirm(at, reason.trim());
      onClose();
    } catch (failure) {
      setError(explainError(t, failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open={open}
      title={title}
      okText={title}
      okButtonProps={{ loading: busy }}
      onOk={() => void confirm()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="stack">
        <p className="muted">{hint}</p>
        <div>
          <label htmlFor={`${id}-at`}>{t("web.round.extend_to")}</label>
          <InstantInput id={`${id}-at`} value={at} onChange={setAt} />
        </div>
        <div>
          <label htmlFor={`${id}-why`}>{t("web.round.extend_reason")}</label>
          <Input.TextArea
            id={`${id}-why`}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            maxLength={2000}
            autoSize={{ minRows: 3, maxRows: 8 }}
          />
        </div>
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </div>
    </Modal>
  );
}
