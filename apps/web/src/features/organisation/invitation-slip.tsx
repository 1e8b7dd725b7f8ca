import type { IssuedInvitation } from "@jiebang/domain";
import { Logo } from "@jiebang/ui/icons.tsx";
import { Alert, Button, Modal } from "antd";
import { useMemo } from "react";
import { createPortal } from "react-dom";
import { encode } from "uqr";
import { useT } from "../../app/locale.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { DateTime } from "../../components/values.tsx";

/** The code, once: on the screen and as a slip of paper with its QR code. */
export function InvitationSlip({ issued, onClose }: { issued: IssuedInvitation; onClose: () => void }) {
  const t = useT();
  return (
    <Modal
      open
      title={t("web.invitation.slip_title")}
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <div className="form-actions">
          <CopyButton text={issued.link} label={t("web.invitation.slip_copy")} />
          <Button type="primary" onClick={() => window.print()}>
            {t("web.invitation.slip_print")}
          </Button>
        </div>
      }
    >
      <Alert className="form-top-error" type="warning" showIcon title={t("web.invitation.slip_once")} />
      <Slip issued={issued} />
      {createPortal(
        <div className="print-only">
          <Slip issued={issued} />
        </div>,
        document.body,
      )}
    </Modal>
  );
}

function Slip({ issued: { code, link, invitation } }: { issued: IssuedInvitation }) {
  const t = useT();
  const page = link.replace(/\?.*$/, "");
  return (
    <div className="slip">
      <div className="slip-words">
        <div className="brand">
          <Logo size={24} />
          <span className="brand-name">{t("app.name")}</span>
          <span className="brand-place">{t(`web.invitation.kind.${invitation.kind}`)}</span>
        </div>
        <dl className="facts">
          {invitation.organisationName && (
            <>
              <dt>{t("web.invitation.slip_for")}</dt>
              <dd>
                {invitation.organisationName}
                {invitation.role && ` · ${t(`web.role.${invitation.role}`)}`}
              </dd>
            </>
          )}
          {invitation.userName && (
            <>
              <dt>{t("web.invitation.slip_person")}</dt>
              <dd>{invitation.userName}</dd>
            </>
          )}
          <dt>{t("web.invitation.slip_code")}</dt>
          <dd className="slip-code">{code}</dd>
          <dt>{t("web.invitation.slip_expires")}</dt>
          <dd>
            <DateTime value={invitation.expiresAt} />
          </dd>
        </dl>
        <p className="muted">{t("web.invitation.slip_scan")}</p>
        <p className="mono">{page}</p>
      </div>
      <Qr text={link} />
    </div>
  );
}

function Qr({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: "M", border: 2 });
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
    return { size, path };
  }, [text]);
  return (
    <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
