import { Alert, Upload as AntUpload, Progress } from "antd";
import { useT } from "../../app/locale.tsx";
import type { Upload } from "./use-form-upload.ts";

/** Where forms are dropped, with what is on its way and what was turned away. */
export function DropZone({
  uploads,
  disabled,
  onFiles,
}: {
  uploads: Upload[];
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}) {
  const t = useT();
  const moving = uploads.filter((upload) => !upload.error && upload.percent < 100);
  const current = moving[0];
  const done = uploads.filter((upload) => upload.error || upload.percent === 100).length;
  return (
    <>
      <AntUpload.Dragger
        multiple
        accept=".docx,.xlsx,.zip,.docm,.xlsm,.doc,.xls,.pdf"
        showUploadList={false}
        disabled={disabled}
        beforeUpload={(file, all) => {
          // One call for each file that was chosen: the last one sends all.
          if (file === all.at(-1)) onFiles(all);
          return false;
        }}
      >
        <p className="ant-upload-text">{t("web.forms.drop")}</p>
        <p className="ant-upload-hint">{t("web.forms.drop_hint")}</p>
      </AntUpload.Dragger>
      {current && (
        <div aria-live="polite">
          <p>
            {t("web.forms.uploading", { name: current.name })} ({done + 1} / {uploads.length})
          </p>
          <Progress percent={current.percent} aria-label={t("web.forms.uploading", { name: current.name })} />
        </div>
      )}
      {uploads
        .filter((upload) => upload.error)
        .map((upload) => (
          <Alert
            key={upload.name}
            type="error"
            showIcon
            role="alert"
            title={t("web.forms.upload_failed", { name: upload.name, reason: upload.error ?? "" })}
          />
        ))}
    </>
  );
}
