import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Input, Tag, Upload } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { UploadError, uploadFile } from "../../components/upload.ts";
import { DateTime } from "../../components/values.tsx";
import "./paper.css";
import { PaperFiles } from "./paper-files.tsx";
import { PrintMenu } from "./print-menu.tsx";

type Scan = Outputs["paper"]["scans"][number];

/** Papers of an entry and the stamped scans that came back: for its owner and its desk. */
export function PaperPanel({ entryId, revisionId }: { entryId: string; revisionId?: string }) {
  const t = useT();
  const trpc = useTRPC();
  const papers = useQuery(trpc.paper.list.queryOptions({ subjectId: entryId, limit: 10 })).data;
  return (
    <section className="sheet">
      <div className="paper-head">
        <h2>{t("web.paper.papers")}</h2>
        <PrintMenu what={{ kind: "entry", entryId, revisionId }} />
      </div>
      {papers?.total === 0 && (
        <p className="muted">
          {t("web.paper.none")}　{t("web.paper.none_hint")}
        </p>
      )}
      <ul className="rows">
        {papers?.items.map((paper) => (
          <li key={paper.id}>
            <div className="rows-main">
              <strong className="mono">{paper.number}</strong>{" "}
              <Tag color={paper.isCurrent ? "green" : "orange"}>
                {t(paper.isCurrent ? "web.paper.current" : "web.paper.changed")}
              </Tag>
              <div className="muted">
                <DateTime value={paper.printedAt} />
                {paper.printedByName ? ` · ${paper.printedByName}` : ""} · {paper.template.name}
              </div>
            </div>
            <PaperFiles paper={paper} />
          </li>
        ))}
      </ul>
      <ScanList entryId={entryId} />
    </section>
  );
}

function ScanList({ entryId }: { entryId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const [isReading, setReading] = useState(false);
  const scans = useQuery(trpc.paper.scans.queryOptions({ entryId })).data;
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.paper.scans.queryKey({ entryId }) });
  const send = async (file: File) => {
    setReading(true);
    setProblem(undefined);
    try {
      await uploadFile(`/files/paper-scans/${entryId}`, file, () => undefined);
      await refresh();
    } catch (error) {
      setProblem((error instanceof UploadError && error.message) || t("web.paper.upload_failed"));
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      <h3 className="paper-group">{t("web.paper.scans")}</h3>
      <p className="muted">{t("web.paper.scans_hint")}</p>
      <Upload
        accept="image/jpeg,image/png,application/pdf"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={isReading}>
          {t(isReading ? "web.paper.reading" : "web.paper.upload_scan")}
        </Button>
      </Upload>
      {problem && <Alert type="error" showIcon title={problem} closable={{ onClose: () => setProblem(undefined) }} />}
      <ul className="rows">
        {scans?.map((scan) => (
          <ScanRow key={scan.id} scan={scan} onTyped={() => void refresh()} />
        ))}
      </ul>
    </>
  );
}

const TONE = { matches: "green", changed: "orange", other_paper: "red", unreadable: "default" } as const;

function ScanRow({ scan, onTyped }: { scan: Scan; onTyped: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const [number, setNumber] = useState("");
  const [checkCode, setCheckCode] = useState("");
  const type = useMutation(
    trpc.paper.typeScanCode.mutationOptions({ meta: { showsOwnError: true }, onSuccess: onTyped }),
  );
  return (
    <li>
      <div className="rows-main">
        <a href={`/files/${scan.attachmentId}`} download={scan.fileName}>
          {scan.fileName}
        </a>{" "}
        <Tag color={TONE[scan.verdict]}>{t(`web.paper.verdict.${scan.verdict}`)}</Tag>
        <div className="muted">
          {scan.paperNumber ? `${scan.paperNumber} · ` : ""}
          {scan.isTyped ? `${t("web.paper.typed")} · ` : ""}
          <DateTime value={scan.uploadedAt} />
          {scan.uploadedByName ? ` · ${scan.uploadedByName}` : ""}
        </div>
        {scan.verdict === "matches" && <div className="muted">{t("web.paper.look_at_seal")}</div>}
        {scan.verdict === "unreadable" && (
          <form
            className="toolbar"
            aria-label={t("web.paper.type_code")}
            onSubmit={(event) => {
              event.preventDefault();
              type.mutate({ scanId: scan.id, number, checkCode });
            }}
          >
            <Input
              aria-label={t("web.paper.number")}
              placeholder={t("web.paper.number")}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
            <Input
              aria-label={t("web.paper.check_code")}
              placeholder={t("web.paper.check_code")}
              value={checkCode}
              onChange={(event) => setCheckCode(event.target.value)}
            />
            <Button htmlType="submit" loading={type.isPending} disabled={!number.trim() || !checkCode.trim()}>
              {t("web.paper.compare")}
            </Button>
            {type.error && <Alert type="error" showIcon title={explainError(t, type.error)} />}
          </form>
        )}
      </div>
    </li>
  );
}
