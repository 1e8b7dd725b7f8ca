import { type DemandContent, demandContent } from "@jiebang/domain/entry/entry-content.ts";
import { blocksSubmission, lintEntry } from "@jiebang/domain/entry/entry-linter.ts";
import { dayOf } from "@jiebang/domain/kernel/instants.ts";
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input } from "antd";
import { useDeferredValue, useMemo, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm } from "../../components/domain-form.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { EntryFields } from "../entry/entry-fields.tsx";
import { LintPanel } from "../entry/lint-panel.tsx";
import { type Refinement, useLeadChange } from "./lead-page.tsx";

/** The demand as it grows out of the lead, with the linter of the next step; saved as a draft, then laid before the firm. */
export function RefineForm({ view }: { view: Refinement }) {
  const t = useT();
  const trpc = useTRPC();
  const { lead } = view;
  const { message } = App.useApp();
  const change = useLeadChange(lead.leadId);
  const [form] = Form.useForm();
  const last = view.proposals.at(-1);
  const draft = view.proposals.find((p) => p.state === "draft");
  const start: DemandContent = last?.content ?? view.suggested;
  const local = useLocalDraft(`refine.${lead.leadId}.${draft?.lockVersion ?? 0}`, form);
  const [values, setValues] = useState<unknown>(start);
  const [note, setNote] = useState("");
  const [error, setError] = useState<string | null>(null);
  const typed = useDeferredValue(values);
  const content = useMemo(() => {
    const read = demandContent.safeParse({ ...(typed as object), kind: "demand" });
    return read.success ? read.data : start;
  }, [typed, start]);
  const today = dayOf(new Date());
  const findings = lintEntry(content, { today, stage: "hand_in", organisationNames: [lead.organisationName] });
  const save = useMutation(trpc.refinement.save.mutationOptions({ meta: { showsOwnError: true } }));
  const propose = useMutation(trpc.refinement.propose.mutationOptions({ meta: { showsOwnError: true } }));
  const mayPropose = lead.allowedActions.includes("propose");
  const keep = async () => {
    setError(null);
    const read = demandContent.safeParse({ ...form.getFieldsValue(true), kind: "demand" });
    if (!read.success) {
      setError(t("common.invalid"));
      return null;
    }
    try {
      const after = await save.mutateAsync({
        leadId: lead.leadId,
        lockVersion: draft?.lockVersion ?? 0,
        content: read.data,
      });
      local.clear();
      change.refinement(after);
      return after;
    } catch (failure) {
      setError(explainError(t, failure));
      return null;
    }
  };
  return (
    <section className="sheet refine">
      <h2>{t("web.lead.refine")}</h2>
      <p className="muted">{t("web.lead.refine_lead")}</p>
      <DomainForm
        form={form}
        schema={demandContent}
        toInput={(all) => ({ ...all, kind: "demand" })}
        initialValues={start}
        onValuesChange={(changed, all) => {
          local.onValuesChange(changed, all);
          setValues(form.getFieldsValue(true));
        }}
        onSubmit={keep}
        requiredMark
      >
        <EntryFields kind="demand" />
      </DomainForm>
      <LintPanel findings={findings} />
      <div className="stack refine-foot">
        {error && <Alert type="error" showIcon title={error} role="alert" />}
        <Input.TextArea
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={500}
          autoSize={{ minRows: 1, maxRows: 4 }}
          aria-label={t("web.lead.note_to_firm")}
          placeholder={t("web.lead.note_to_firm")}
        />
        <div className="form-actions">
          <Button
            loading={save.isPending}
            onClick={() => void keep().then((ok) => ok && message.success(t("web.lead.saved")))}
          >
            {t("web.lead.save")}
          </Button>
          {mayPropose && (
            <Button
              type="primary"
              disabled={blocksSubmission(findings)}
              loading={propose.isPending}
              onClick={async () => {
                const saved = await keep();
                const next = saved?.proposals.find((p) => p.state === "draft");
                if (!saved || !next) return;
                try {
                  const input = {
                    leadId: lead.leadId,
                    version: saved.lead.version,
                    lockVersion: next.lockVersion,
                    note: note || undefined,
                  };
                  change.refinement(await propose.mutateAsync(input));
                  void message.success(t("web.lead.proposed"));
                } catch (failure) {
                  setError(explainError(t, failure));
                }
              }}
            >
              {t("web.lead.propose")}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}
