import { Button, Modal } from "antd";
import { useT } from "../../app/locale.tsx";
import { CopyButton } from "../../components/copy-button.tsx";

/** The secret is shown once: a stray click beside the dialog must not lose it. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      open
      title={t("web.openness.secret_title")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t("web.openness.secret_done")}
        </Button>
      }
    >
      <p>{t("web.openness.secret_note")}</p>
      <p className="secret">{secret}</p>
      <CopyButton text={secret} />
    </Modal>
  );
}
