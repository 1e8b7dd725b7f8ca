import { type BulkAction, type BulkView, bulkAction, COOPERATION_MODES, entryReasonInput } from "@jiebang/domain";
import { addDays, dayOf } from "@jiebang/domain/kernel/instants.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Input, Modal, Select } from "antd";
import { type ReactNode, useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { CodeSelect } from "../../components/code-select.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { BulkResults } from "./bulk-results.tsx";

export type BulkKind = BulkAction["action"];
type Draft = Record<string, unknown>;
const REASONS = entryReasonInput.shape.reason.options;

/** One change of many entries: what to change, what would come of it, then what came of it. */
export function BulkDialog(props: {
  kind: BulkKind | null;
  entryIds: string[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { kind, entryIds } = props;
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<Draft>({ validUntil: addDays(dayOf(new Date()), 365), reason: "done", text: "" });
  const [changes, setChanges] = useState<Draft>({});
  const [view, setView] = useState<BulkView | null>(null);
  const [error, setError] = useState<string | null>(null);
  const options = { meta: { showsOwnError: true } };
  const preview = useMutation(trpc.entry.bulkPreview.mutationOptions(options));
  const run = useMutation(trpc.entry.bulkRun.mutationOptions(options));
  const close = () => {
    if (view && view.state !== "preview") {
      props.onDone();
      setChanges({});
    }
    setView(null);
    setError(null);
    props.onClose();
  };
  const changeOf = (): BulkAction => {
    const filled = Object.fromEntries(
      Object.entries(changes).filter(([, v]) => v !== null && v !== "" && !(Array.isArray(v) && v.length === 0)),
    );
    // The schema refuses, in words, what does not belong to the action.
    return bulkAction.parse(kind === "edit" ? { action: kind, changes: filled } : { ...draft, action: kind });
  };
  const attempt = async (work: (change: BulkAction) => Promise<BulkView>) => {
    setError(null);
    try {
      setView(await work(changeOf()));
      void queryClient.invalidateQueries({ queryKey: trpc.entry.list.queryKey() });
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const isDone = view !== null && view.state !== "preview";
  const needsForm = kind !== "submit";
  return (
    <Modal
      open={kind !== null}
      onCancel={close}
      width={720}
      title={`${kind ? t(`web.bulk.${kind}`) : ""} · ${t("web.bulk.chosen", { count: entryIds.length })}`}
      footer={
        isDone ? (
          <>
            {view.changeId && view.total > view.done && (
              <Link to="/entries/bulk/$changeId" params={{ changeId: view.changeId }}>
                {t("web.bulk.open_result")}
              </Link>
            )}
            <Button type="primary" onClick={close}>
              {t("web.vetting.close")}
            </Button>
          </>
        ) : view ? (
          <>
            <Button onClick={() => setView(null)}>{t("web.bulk.back")}</Button>
            <Button
              type="primary"
              danger={kind === "withdraw"}
              loading={run.isPending}
              onClick={() => void attempt((change) => run.mutateAsync({ entryIds, change }) as Promise<BulkView>)}
            >
              {t("web.bulk.run")}
            </Button>
          </>
        ) : (
          <Button
            type="primary"
            loading={preview.isPending}
            onClick={() => void attempt((change) => preview.mutateAsync({ entryIds, change }) as Promise<BulkView>)}
          >
            {t("web.bulk.preview")}
          </Button>
        )
      }
    >
      {error && <Alert type="error" showIcon title={error} role="alert" />}
      {view ? (
        <BulkResults view={view} />
      ) : (
        needsForm && (
          <div className="stack">
            {kind === "edit" && <EditFields values={changes} onChange={setChanges} />}
            {kind === "renew" && (
              <Labelled label={t("web.entry.renew_until")}>
                {(id) => (
                  <DayInput
                    id={id}
                    value={draft.validUntil as string | null}
                    onChange={(validUntil) => setDraft({ ...draft, validUntil })}
                    presets={[180, 365, 730]}
                  />
                )}
              </Labelled>
            )}
            {kind === "withdraw" && (
              <>
                <Labelled label={t("web.reason")}>
                  {(id) => (
                    <Select
                      id={id}
                      style={{ width: "100%" }}
                      value={draft.reason as string}
                      onChange={(reason) => setDraft({ ...draft, reason })}
                      options={REASONS.map((reason) => ({ value: reason, label: t(`web.entry.end_reason.${reason}`) }))}
                    />
                  )}
                </Labelled>
                <Labelled label={t("web.entry.end_text")}>
                  {(id) => (
                    <Input.TextArea
                      id={id}
                      value={draft.text as string}
                      maxLength={500}
                      onChange={(event) => setDraft({ ...draft, text: event.target.value })}
                    />
                  )}
                </Labelled>
              </>
            )}
          </div>
        )
      )}
    </Modal>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

function EditFields({ values, onChange }: { values: Draft; onChange: (values: Draft) => void }) {
  const t = useT();
  const set = (field: string) => (value: unknown) => onChange({ ...values, [field]: value });
  return (
    <>
      <p className="muted">{t("web.bulk.edit_words")}</p>
      {(["contactName", "contactPhone", "contactEmail"] as const).map((field) => (
        <Labelled key={field} label={t(`web.entry.f.${field}`)}>
          {(id) => (
            <Input
              id={id}
              value={(values[field] as string) ?? ""}
              onChange={(event) => set(field)(event.target.value)}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={t("web.entry.f.validUntil")}>
        {(id) => (
          <DayInput
            id={id}
            value={(values.validUntil as string) ?? null}
            onChange={set("validUntil")}
            presets={[180, 365]}
          />
        )}
      </Labelled>
      {(["area", "chain", "industry"] as const).map((list) => (
        <Labelled key={list} label={t(`web.entry.f.${list}Code`)}>
          {(id) => (
            <CodeSelect
              id={id}
              list={list}
              value={(values[`${list}Code`] as string) ?? null}
              onChange={set(`${list}Code`)}
            />
          )}
        </Labelled>
      ))}
      <Labelled label={t("web.entry.f.cooperationModes")}>
        {(id) => (
          <Select
            id={id}
            mode="multiple"
            style={{ width: "100%" }}
            value={(values.cooperationModes as string[]) ?? []}
            onChange={set("cooperationModes")}
            options={COOPERATION_MODES.map((mode) => ({ value: mode, label: t(`word.mode.${mode}`) }))}
          />
        )}
      </Labelled>
      <Labelled label={t("web.entry.f.keywords")}>
        {(id) => (
          <Select
            id={id}
            mode="tags"
            style={{ width: "100%" }}
            value={(values.keywords as string[]) ?? []}
            onChange={set("keywords")}
            tokenSeparators={[",", "，", "、", ";", "；"]}
          />
        )}
      </Labelled>
    </>
  );
}
