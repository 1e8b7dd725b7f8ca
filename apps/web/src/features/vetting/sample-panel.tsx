import { VETTING_REASONS, type VettingReason } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCity, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DueIn } from "../../components/values.tsx";

/** The city's look at an entry that a trusted university published on its own review. */
export function SamplePanel({ vetting }: { vetting: Outputs["vetting"]["get"] }) {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const judge = useMutation(trpc.trustedLane.judge.mutationOptions({ meta: { showsOwnError: true } }));
  const { sample } = vetting;
  if (!sample || !isCity(me)) return null;
  const run = async (passes: boolean, reasons: VettingReason[] = [], note = "") => {
    const done = await judge.mutateAsync({ sampleId: sample.sampleId, passes, reasons, note });
    const words = t(done.outcome ? `web.sample.failed_${done.outcome}` : "web.sample.passed");
    void message.success(done.isLaneLost ? `${words} ${t("web.sample.lane_lost")}` : words);
    void queryClient.invalidateQueries({ queryKey: trpc.vetting.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.trustedLane.pathKey() });
  };
  return (
    <section className="sheet stack" aria-labelledby="sample-title">
      <h2 id="sample-title">
        {t("web.sample.judge")} · {t(`web.sample.state.${sample.state}`)}
      </h2>
      {sample.state === "open" && (
        <>
          <p>{t("web.sample.judge_words")}</p>
          <DueIn value={sample.dueOn} isOverdue={sample.isOverdue} />
          {!vetting.isBarred && (
            <div className="form-actions">
              <Button
                type="primary"
                loading={judge.isPending && !asking}
                onClick={() => void run(true).catch((failure: Error) => void message.error(failure.message))}
              >
                {t("web.sample.pass")}
              </Button>
              <Button danger onClick={() => setAsking(true)}>
                {t("web.sample.fail")}
              </Button>
            </div>
          )}
          <ConfirmWithReason
            open={asking}
            onClose={() => setAsking(false)}
            danger
            title={t("web.sample.fail")}
            okText={t("web.sample.fail")}
            reasons={{ codes: VETTING_REASONS, prefix: "vetting.reason", multiple: true }}
            text={{ label: t("web.vetting.note"), placeholder: t("web.vetting.note_hint"), maxLength: 2000 }}
            onConfirm={({ reasons, text }) => run(false, reasons as VettingReason[], text)}
          >
            {t("web.sample.judge_words")}
          </ConfirmWithReason>
        </>
      )}
    </section>
  );
}
