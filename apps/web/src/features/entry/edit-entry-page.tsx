import type { OwnEntry } from "@jiebang/domain";
import { entryContent } from "@jiebang/domain/entry/entry-content.ts";
import {
  blocksSubmission,
  type Finding,
  lintAhead,
  lintEntry,
  toAcknowledge,
} from "@jiebang/domain/entry/entry-linter.ts";
import { dayOf } from "@jiebang/domain/kernel/instants.ts";
import { formatDateTime } from "@jiebang/i18n";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Checkbox, Form } from "antd";
import { useDeferredValue, useMemo, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DomainForm } from "../../components/domain-form.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { FormNote } from "../form-intake/form-note.tsx";
import { Attachments } from "./attachments.tsx";
import { ConflictDialog } from "./conflict-dialog.tsx";
import { DecisionReasons } from "./decision-history.tsx";
import { EntryFields, FormSection } from "./entry-fields.tsx";
import { LintPanel } from "./lint-panel.tsx";
import { useEntryDraft } from "./use-entry-draft.ts";

const route = getRouteApi("/in/entries/$entryId/edit");

export function EditEntryPage() {
  const t = useT();
  const trpc = useTRPC();
  const { entryId } = route.useParams();
  const entry = useSuspenseQuery(
    // What stands in the fields is the truth while one writes: no refetch by itself.
    trpc.entry.get.queryOptions({ entryId }, { staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  ).data;
  if (!entry.allowedActions.includes("save"))
    return (
      <EmptyFace
        title={t("web.entry.not_editable")}
        action={
          <Link to="/entries/$entryId" params={{ entryId }}>
            {t("web.details")}
          </Link>
        }
      />
    );
  return <Editor key={entry.revision.id} entry={entry} />;
}

const toPath = (field: string) => field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));

function Editor({ entry }: { entry: OwnEntry }) {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const draft = useEntryDraft(entry, form);
  const [isConfirming, setIsConfirming] = useState(false);
  const [acknowledged, setAcknowledged] = useState<string[]>([]);
  const content = useDeferredValue(draft.content);
  const findings = useMemo<Finding[]>(() => {
    const own = lintEntry(content, { today: dayOf(new Date()), organisationNames: [entry.organisation.name] });
    // How many organisations fit the profile is counted on the server only.
    const profile = content.isPosterHidden ? draft.serverFindings.filter((f) => f.code === "identifier_profile") : [];
    return [...own, ...profile];
  }, [content, entry.organisation.name, draft.serverFindings]);
  const ahead = useMemo(
    () =>
      lintAhead(content, { today: dayOf(new Date()) }).filter(
        (f) => !findings.some((own) => own.code === f.code && own.severity !== "warn"),
      ),
    [content, findings],
  );
  const asked = toAcknowledge(findings);
  const submit = useMutation(trpc.entry.submit.mutationOptions({ meta: { showsOwnError: true } }));
  const goTo = (field: string) => {
    const list = document.getElementById(`field-${field.replace(/\.\d+\..*$/, "")}`);
    const input = document.getElementById(toPath(field).join("_")) ?? list;
    input?.scrollIntoView({ block: "center", behavior: "smooth" });
    const target = input?.matches("input,textarea,select,button,[tabindex]") ? input : input?.querySelector("input");
    (target as HTMLElement | null | undefined)?.focus({ preventScroll: true });
  };
  const lastDecision = entry.history[0];
  const status =
    draft.status === "saved"
      ? `${t("web.entry.state_saved")} ${formatDateTime(t.locale, draft.savedAt).slice(-5)}`
      : draft.status === "failed"
        ? t("web.entry.state_failed", { error: explainError(t, draft.error) })
        : t(`web.entry.state_${draft.status}`);
  return (
    <>
      <PageHeader
        title={content.title || t(`web.entry.new_${entry.kind}`)}
        eyebrow={
          <>
            <KindMark kind={entry.kind} label={t(`word.kind.${entry.kind}`)} />
            {entry.number && <span className="number">{entry.number}</span>}
            <span>{t("web.entry.revision", { no: entry.revision.no })}</span>
            <span>{entry.organisation.name}</span>
          </>
        }
        back={{ to: `/entries/${entry.id}`, label: t("web.details") }}
      />
      {draft.isRestored && (
        <Alert className="form-top-error" type="info" showIcon closable title={t("web.entry.restored")} />
      )}
      {entry.revision.state === "returned" && lastDecision && (
        <div className="sheet returned">
          <h2>{t("web.entry.returned_because")}</h2>
          <DecisionReasons decision={lastDecision} />
        </div>
      )}
      <div className="columns">
        <div className="sheet">
          <DomainForm
            form={form}
            schema={entryContent}
            toInput={(values) => ({ ...values, kind: entry.kind })}
            initialValues={entry.revision.content}
            onValuesChange={draft.onValuesChange}
            onSubmit={draft.save}
            requiredMark
          >
            <EntryFields kind={entry.kind} />
          </DomainForm>
          <FormSection id="files" title={t("web.entry.sec_files")}>
            <Attachments entry={entry} />
          </FormSection>
        </div>
        <div className="beside stack">
          <section className="sheet save-box">
            <p className={`save-status save-${draft.status}`} role="status" aria-live="polite">
              {status}
            </p>
            <div className="form-actions">
              <Button
                disabled={draft.status === "saved"}
                loading={draft.status === "saving"}
                onClick={() => void draft.save()}
              >
                {t("web.entry.save_now")}
              </Button>
              <Link to="/entries/$entryId/preview" params={{ entryId: entry.id }} onClick={() => void draft.save()}>
                {t("web.entry.preview")}
              </Link>
              {entry.allowedActions.includes("submit") && (
                <Button type="primary" disabled={blocksSubmission(findings)} onClick={() => setIsConfirming(true)}>
                  {t("web.entry.submit")}
                </Button>
              )}
            </div>
          </section>
          <FormNote entryId={entry.id} />
          <LintPanel findings={findings} ahead={ahead} onGo={goTo} />
        </div>
      </div>
      {draft.conflict && <ConflictDialog conflict={draft.conflict} onSettle={draft.settle} />}
      <ConfirmWithReason
        open={isConfirming}
        onClose={() => setIsConfirming(false)}
        title={t("web.entry.submit_title")}
        okText={t("web.entry.submit_confirm")}
        onConfirm={async () => {
          if (!(await draft.save())) return;
          const next = await submit.mutateAsync({
            entryId: entry.id,
            lockVersion: draft.lock.current,
            acknowledged: acknowledged.filter((code) => asked.includes(code)),
          });
          queryClient.setQueryData(trpc.entry.get.queryKey({ entryId: entry.id }), next);
          void queryClient.invalidateQueries({ queryKey: trpc.entry.list.queryKey() });
          void message.success(t("web.entry.submitted"));
          await navigate({ to: "/entries/$entryId", params: { entryId: entry.id } });
        }}
      >
        <p>{t("web.entry.submit_words")}</p>
        {asked.length > 0 && (
          <fieldset className="plain-fieldset">
            <legend>{t("web.entry.acknowledge")}</legend>
            <Checkbox.Group
              className="reason-picker"
              value={acknowledged}
              onChange={setAcknowledged}
              options={asked.map((code) => ({
                value: code,
                label: t(`lint.${code}`, findings.find((f) => f.code === code)?.params),
              }))}
            />
          </fieldset>
        )}
        <p className="muted">{t("web.no_secrets")}</p>
      </ConfirmWithReason>
    </>
  );
}
