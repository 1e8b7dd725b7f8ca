import { announceVacationInput } from "@jiebang/domain";
import { addDays, dayOf } from "@jiebang/domain/kernel/instants.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { Day } from "../../components/values.tsx";

/** Announced vacations: the response clock stands still meanwhile. */
export function Vacations({ organisationId, canAnnounce }: { organisationId: string; canAnnounce: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const vacations = useSuspenseQuery(trpc.organisation.listVacations.queryOptions({ organisationId })).data;
  const refresh = {
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: trpc.organisation.listVacations.queryKey({ organisationId }) }),
  };
  const announce = useMutation(
    trpc.organisation.announceVacation.mutationOptions({ ...refresh, meta: { showsOwnError: true } }),
  );
  const cancel = useMutation(trpc.organisation.cancelVacation.mutationOptions(refresh));
  const tomorrow = addDays(dayOf(new Date()), 1);
  return (
    <div className="stack">
      <section className="sheet">
        <p className="muted">{t("web.organisation.vacations_lead")}</p>
        {vacations.length === 0 && <p>{t("web.organisation.vacations_none")}</p>}
        <ul className="rows">
          {vacations.map((vacation) => (
            <li key={vacation.vacationId}>
              <div className="rows-main">
                <Day value={vacation.startsOn} /> – <Day value={vacation.endsOn} />
                {vacation.note && <div className="rows-sub">{vacation.note}</div>}
              </div>
              {vacation.allowedActions.includes("cancel") && (
                <Button size="small" onClick={() => cancel.mutate({ vacationId: vacation.vacationId })}>
                  {t("web.organisation.vacation_cancel")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {canAnnounce && (
        <section className="sheet narrow-sheet">
          <h2>{t("web.organisation.vacation_add")}</h2>
          <DomainForm
            form={form}
            schema={announceVacationInput}
            toInput={(values) => ({ ...values, note: values.note || undefined, organisationId })}
            onSubmit={async (input) => {
              await announce.mutateAsync(input);
              form.resetFields();
            }}
          >
            <div className="form-grid">
              <Field name="startsOn" label={t("web.organisation.vacation_from")} required>
                <DayInput min={tomorrow} />
              </Field>
              <Field name="endsOn" label={t("web.organisation.vacation_to")} required>
                <DayInput min={tomorrow} />
              </Field>
            </div>
            <Field name="note" label={t("web.organisation.vacation_note")}>
              <Input maxLength={200} />
            </Field>
            <Button type="primary" htmlType="submit" loading={announce.isPending}>
              {t("web.organisation.vacation_add")}
            </Button>
          </DomainForm>
        </section>
      )}
    </div>
  );
}
