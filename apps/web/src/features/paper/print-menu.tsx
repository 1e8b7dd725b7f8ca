import { PrinterOutlined } from "@ant-design/icons";
import type { PrintInput } from "@jiebang/domain/paper/paper.schema.ts";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Dropdown, Modal, Progress } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PaperFiles } from "./paper-files.tsx";

type Wish<T> = T extends unknown ? Omit<T, "lang"> : never;

/** Prints one thing: `<PrintMenu what={{ kind: "entry", entryId }} />`. The dialog follows the files until they are made. */
export function PrintMenu({ what, label, disabled }: { what: Wish<PrintInput>; label?: string; disabled?: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [paperId, setPaperId] = useState<string>();
  const print = useMutation(
    trpc.paper.print.mutationOptions({
      onSuccess: (paper) => {
        queryClient.setQueryData(trpc.paper.get.queryKey({ paperId: paper.id }), paper);
        void queryClient.invalidateQueries({ queryKey: trpc.paper.list.pathKey() });
        setPaperId(paper.id);
      },
    }),
  );
  const begin = (lang: "zh" | "en") => print.mutate({ ...what, lang } as PrintInput);
  return (
    <>
      <Dropdown
        trigger={["click"]}
        disabled={disabled}
        menu={{
          items: [
            { key: "zh", label: "中文", onClick: () => begin("zh") },
            { key: "en", label: "English", onClick: () => begin("en") },
          ],
        }}
      >
        <Button icon={<PrinterOutlined aria-hidden />} loading={print.isPending}>
          {label ?? t("web.paper.print")}
        </Button>
      </Dropdown>
      {paperId && <PaperDialog paperId={paperId} onClose={() => setPaperId(undefined)} />}
    </>
  );
}

function PaperDialog({ paperId, onClose }: { paperId: string; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const paper = useQuery(
    trpc.paper.get.queryOptions(
      { paperId },
      { refetchInterval: (query) => (query.state.data && query.state.data.print.state !== "waiting" ? false : 1000) },
    ),
  ).data;
  const { print } = paper ?? {};
  return (
    <Modal open title={paper?.number ?? t("web.paper.print")} onCancel={onClose} footer={null}>
      {paper && print && (
        <div className="stack" aria-live="polite">
          {print.state === "waiting" && (
            <>
              <p>{t("web.paper.working", { done: print.done, total: print.total })}</p>
              <Progress
                percent={Math.round(((print.done + 0.4) / print.total) * 100)}
                showInfo={false}
                status="active"
              />
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
        </div>
      )}
    </Modal>
  );
}
