import type { OwnEntry } from "@jiebang/domain";
import { ATTACHMENT_TYPES } from "@jiebang/domain/attachment/attachment.ts";
import { LAYERS } from "@jiebang/domain/entry/entry-content.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Progress, Select, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { uploadFile } from "../../components/upload.ts";
import { FileSize } from "../../components/values.tsx";

const ACCEPT = Object.values(ATTACHMENT_TYPES)
  .flat()
  .map((ending) => `.${ending}`)
  .join(",");

interface Running {
  id: number;
  name: string;
  percent: number;
  error?: string;
}

/** Files of an entry, each in its layer, with progress and the server's word about what it refuses. */
export function Attachments({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [running, setRunning] = useState<Running[]>([]);
  const canAttach = entry.allowedActions.includes("attach");
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.entry.get.queryKey({ entryId: entry.id }) });
  const remove = useMutation(trpc.attachment.remove.mutationOptions({ onSuccess: refresh }));
  const setLayer = useMutation(trpc.attachment.setLayer.mutationOptions({ onSuccess: refresh }));
  const upload = async (file: File) => {
    const id = Date.now() + Math.random();
    const patch = (part: Partial<Running>) =>
      setRunning((all) => all.map((one) => (one.id === id ? { ...one, ...part } : one)));
    setRunning((all) => [...all.filter((one) => !one.error), { id, name: file.name, percent: 0 }]);
    try {
      await uploadFile(`/files/entries/${entry.id}?layer=public`, file, (percent) => patch({ percent }));
      setRunning((all) => all.filter((one) => one.id !== id));
      await refresh();
    } catch (failure) {
      patch({ error: (failure instanceof Error && failure.message) || t("web.error_network") });
    }
  };
  return (
    <div className="stack">
      {entry.attachments.length === 0 && !canAttach && <p className="muted">{t("web.entry.file_none")}</p>}
      <ul className="rows">
        {entry.attachments.map((file) => (
          <li key={file.id}>
            <div className="rows-main">
              <a href={`/files/${file.id}`} target="_blank" rel="noreferrer">
                {file.fileName}
              </a>{" "}
              <FileSize bytes={file.size} />
              <FileFindings file={file} />
            </div>
            {canAttach ? (
              <span className="row-actions">
                <Select
                  size="small"
                  aria-label={t("web.entry.file_layer", { name: file.fileName })}
                  value={file.layer}
                  popupMatchSelectWidth={false}
                  onChange={(layer) => setLayer.mutate({ attachmentId: file.id, layer })}
                  options={LAYERS.map((layer) => ({ value: layer, label: t(`web.entry.layer.${layer}`) }))}
                />
                <Popconfirm
                  title={t("web.entry.file_remove", { name: file.fileName })}
                  description={t("web.entry.file_remove_words")}
                  onConfirm={() => remove.mutateAsync({ attachmentId: file.id })}
                >
                  <Button size="small" aria-label={t("web.entry.file_remove", { name: file.fileName })}>
                    {t("web.remove")}
                  </Button>
                </Popconfirm>
              </span>
            ) : (
              <span className="muted">{t(`web.entry.layer.${file.layer}`)}</span>
            )}
          </li>
        ))}
      </ul>
      {running.map((one) =>
        one.error ? (
          <Alert key={one.id} type="error" showIcon role="alert" title={`${one.name}: ${one.error}`} />
        ) : (
          <div key={one.id} role="status">
            {t("web.entry.file_uploading", { name: one.name, percent: one.percent })}
            <Progress percent={one.percent} showInfo={false} size="small" aria-hidden="true" />
          </div>
        ),
      )}
      {canAttach && (
        <Upload.Dragger
          multiple
          accept={ACCEPT}
          showUploadList={false}
          beforeUpload={(file) => {
            void upload(file);
            return false;
          }}
        >
          <p>{t("web.entry.file_drop")}</p>
          <p className="muted">{t("web.entry.h.files")}</p>
        </Upload.Dragger>
      )}
    </div>
  );
}

/** What was taken out of the file, what stayed in, and what in it may name the poster: at the file, at once. */
function FileFindings({ file }: { file: OwnEntry["attachments"][number] }) {
  const t = useT();
  const { cleaned, warnings, identifiers } = file.findings;
  const named = (codes: string[]) => codes.map((code) => t(`file.what.${code}`)).join(t.locale === "zh" ? "、" : ", ");
  return (
    <>
      {cleaned.length > 0 && <p className="muted file-finding">{t("file.cleaned", { what: named(cleaned) })}</p>}
      {warnings.length > 0 && <p className="file-finding file-warning">{t("file.kept", { what: named(warnings) })}</p>}
      {identifiers.length > 0 && (
        <p className="file-finding file-warning">
          {t("file.names", { what: identifiers.map((one) => one.text).join(t.locale === "zh" ? "、" : ", ") })}
        </p>
      )}
    </>
  );
}
