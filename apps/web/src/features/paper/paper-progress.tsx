import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Progress } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PaperFiles } from "./paper-files.tsx";

/** Follows the files of a paper until they are made. */
export function PaperProgress({ paperId, onAnother }: { paperId: string; onAnother: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const paper = useQuery(
    trpc.paper.get.queryOptions(
      { paperId },
      { refetchInterval: (query) => (query.state.data && query.state.data.print.state !== "waiting" ? false : 1000) },
    ),
  ).data;
  if (!paper) return null;
  const { print } = paper;
  return (
    <div className="stack" aria-live="polite">
      {print.state === "waiting" && (
        <>
          <p>{t("web.paper.working", { done: print.done, total: print.total })}</p>
          <Progress percent={Math.round(((print.done + 0.4) / print.total) * 100)} showInfo={false} status="active" />
        </>
      )}
      {print.state === "ready" && (
        <>
          <p>{t("web.paper.ready")}</p>
          <PaperFiles paper={paper} />
        </>
      )}
      {print.state === "failed" && (
        <Alert type="error" showIcon title={t(`paper.fault.${print.fault === "slow" ? "slow" : "failed"}`)} />
      )}
      <dl className="facts">
        <dt>{t("web.paper.form")}</dt>
        <dd>
          {paper.template.name}{" "}
          <span className="muted">{`${paper.template.code} · ${t("web.paper.version", { no: paper.template.no })}`}</span>
        </dd>
        <dt>{t("web.paper.check_code")}</dt>
        <dd className="mono">{`${paper.checkCode.slice(0, 4)}-${paper.checkCode.slice(4)}`}</dd>
        <dt>SHA-256</dt>
        <dd className="mono paper-hash">{paper.contentHash}</dd>
      </dl>
      {print.state !== "waiting" && (
        <div>
          <Button onClick={onAnother}>{t("web.paper.another")}</Button>
        </div>
      )}
    </div>
  );
}
