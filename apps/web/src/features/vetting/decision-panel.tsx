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
import { SecrecyFields, secrecyOf } from "./secrecy-fields.tsx";

const TICKS = ["isTrue", "isComplete", "isNotSecret"] as const;
const noTicks = { isTrue: false, isComplete: false, isNotSecret: false };
type Refusal = "return" | "hold" | "reject" | "send_back";
type Act = VettingAction | "propose_publish" | "propose_hold" | "propose_reject";
const REFUSALS = ["return", "hold", "reject", "send_back"] as const;

/**
 * County: three ticks and a recommendation. City: the rubric, whose consequence is shown before anybody clicks; in a chain the
 * rubric leads to a proposal, which others check and sign. */
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
  const prepare = useMutation(trpc.vetting.prepare.mutationOptions(options));
  const check = useMutation(trpc.vetting.check.mutationOptions(options));
  const backToPreparer = useMutation(trpc.vetting.sendBack.mutationOptions(options));
  const sign = useMutation(trpc.vetting.sign.mutationOptions(options));
  const recordSecrecy = useMutation(trpc.vetting.secrecy.mutationOptions(options));
  const isPending = [recommend, sendBack, decide, prepare, check, backToPreparer, sign, recordSecrecy].some(
    (mutation) => mutation.isPending,
  );
  const [secrecyAnswer, setSecrecyAnswer] = useState({ isClear: false, statement: t("web.vetting.secrecy_default") });
  const secrecyNeed = secrecyOf(vetting);
  const secrecy =
    secrecyNeed === "here" && secrecyAnswer.isClear
      ? { isClear: true as const, statement: secrecyAnswer.statement }
      : undefined;
  // A named reviewer may record the check before the step at which it must stand.
  const isReviewer = may("secrecy");
  const isHeldUp = secrecyNeed === "elsewhere" || (secrecyNeed === "here" && !secrecy);
  const rubric = RUBRIC_CRITERIA.every((c) => scores[c] !== undefined) ? (scores as RubricScores) : null;
  const result = rubric && judgeRubric(rubric);
  const allTicked = TICKS.every((tick) => ticks[tick]);
  const isChain = may("prepare");
  const isCity = may("publish") || may("hold") || may("reject") || isChain;
  const toNext = () =>
    nextCase
      ? navigate({ to: "/vetting/$revisionId", params: { revisionId: nextCase.revisionId } })
      : navigate({ to: "/vetting" });

  const run = async (action: VettingAction, reasons: VettingReason[], words: string) => {
    const on = { revisionId: vetting.revisionId, lockVersion: vetting.lockVersion, note: words };
    let told: Act = action;
    if (action === "recommend") await recommend.mutateAsync({ ...on, ticks });
    else if (action === "return") await sendBack.mutateAsync({ ...on, reasons });
    else if (action === "send_back") await backToPreparer.mutateAsync(on);
    else if (action === "check") await check.mutateAsync({ ...on, secrecy });
    else if (action === "secrecy") await recordSecrecy.mutateAsync({ ...on, statement: secrecyAnswer.statement });
    else if (action === "sign") {
      const [result] = await sign.mutateAsync({ items: [on], note: words, secrecy });
      if (result?.reason) throw new Error(t(result.reason, result.details));
    } else if (rubric && (action === "publish" || action === "hold" || action === "reject")) {
      if (isChain) {
        await prepare.mutateAsync({ ...on, action, rubric, reasons, secrecy });
        told = "prepare";
      } else await decide.mutateAsync({ ...on, action, rubric, reasons, secrecy });
    }
    void message.success(t(`web.vetting.done.${told}`));
    void queryClient.invalidateQueries({ queryKey: trpc.vetting.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.desk.pathKey() });
    if (action !== "secrecy") await toNext();
  };
  const canPublish = (may("publish") || isChain) && result?.suggestion === "publish" && !isHeldUp;
  const main: VettingAction | null =
    may("recommend") && allTicked
      ? "recommend"
      : canPublish
        ? "publish"
        : (may("check") || may("sign")) && !isHeldUp
          ? may("sign")
            ? "sign"
            : "check"
          : null;
  const attempt = async (action: VettingAction) => {
    if (isPending) return;
    setError(null);
    try {
      await run(action, [], note);
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const runMain = async () => main && (await attempt(main));
  const ask = (action: Refusal) => {
    const isOpen =
      action === "return" || action === "send_back" ? may(action) : (may(action) || isChain) && result && !isHeldUp;
    if (isOpen) setAsking(action);
  };
  useKeys({
    "ctrl+enter": () => void runMain(),
    n: () => nextCase && void toNext(),
    r: () => ask("return"),
    h: () => ask("hold"),
    x: () => ask("reject"),
  });
  const label = (action: "publish" | "hold" | "reject") =>
    t(isChain ? `web.vetting.propose.${action}` : `web.vetting.${action}`);

  if (vetting.isBarred) return <Alert type="warning" showIcon title={t("web.vetting.barred_words")} />;
  const waitsFor = vetting.chain.steps.find((step) => step.isInTurn)?.step;
  if (vetting.allowedActions.length === 0)
    return (
      <section className="sheet">
        <p>
          {waitsFor && vetting.chain.steps.length > 1
            ? t("web.vetting.waits_for_other", { step: t(`vetting.step.${waitsFor}`) })
            : t("web.vetting.decided")}
        </p>
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
      {isChain && <p className="muted">{t("web.vetting.propose_words")}</p>}
      {may("sign") && <p className="muted">{t("web.vetting.sign_words")}</p>}
      {isReviewer && secrecyNeed === "none" && !vetting.chain.secrecy?.byName ? (
        <div>
          <label htmlFor="secrecy-early">{t("web.vetting.secrecy_statement")}</label>
          <Input.TextArea
            id="secrecy-early"
            value={secrecyAnswer.statement}
            maxLength={500}
            onChange={(event) => setSecrecyAnswer({ isClear: true, statement: event.target.value })}
          />
        </div>
      ) : (
        <SecrecyFields vetting={vetting} value={secrecyAnswer} onChange={setSecrecyAnswer} />
      )}
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
        {(may("publish") || isChain) && (
          <Button
            type="primary"
            disabled={!canPublish}
            loading={(decide.isPending || prepare.isPending) && asking === null}
            onClick={() => void attempt("publish")}
          >
            {label("publish")}
          </Button>
        )}
        {(["check", "sign"] as const).map(
          (action) =>
            may(action) && (
              <Button
                key={action}
                type="primary"
                disabled={isHeldUp}
                loading={check.isPending || sign.isPending}
                onClick={() => void attempt(action)}
              >
                {t(action === "sign" ? "web.vetting.sign" : "web.vetting.agree")}
              </Button>
            ),
        )}
        {isReviewer && (
          <Button
            disabled={secrecyNeed === "here" && !secrecy}
            loading={recordSecrecy.isPending}
            onClick={() => void attempt("secrecy")}
          >
            {t("web.vetting.secrecy_record")}
          </Button>
        )}
        {REFUSALS.map((action) => {
          const isDecision = action === "hold" || action === "reject";
          if (!(may(action) || (isDecision && isChain && !(action === "hold" && vetting.state === "held"))))
            return null;
          return (
            <Button
              key={action}
              danger={action === "reject"}
              disabled={isDecision && (!result || isHeldUp)}
              onClick={() => ask(action)}
            >
              {isDecision ? label(action) : t(`web.vetting.${action}`)}
            </Button>
          );
        })}
      </div>
      <p className="muted keyboard-hint">{t("web.vetting.keyboard")}</p>
      {REFUSALS.map((action) => (
        <ConfirmWithReason
          key={action}
          open={asking === action}
          onClose={() => setAsking(null)}
          danger={action === "reject"}
          title={action === "hold" || action === "reject" ? label(action) : t(`web.vetting.${action}`)}
          okText={action === "hold" || action === "reject" ? label(action) : t(`web.vetting.${action}`)}
          reasons={
            action === "send_back" ? undefined : { codes: VETTING_REASONS, prefix: "vetting.reason", multiple: true }
          }
          text={{
            label: t(action === "send_back" ? "web.vetting.send_back_label" : "web.vetting.note"),
            placeholder: action === "send_back" ? undefined : t("web.vetting.note_hint"),
            isRequired: action === "send_back",
            maxLength: 2000,
            initial: note,
          }}
          onConfirm={({ reasons, text }) => run(action, reasons as VettingReason[], text)}
        />
      ))}
    </section>
  );
}
