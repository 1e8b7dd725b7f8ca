import { CHAINS, type ChainStep, chainCanBeWalked, type VettingRuleView } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Alert, App, Button, InputNumber, Radio, Select } from "antd";
import { useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";

type Rule = Outputs["vetting"]["rules"][number];

/** How each of the own cities vets, with what every choice leads to. */
export function VettingRulesPage() {
  const t = useT();
  const trpc = useTRPC();
  const rules = useSuspenseQuery(trpc.vetting.rules.queryOptions()).data;
  return (
    <>
      <PageHeader
        title={t("web.rule.title")}
        lead={t("web.rule.lead")}
        back={{ to: "/vetting", label: t("web.vetting.back") }}
      />
      {rules.length === 0 && <EmptyFace />}
      {rules.map((rule) => (
        <RuleForm key={`${rule.cityId}:${rule.ruleId}`} rule={rule} />
      ))}
    </>
  );
}

const NUMBERS = [
  ["samplePercent", "sample_percent", 100],
  ["sampleDays", "sample_days", 60],
  ["laneFailures", "lane_failures", 20],
  ["laneMonths", "lane_months", 60],
] as const;

function RuleForm({ rule }: { rule: Rule }) {
  const t = useT();
  const id = useId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [draft, setDraft] = useState<Rule>(rule);
  const [error, setError] = useState<string | null>(null);
  const save = useMutation(trpc.vetting.setRule.mutationOptions({ meta: { showsOwnError: true } }));
  const set = (part: Partial<VettingRuleView>) => setDraft((before) => ({ ...before, ...part }));
  const people = rule.coordinators.map((c) => ({ value: c.userId, label: c.name }));
  const isShort = !chainCanBeWalked(
    draft.steps,
    draft.persons,
    rule.coordinators.map((c) => c.userId),
  );
  const setSteps = (count: number) => {
    const steps = [...CHAINS[count - 1]!] as ChainStep[];
    const keepsStep = draft.secrecyStep !== null && steps.includes(draft.secrecyStep);
    set({ steps, secrecyStep: keepsStep ? draft.secrecyStep : draft.secrecyStep === null ? null : "sign" });
  };
  const run = async () => {
    setError(null);
    try {
      const { samplePercent, sampleDays, laneFailures, laneMonths, steps, persons, secrecyStep, secrecyReviewerIds } =
        draft;
      await save.mutateAsync({
        cityId: rule.cityId,
        baseRuleId: rule.ruleId,
        ...{ samplePercent, sampleDays, laneFailures, laneMonths, steps, persons, secrecyStep, secrecyReviewerIds },
      });
      void queryClient.invalidateQueries({ queryKey: trpc.vetting.pathKey() });
      void message.success(t("web.rule.saved"));
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <section className="sheet stack" aria-labelledby={`${id}-city`}>
      <h2 id={`${id}-city`}>{rule.cityName}</h2>
      {rule.setAt && (
        <p className="muted">
          {rule.setByName} <DateTime value={rule.setAt} />
        </p>
      )}
      {rule.runningCases > 0 && (
        <Alert type="info" showIcon title={t("web.rule.running", { count: rule.runningCases })} />
      )}
      <fieldset className="plain-fieldset">
        <legend>{t("web.rule.steps")}</legend>
        <Radio.Group
          value={draft.steps.length}
          onChange={(event) => setSteps(event.target.value)}
          vertical
          options={[1, 2, 3].map((n) => ({
            value: n,
            label: (
              <span>
                {t(`web.rule.steps_${n}`)}
                <div className="muted">{t(`web.rule.effect_${n}`)}</div>
              </span>
            ),
          }))}
        />
      </fieldset>
      {draft.steps.length > 1 && isShort && <Alert type="warning" showIcon title={t("web.rule.short")} />}
      <fieldset className="plain-fieldset">
        <legend>{t("web.rule.persons")}</legend>
        <p className="muted">{t("web.rule.persons_hint")}</p>
        {draft.steps.map((step) => (
          <div key={step}>
            <label htmlFor={`${id}-${step}`}>{t(`vetting.step.${step}`)}</label>
            <Select
              id={`${id}-${step}`}
              mode="multiple"
              style={{ width: "100%" }}
              options={people}
              value={draft.persons[step]}
              onChange={(userIds) => set({ persons: { ...draft.persons, [step]: userIds } })}
              showSearch={{ optionFilterProp: "label" }}
            />
          </div>
        ))}
      </fieldset>
      <fieldset className="plain-fieldset">
        <legend>{t("web.rule.secrecy")}</legend>
        <Radio.Group
          value={draft.secrecyStep ?? "none"}
          onChange={(event) => set({ secrecyStep: event.target.value === "none" ? null : event.target.value })}
          options={[
            { value: "none", label: t("web.rule.secrecy_none") },
            ...draft.steps.map((step) => ({
              value: step,
              label: t("web.rule.secrecy_at", { step: t(`vetting.step.${step}`) }),
            })),
          ]}
        />
        {draft.secrecyStep && (
          <div>
            <label htmlFor={`${id}-reviewers`}>{t("web.rule.secrecy_reviewers")}</label>
            <Select
              id={`${id}-reviewers`}
              mode="multiple"
              style={{ width: "100%" }}
              options={people}
              value={draft.secrecyReviewerIds}
              onChange={(secrecyReviewerIds) => set({ secrecyReviewerIds })}
              showSearch={{ optionFilterProp: "label" }}
            />
            <p className="muted">{t("web.rule.secrecy_hint")}</p>
          </div>
        )}
      </fieldset>
      <fieldset className="plain-fieldset">
        <legend>{t("web.rule.lanes")}</legend>
        <div className="columns-even">
          {NUMBERS.map(([key, label, max]) => (
            <div key={key}>
              <label htmlFor={`${id}-${key}`}>{t(`web.rule.${label}`)}</label>
              <div>
                <InputNumber
                  id={`${id}-${key}`}
                  min={1}
                  max={max}
                  precision={0}
                  value={draft[key]}
                  onChange={(value) => set({ [key]: value ?? 1 })}
                />
              </div>
            </div>
          ))}
        </div>
      </fieldset>
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      <div className="form-actions">
        <Button type="primary" loading={save.isPending} onClick={() => void run()}>
          {t("web.rule.save")}
        </Button>
      </div>
    </section>
  );
}
