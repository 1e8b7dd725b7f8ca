import type { WeightsPage, WeightsVersionView } from "@jiebang/domain";
import { RECOMMENDATION_PARTS } from "@jiebang/domain/recommendation/recommendation.schema.ts";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DateTime } from "../../components/values.tsx";

/** Every version there was, what it changed and why; any of them can be taken up again. */
export function WeightsHistory({ page }: { page: WeightsPage }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [reverting, setReverting] = useState<WeightsVersionView | null>(null);
  const revert = useMutation(
    trpc.recommendation.revertWeights.mutationOptions({
      onSuccess: (view) => {
        queryClient.setQueryData(trpc.recommendation.weights.queryKey(), view);
        message.success(t("web.weights.saved"));
      },
      meta: { showsOwnError: true },
    }),
  );
  const changesOf = (version: WeightsVersionView, before: WeightsVersionView | undefined) =>
    before
      ? RECOMMENDATION_PARTS.filter((part) => version.weights[part] !== before.weights[part])
          .map((part) => `${t(`recommendation.part.${part}`)} ${before.weights[part]} → ${version.weights[part]}`)
          .join(t.locale === "zh" ? "，" : ", ")
      : "";
  const isCurrent = (version: WeightsVersionView) =>
    RECOMMENDATION_PARTS.every((part) => version.weights[part] === page.current.weights[part]);
  return (
    <section className="sheet">
      <h2>{t("web.weights.history")}</h2>
      <ul className="rows">
        {page.history.map((version, i) => (
          <li key={version.version}>
            <div className="rows-main">
              {version.version === 0
                ? t("web.weights.shipped")
                : t("web.weights.version", { version: version.version })}{" "}
              {version.isCurrent && (
                <StateBadge tone="good">{t("web.weights.current", { version: version.version })}</StateBadge>
              )}
              {version.reason && <div>{version.reason}</div>}
              <div className="rows-sub">
                {version.revertsTo !== null && `${t("web.weights.reverts", { version: version.revertsTo })} · `}
                {version.at && (
                  <>
                    <DateTime value={version.at} /> {version.byName} ·{" "}
                  </>
                )}
                {changesOf(version, page.history[i + 1])}
              </div>
            </div>
            {!isCurrent(version) && (
              <Button size="small" onClick={() => setReverting(version)}>
                {t("web.weights.revert")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ConfirmWithReason
        open={reverting !== null}
        onClose={() => setReverting(null)}
        title={t("web.weights.revert_title", { version: reverting?.version ?? 0 })}
        okText={t("web.weights.revert")}
        text={{ label: t("web.weights.reason"), isRequired: true }}
        onConfirm={({ text }) =>
          revert.mutateAsync({ version: reverting!.version, reason: text, basedOn: page.current.version })
        }
      >
        {t("web.weights.save_words")}
      </ConfirmWithReason>
    </section>
  );
}
