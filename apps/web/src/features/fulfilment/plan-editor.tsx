import { type FulfilmentView, MAX_MILESTONES, savePlanInput } from "@jiebang/domain/fulfilment/fulfilment.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { useFulfilmentChange } from "./use-fulfilment-change.ts";

/** The plan as a whole: who saves it has agreed to it, the other party agrees anew. */
export function PlanEditor({ view, onClose }: { view: FulfilmentView; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useFulfilmentChange();
  const { message } = App.useApp();
  const save = useMutation(
    trpc.fulfilment.savePlan.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }),
  );
  const isNew = view.milestones.length === 0;
  const lines = isNew ? view.suggested : view.milestones;
  return (
    <DomainForm
      schema={savePlanInput}
      initialValues={{
        milestones:
          lines.length > 0 ? lines.map(({ title, deliverable, dueOn }) => ({ title, deliverable, dueOn })) : [{}],
      }}
      toInput={(values) => ({
        agreementId: view.agreementId,
        version: view.version,
        milestones: ((values.milestones as Record<string, unknown>[] | undefined) ?? []).map((line) => ({
          title: line?.title ?? "",
          deliverable: line?.deliverable ?? "",
          dueOn: line?.dueOn ?? "",
        })),
      })}
      onSubmit={async (input) => {
        await save.mutateAsync(input);
        void message.success(t("web.fulfilment.plan_saved"));
        onClose();
      }}
    >
      <p className="muted">{t(isNew && lines.length > 0 ? "web.fulfilment.from_bid" : "web.fulfilment.plan_words")}</p>
      <Form.List name="milestones">
        {(rows, { add, remove }) => (
          <>
            {rows.map((row, i) => (
              <fieldset key={row.key} className="plan-line plain-fieldset">
                <legend className="sr-only">{t("web.fulfilment.no", { no: i + 1 })}</legend>
                <div className="plan-line-main">
                  <Field name={["milestones", row.name, "title"]} label={t("web.fulfilment.f_title")} required>
                    <Input maxLength={200} />
                  </Field>
                  <Field name={["milestones", row.name, "dueOn"]} label={t("web.fulfilment.f_due")} required>
                    <DayInput />
                  </Field>
                </div>
                <Field name={["milestones", row.name, "deliverable"]} label={t("web.fulfilment.f_deliverable")}>
                  <Input maxLength={1000} />
                </Field>
                {rows.length > 1 && (
                  <Button size="small" onClick={() => remove(row.name)}>
                    {t("web.remove")}
                  </Button>
                )}
              </fieldset>
            ))}
            <div className="form-actions">
              {rows.length < MAX_MILESTONES && <Button onClick={() => add({})}>{t("web.fulfilment.add")}</Button>}
              <Button type="primary" htmlType="submit" loading={save.isPending}>
                {t("web.fulfilment.save_plan")}
              </Button>
              {!isNew && <Button onClick={onClose}>{t("web.cancel")}</Button>}
            </div>
          </>
        )}
      </Form.List>
    </DomainForm>
  );
}
