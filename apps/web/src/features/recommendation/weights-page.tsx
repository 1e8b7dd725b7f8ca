import type { PartWeights, WeightsVersionView, WeightsPage as WeightsView } from "@jiebang/domain";
import { RECOMMENDATION_PARTS } from "@jiebang/domain/recommendation/recommendation.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { App, Button, InputNumber, Progress } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { WeightsHistory } from "./weights-history.tsx";
import { WeightsPreviewPanel } from "./weights-preview.tsx";
import "./recommendation.css";

/** How much each part of a match counts: in versions, with a look at what would change. */
export function WeightsPage() {
  const t = useT();
  const trpc = useTRPC();
  const page = useSuspenseQuery(
    trpc.recommendation.weights.queryOptions(undefined, {
      refetchInterval: (query) => (query.state.data?.rebuild?.state === "running" ? 3000 : false),
    }),
  ).data;
  const { current } = page;
  return (
    <>
      <PageHeader
        title={t("web.weights.title")}
        lead={t("web.weights.lead")}
        eyebrow={
          <span>
            {t("web.weights.current", { version: current.version })}
            {current.version === 0 && ` · ${t("web.weights.shipped")}`}
          </span>
        }
      />
      <div className="columns">
        {/* Another version in force starts the form anew. */}
        <WeightsForm key={current.version} current={current} />
        <div className="stack">
          <Standing page={page} />
          <WeightsHistory page={page} />
        </div>
      </div>
    </>
  );
}

function WeightsForm({ current }: { current: WeightsVersionView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [weights, setWeights] = useState<PartWeights>({ ...current.weights });
  const [saving, setSaving] = useState(false);
  const save = useMutation(
    trpc.recommendation.saveWeights.mutationOptions({
      onSuccess: (view) => {
        queryClient.setQueryData(trpc.recommendation.weights.queryKey(), view);
        message.success(t("web.weights.saved"));
      },
      meta: { showsOwnError: true },
    }),
  );
  const sum = Object.values(weights).reduce((all, value) => all + value, 0);
  const most = Math.max(...Object.values(weights), 1);
  const isChanged = RECOMMENDATION_PARTS.some((part) => weights[part] !== current.weights[part]);
  return (
    <div className="stack">
      <section className="sheet">
        <h2>{t("web.weights.edit")}</h2>
        <div className="weight-rows">
          {RECOMMENDATION_PARTS.map((part) => (
            <div className="weight-row" key={part}>
              <label htmlFor={`weight-${part}`}>{t(`recommendation.part.${part}`)}</label>
              <InputNumber
                id={`weight-${part}`}
                min={0}
                max={100}
                step={1}
                precision={1}
                value={weights[part]}
                onChange={(value) => setWeights({ ...weights, [part]: value ?? 0 })}
              />
              <span className="score-bar" aria-hidden="true">
                <i style={{ width: `${(weights[part] / most) * 100}%` }} />
              </span>
              <span className="score-points">
                {t("web.weights.share", { share: sum > 0 ? ((weights[part] / sum) * 100).toFixed(1) : 0 })}
              </span>
            </div>
          ))}
        </div>
        <div className="row-actions">
          <Button type="primary" disabled={!isChanged || sum === 0} onClick={() => setSaving(true)}>
            {t("web.weights.save")}
          </Button>
          <Button disabled={!isChanged} onClick={() => setWeights({ ...current.weights })}>
            {t("web.weights.reset")}
          </Button>
          {sum === 0 && (
            <span className="muted" role="alert">
              {t("recommendation.weights_nothing")}
            </span>
          )}
        </div>
      </section>
      <WeightsPreviewPanel weights={weights} canPreview={isChanged && sum > 0} />
      <ConfirmWithReason
        open={saving}
        onClose={() => setSaving(false)}
        title={t("web.weights.save_title", { version: current.version + 1 })}
        okText={t("web.weights.save")}
        text={{ label: t("web.weights.reason"), isRequired: true }}
        onConfirm={({ text }) => save.mutateAsync({ weights, reason: text, basedOn: current.version })}
      >
        {t("web.weights.save_words")}
      </ConfirmWithReason>
    </div>
  );
}

function Standing({ page }: { page: WeightsView }) {
  const t = useT();
  const { rebuild } = page;
  return (
    <section className="sheet">
      <h2>{t("web.weights.standing")}</h2>
      <dl className="facts">
        <dt>{t("web.weights.pairs")}</dt>
        <dd>{page.pairs}</dd>
        <dt>{t("web.weights.waiting")}</dt>
        <dd>{page.waiting}</dd>
      </dl>
      {rebuild && rebuild.state !== "replaced" && rebuild.total > 0 && (
        <>
          <p className="rows-sub">
            {t(`web.weights.rebuild_${rebuild.state}`, { done: rebuild.done, total: rebuild.total })} ·{" "}
            {t(`web.weights.cause.${rebuild.cause}`)}
          </p>
          {rebuild.state === "running" && (
            <Progress
              percent={rebuild.total ? Math.floor((rebuild.done / rebuild.total) * 100) : 0}
              aria-label={t("web.weights.standing")}
            />
          )}
        </>
      )}
    </section>
  );
}
