import type { MilestoneView } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Progress, Upload } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { uploadFile } from "../../components/upload.ts";
import { FileSize } from "../../components/values.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

/** Evidence of one milestone: reports, photos. */
export function MilestoneFiles({ milestone }: { milestone: MilestoneView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const changed = useFulfilmentChange();
  const remove = useMutation(trpc.fulfilment.removeEvidence.mutationOptions({ onSuccess: changed }));
  const [moving, setMoving] = useState<{ name: string; percent: number } | null>(null);
  const [error, setError] = useState<string | null>(null);
  const canAdd = milestone.allowedActions.includes("add_evidence");
  const take = async (file: File) => {
    setError(null);
    try {
      await uploadFile(`/files/milestones/${milestone.id}`, file, (percent) => setMoving({ name: file.name, percent }));
      await queryClient.invalidateQueries({ queryKey: trpc.fulfilment.pathKey() });
    } catch (failure) {
      setError(`${file.name}: ${(failure instanceof Error && failure.message) || t("web.error_network")}`);
    } finally {
      setMoving(null);
    }
  };
  if (milestone.files.length === 0 && !canAdd) return null;
  return (
    <div className="stack-tight">
      {milestone.files.length > 0 && (
        <ul className="rows">
          {milestone.files.map((file) => (
            <li key={file.id}>
              <div className="rows-main">
                <a href={`/files/${file.id}`} target="_blank" rel="noreferrer">
                  {file.fileName}
                </a>{" "}
                <FileSize bytes={file.size} />
              </div>
              {canAdd && (
                <Button
                  size="small"
                  aria-label={t("web.entry.file_remove", { name: file.fileName })}
                  onClick={() => remove.mutate({ attachmentId: file.id })}
                >
                  {t("web.remove")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {moving && (
        <div role="status">
          {t("web.entry.file_uploading", moving)}
          <Progress percent={moving.percent} showInfo={false} size="small" aria-hidden="true" />
        </div>
      )}
      {error && <Alert type="error" showIcon role="alert" title={error} />}
      {canAdd && (
        <Upload
          showUploadList={false}
          multiple
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <Button size="small">{t("web.fulfilment.add_evidence")}</Button>
        </Upload>
      )}
    </div>
  );
}
