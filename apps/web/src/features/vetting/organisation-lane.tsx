import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DateTime } from "../../components/values.tsx";
import { LaneTag } from "./lane-list-page.tsx";

/** A university's trusted lane on its page: for its members and its desk; granted and withdrawn by the city with a reason. */
export function OrganisationLane({ organisationId }: { organisationId: string }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { lane, allowedActions } = useSuspenseQuery(
    trpc.trustedLane.ofOrganisation.queryOptions({ organisationId }),
  ).data;
  const [asking, setAsking] = useState(false);
  const options = {
    meta: { showsOwnError: true },
    onSuccess: (next: { lane: typeof lane; allowedActions: typeof allowedActions }) => {
      queryClient.setQueryData(trpc.trustedLane.ofOrganisation.queryKey({ organisationId }), next);
      void queryClient.invalidateQueries({ queryKey: trpc.trustedLane.list.queryKey() });
    },
  };
  const grant = useMutation(trpc.trustedLane.grant.mutationOptions(options));
  const withdraw = useMutation(trpc.trustedLane.withdraw.mutationOptions(options));
  const action = allowedActions[0];
  return (
    <section className="sheet stack">
      <h2>{t("web.lane.section")}</h2>
      <p className="muted">{t(lane && !lane.endedAt ? "web.lane.lead" : "web.lane.none_words")}</p>
      {lane && (
        <dl className="facts">
          <dt>{t("web.vetting.col_state")}</dt>
          <dd>
            <LaneTag lane={lane} />
          </dd>
          <dt>{t("web.lane.col_since")}</dt>
          <dd>
            <DateTime value={lane.grantedAt} dateOnly /> {lane.grantedByName} · {lane.reason}
          </dd>
          {lane.endedAt && (
            <>
              <dt>{t(`web.lane.ended.${lane.endReason}`)}</dt>
              <dd>
                <DateTime value={lane.endedAt} dateOnly /> {lane.endNote}
              </dd>
            </>
          )}
          <dt>{t("web.lane.share")}</dt>
          <dd>{lane.samplePercent} %</dd>
          <dt>{t("web.lane.col_published")}</dt>
          <dd>{lane.published}</dd>
          <dt>{t("web.sample.fail")}</dt>
          <dd>
            {t("web.lane.failures_of", { failed: lane.failed, allowed: lane.failuresAllowed, months: lane.months })}
          </dd>
          <dt>{t(lane.seed ? "web.lane.seed" : "web.lane.seed_hash")}</dt>
          <dd className="mono">{lane.seed ?? lane.seedHash}</dd>
        </dl>
      )}
      {action && (
        <div>
          <Button danger={action === "withdraw"} onClick={() => setAsking(true)}>
            {t(`web.lane.${action}`)}
          </Button>
          <ConfirmWithReason
            open={asking}
            onClose={() => setAsking(false)}
            danger={action === "withdraw"}
            title={t(`web.lane.${action}`)}
            okText={t(`web.lane.${action}`)}
            text={{ label: t("web.lane.reason"), isRequired: true }}
            onConfirm={({ text }) =>
              action === "grant"
                ? grant.mutateAsync({ organisationId, reason: text })
                : withdraw.mutateAsync({ laneId: lane?.laneId ?? "", reason: text })
            }
          >
            {t(action === "grant" ? "web.lane.lead" : "web.lane.withdraw_words")}
          </ConfirmWithReason>
        </div>
      )}
    </section>
  );
}
