import {
  judgeRubric,
  RUBRIC_CRITERIA,
  type RubricScores,
  VETTING_REASONS,
  type VettingAction,
  type VettingReason,
} from "@jiebang/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Checkbox, Input } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { useKeys } from "../../app/use-keys.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { RubricTable } from "./rubric-table.tsx";

const TICKS = ["isTrue", "isComplete", "isNotSecret"] as const;
const noTicks = { isTrue: false, isComplete: false, isNotSecret: false };
type Refusal = "return" | "hold" | "reject";

/** County: three ticks and a recommendation. City: the rubric, whose consequence is shown before anybody clicks. */
export function DecisionPanel({ vetting }: { vetting: Outputs["vetting"]["get"] }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [ticks, setTicks] = useState(noTicks);
  const [scores, setScores] = useState<Partial<RubricScores>>({});
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const [asking, setAsking] = useState<Refusal | null>(null);
  const may = (action: VettingAction) => vetting.allowedActions.includes(action);
  const queue = useQuery(trpc.vetting.list.queryOptions({ limit: 3 }));
  const nextCase = queue.data?.items.find((row) => row.revisionId !== vetting.revisionId && !row.isBarred);
  const options = { meta: { showsOwnError: true } };
  const recommend = useMutation(trpc.vetting.recommend.mutationOptions(options));
  const sendBack = useMutation(trpc.vetting.return.mutationOptions(options));
  const decide = useMutation(trpc.vetting.decide.mutationOptions(options));
  const isPending = recommend.isPending || sendBack.isPending || decide.isPending;
  const rubric = RUBRIC_CRITERIA.every((c) => scores[c] !== undefined) ? (scores as RubricScores) : null;
  const result = rubric && judgeRubric(rubric);
  const allTicked = TICKS.every((tick) => ticks[tick]);
  const isCity = may("publish") || may("hold") || may("reject");
  const toNext = () =>
    nextCase
      ? navigate({ to: "/vetting/$revisionId", params: { revisionId: nextCase.revisionId } })
      : navigate({ to: "/vetting" });

  const run = async (action: VettingAction, reasons: VettingReason[], words: string) => {
    const on = { revisionId: vetting.revisionId, lockVersion: vetting.lockVersion, note: words };
    if (action === "recommend") await recommend.mutateAsync({ ...on, ticks });
    else if (action === "return") await sendBack.mutateAsync({ ...on, reasons });
    else if (rubric) await decide.mutateAsync({ ...on, action, rubric, reasons });
    void message.success(t(`web.vetting.done.${action}`));
    void queryClient.invalidateQueries({ queryKey: trpc.vetting.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.desk.pathKey() });
    await toNext();
  };
  const main: VettingAction | null =
    may("recommend") && allTicked ? "recommend" : may("publish") && result?.suggestion === "publish" ? "publish" : null;
  const runMain = async () => {
    if (!main || isPending) return;
    setError(null);
    try {
      await run(main, [], note);
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const ask = (action: Refusal) => may(action) && (action === "return" || result) && setAsking(action);
  useKeys({
    "ctrl+enter": () => void runMain(),
    n: () => nextCase && void toNext(),
    r: () => ask("return"),
    h: () => ask("hold"),
    x: () => ask("reject"),
  });

  if (vetting.isBarred) return <Alert type="warning" showIcon title={t("web.vetting.barred_words")} />;
  if (vetting.allowedActions.length === 0)
    return (
      <section className="sheet">
        <p>{t("web.vetting.decided")}</p>
        {nextCase && (
          <Link to="/vetting/$revisionId" params={{ revisionId: nextCase.revisionId }}>
            {t("web.vetting.next_case")} →
          </Link>
        )}
      </section>
    );
  return (
    <section className="sheet stack decision-panel" aria-labelledby="decide-title">
      <h2 id="decide-title">{t("web.vetting.decide")}</h2>
      {may("recommend") && (
        <fieldset className="plain-fieldset">
          <legend>{t("web.vetting.county_ticks")}</legend>
          {TICKS.map((tick) => (
            <Checkbox
              key={tick}
              checked={ticks[tick]}
              onChange={(event) => setTicks((all) => ({ ...all, [tick]: event.target.checked }))}
            >
              {t(`web.vetting.tick.${tick}`)}
            </Checkbox>
          ))}
        </fieldset>
      )}
      {isCity && <RubricTable scores={scores} onChange={setScores} />}
      <div>
        <label htmlFor="vetting-note">{t("web.vetting.note")}</label>
        <Input.TextArea
          id="vetting-note"
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={2000}
          autoSize={{ minRows: 2, maxRows: 8 }}
          placeholder={t("web.vetting.note_hint")}
        />
      </div>
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      <div className="form-actions">
        {may("recommend") && (
          <Button type="primary" disabled={!allTicked} loading={recommend.isPending} onClick={() => void runMain()}>
            {t("web.vetting.recommend")}
          </Button>
        )}
        {may("publish") && (
          <Button
            type="primary"
            disabled={result?.suggestion !== "publish"}
            loading={decide.isPending && asking === null}
            onClick={() => void runMain()}
          >
            {t("web.vetting.publish")}
          </Button>
        )}
        {(["return", "hold", "reject"] as const).map(
          (action) =>
            may(action) && (
              <Button
                key={action}
                danger={action === "reject"}
                disabled={action !== "return" && !result}
                onClick={() => ask(action)}
              >
                {t(`web.vetting.${action}`)}
              </Button>
            ),
        )}
      </div>
      <p className="muted keyboard-hint">{t("web.vetting.keyboard")}</p>
      {(["return", "hold", "reject"] as const).map((action) => (
        <ConfirmWithReason
          key={action}
          open={asking === action}
          onClose={() => setAsking(null)}
          danger={action === "reject"}
          title={t(`web.vetting.${action}`)}
          okText={t(`web.vetting.${action}`)}
          reasons={{ codes: VETTING_REASONS, prefix: "vetting.reason", multiple: true }}
          text={{
            label: t("web.vetting.note"),
            placeholder: t("web.vetting.note_hint"),
            maxLength: 2000,
            initial: note,
          }}
          onConfirm={({ reasons, text }) => run(action, reasons as VettingReason[], text)}
        />
      ))}
    </section>
  );
}
