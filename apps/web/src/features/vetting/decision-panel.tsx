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
import { ReasonPicker } from "../../components/reason-picker.tsx";
import { RubricTable } from "./rubric-table.tsx";

const TICKS = ["isTrue", "isComplete", "isNotSecret"] as const;
const noTicks = { isTrue: false, isComplete: false, isNotSecret: false };

/** County: three ticks and a recommendation. City: the rubric, whose consequence is shown before anybody clicks. */
export function DecisionPanel({ vetting }: { vetting: Outputs["vetting"]["get"] }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [ticks, setTicks] = useState(noTicks);
  const [scores, setScores] = useState<Partial<RubricScores>>({});
  const [reasons, setReasons] = useState<string[]>([]);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const may = (action: VettingAction) => vetting.allowedActions.includes(action);
  const next = useQuery(trpc.vetting.list.queryOptions({ limit: 2 }));
  const nextCase = next.data?.items.find((row) => row.revisionId !== vetting.revisionId && !row.isBarred);
  const options = { meta: { showsOwnError: true } };
  const recommend = useMutation(trpc.vetting.recommend.mutationOptions(options));
  const sendBack = useMutation(trpc.vetting.return.mutationOptions(options));
  const decide = useMutation(trpc.vetting.decide.mutationOptions(options));
  const isPending = recommend.isPending || sendBack.isPending || decide.isPending;
  const rubric = RUBRIC_CRITERIA.every((c) => scores[c] !== undefined) ? (scores as RubricScores) : null;
  const result = rubric && judgeRubric(rubric);
  const allTicked = TICKS.every((tick) => ticks[tick]);
  const isCity = may("publish") || may("hold") || may("reject");

  const run = async (action: VettingAction) => {
    const on = { revisionId: vetting.revisionId, lockVersion: vetting.lockVersion, note };
    const codes = reasons as VettingReason[];
    setError(null);
    if (action === "return" && codes.length === 0) return setError(t("web.vetting.return_needs_reason"));
    if ((action === "reject" || action === "hold") && codes.length === 0)
      return setError(t("web.vetting.reject_needs_reason"));
    try {
      if (action === "recommend") await recommend.mutateAsync({ ...on, ticks });
      else if (action === "return") await sendBack.mutateAsync({ ...on, reasons: codes });
      else if (rubric) await decide.mutateAsync({ ...on, action, rubric, reasons: action === "publish" ? [] : codes });
      else return setError(t("web.vetting.verdict.incomplete"));
      void message.success(t(`web.vetting.done.${action}`));
      void queryClient.invalidateQueries({ queryKey: trpc.vetting.pathKey() });
      void queryClient.invalidateQueries({ queryKey: trpc.desk.pathKey() });
      if (nextCase) await navigate({ to: "/vetting/$revisionId", params: { revisionId: nextCase.revisionId } });
      else await navigate({ to: "/vetting" });
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const main: VettingAction | null = may("recommend")
    ? allTicked
      ? "recommend"
      : null
    : result?.suggestion === "publish" && may("publish")
      ? "publish"
      : null;
  useKeys({
    "ctrl+enter": () => main && !isPending && void run(main),
    n: () => nextCase && void navigate({ to: "/vetting/$revisionId", params: { revisionId: nextCase.revisionId } }),
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
      <fieldset className="plain-fieldset">
        <legend>{t("web.vetting.reasons")}</legend>
        <ReasonPicker multiple codes={VETTING_REASONS} prefix="vetting.reason" value={reasons} onChange={setReasons} />
      </fieldset>
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
          <Button type="primary" disabled={!allTicked || isPending} onClick={() => void run("recommend")}>
            {t("web.vetting.recommend")}
          </Button>
        )}
        {may("publish") && (
          <Button
            type="primary"
            disabled={result?.suggestion !== "publish" || isPending}
            onClick={() => void run("publish")}
          >
            {t("web.vetting.publish")}
          </Button>
        )}
        {may("return") && (
          <Button disabled={isPending} onClick={() => void run("return")}>
            {t("web.vetting.return")}
          </Button>
        )}
        {may("hold") && (
          <Button disabled={!result || isPending} onClick={() => void run("hold")}>
            {t("web.vetting.hold")}
          </Button>
        )}
        {may("reject") && (
          <Button danger disabled={!result || isPending} onClick={() => void run("reject")}>
            {t("web.vetting.reject")}
          </Button>
        )}
      </div>
      <p className="muted keyboard-hint">{t("web.vetting.keyboard")}</p>
    </section>
  );
}
