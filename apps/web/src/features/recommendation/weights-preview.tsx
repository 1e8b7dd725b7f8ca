import type { PartWeights, PreviewedEntry, WeightsPreview } from "@jiebang/domain";
import { RECOMMENDATION_PARTS } from "@jiebang/domain/recommendation/recommendation.schema.ts";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, InputNumber, Progress } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

const FIRST = 20;

/** What these weights would change, worked out on entries that stand. */
export function WeightsPreviewPanel({ weights, canPreview }: { weights: PartWeights; canPreview: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [previewId, setPreviewId] = useState<string | null>(null);
  const [sample, setSample] = useState(40);
  const start = useMutation(
    trpc.recommendation.previewWeights.mutationOptions({
      onSuccess: (view) => {
        queryClient.setQueryData(trpc.recommendation.preview.queryKey({ previewId: view.previewId }), view);
        setPreviewId(view.previewId);
      },
    }),
  );
  const preview = useQuery(
    trpc.recommendation.preview.queryOptions(
      { previewId: previewId ?? "" },
      {
        enabled: previewId !== null,
        refetchInterval: (query) => (query.state.data?.state === "running" ? 1000 : false),
      },
    ),
  ).data;
  return (
    <section className="sheet">
      <h2>{t("web.weights.preview")}</h2>
      <p className="muted">{t("web.weights.preview_hint")}</p>
      <div className="toolbar">
        <label htmlFor="preview-sample">{t("web.weights.sample")}</label>
        <InputNumber
          id="preview-sample"
          min={1}
          max={500}
          precision={0}
          value={sample}
          onChange={(value) => setSample(value ?? 40)}
        />
        <Button
          disabled={!canPreview}
          loading={start.isPending || preview?.state === "running"}
          onClick={() => start.mutate({ weights, sample })}
        >
          {t("web.weights.preview")}
        </Button>
      </div>
      {preview && <Result preview={preview} weights={weights} />}
    </section>
  );
}

function Result({ preview, weights }: { preview: WeightsPreview; weights: PartWeights }) {
  const t = useT();
  const { summary, total, state } = preview;
  const isOther = RECOMMENDATION_PARTS.some((part) => preview.weights[part] !== weights[part]);
  if (state === "failed") return <Alert type="error" showIcon title={t("web.weights.preview_failed")} />;
  if (total === 0) return <p className="muted">{t("web.weights.preview_none")}</p>;
  return (
    <div aria-live="polite">
      {state === "running" && (
        <>
          <p className="rows-sub">{t("web.weights.previewing", { done: preview.done, total })}</p>
          <Progress percent={Math.floor((preview.done / total) * 100)} aria-label={t("web.weights.preview")} />
        </>
      )}
      {isOther && <Alert className="form-top-error" type="warning" showIcon title={t("web.weights.preview_other")} />}
      <p className="rows-sub">{t("web.weights.preview_of", { total, version: preview.comparedWith })}</p>
      <div className="figures">
        {(["unchanged", "reordered", "replaced", "entered"] as const).map((key) => (
          <div className="figure" key={key}>
            <b>{summary[key]}</b>
            <span>{t(`web.weights.${key}`)}</span>
          </div>
        ))}
      </div>
      {state === "done" && preview.entries.length === 0 && <p className="muted">{t("web.weights.same")}</p>}
      <ul className="rows">
        {preview.entries.slice(0, FIRST).map((entry) => (
          <Changed key={entry.number} entry={entry} />
        ))}
      </ul>
    </div>
  );
}

function Changed({ entry }: { entry: PreviewedEntry }) {
  const t = useT();
  const key = ({ before, after }: PreviewedEntry["changes"][number]) =>
    before === 0 ? "in" : after === 0 ? "out" : before === after ? "same" : "up";
  return (
    <li>
      <div className="rows-main">
        <KindMark kind={entry.kind} label={t(`word.kind.${entry.kind}`)} />{" "}
        <a href={`${t.locale === "en" ? "/en" : ""}/${entry.kind}s/${entry.number}`}>{entry.title}</a>
        <ul className="weight-changes">
          {entry.changes.map((one) => (
            <li key={one.number} className={`weight-${key(one)}`}>
              <span className="weight-place">
                {t(`web.weights.place_${key(one)}`, { before: one.before, after: one.after })}
              </span>
              <span>{one.title}</span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}
