import { type CalendarDayView, setCalendarDayInput } from "@jiebang/domain";
import { dayOf } from "@jiebang/domain/kernel/instants.ts";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, Form, Input, Popconfirm, Radio } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DataList } from "../../components/data-list.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { DayInput } from "../../components/inputs.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Day, useLocalName } from "../../components/values.tsx";

const route = getRouteApi("/in/admin/calendar");

export function CalendarPage() {
  const t = useT();
  const trpc = useTRPC();
  const nameOf = useLocalName();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const { year = Number(dayOf(new Date()).slice(0, 4)) } = route.useSearch();
  const calendar = useSuspenseQuery(trpc.calendar.get.queryOptions({ year })).data;
  const refresh = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.calendar.pathKey() }) };
  const setDay = useMutation(trpc.calendar.setDay.mutationOptions({ ...refresh, meta: { showsOwnError: true } }));
  const removeDay = useMutation(trpc.calendar.removeDay.mutationOptions(refresh));
  return (
    <>
      <PageHeader
        title={`${t("web.admin.calendar")} · ${t("web.admin.calendar_year", { year })}`}
        lead={t("web.admin.calendar_lead")}
        actions={
          <>
            <Link to="/admin/calendar" search={{ year: year - 1 }}>
              ← {t("web.admin.calendar_previous")}
            </Link>
            <Link to="/admin/calendar" search={{ year: year + 1 }}>
              {t("web.admin.calendar_next")} →
            </Link>
          </>
        }
      />
      {!calendar.isKnown && (
        <Alert className="form-top-error" type="warning" showIcon title={t("web.admin.calendar_unknown")} />
      )}
      <div className="columns">
        <DataList<CalendarDayView>
          label={t("web.admin.calendar")}
          rows={calendar.days}
          total={calendar.days.length}
          pageSize={400}
          rowKey={(row) => row.day}
          columns={[
            { key: "day", title: t("web.admin.calendar_day"), render: (row) => <Day value={row.day} /> },
            {
              key: "kind",
              title: t("web.admin.calendar_kind"),
              render: (row) => (
                <StateBadge tone={row.kind === "holiday" ? "posted" : "other"}>
                  {t(`web.admin.calendar_kind.${row.kind}`)}
                </StateBadge>
              ),
            },
            { key: "name", title: t("web.admin.calendar_name"), render: (row) => nameOf(row) },
            { key: "source", title: t("web.admin.calendar_source"), render: (row) => row.source },
            {
              key: "remove",
              title: t("web.admin.col_manage"),
              render: (row) => (
                <Popconfirm
                  title={`${t("web.remove")} ${row.day}?`}
                  onConfirm={() => removeDay.mutateAsync({ day: row.day })}
                >
                  <Button size="small">{t("web.remove")}</Button>
                </Popconfirm>
              ),
            },
          ]}
          empty={<EmptyFace title={t("web.admin.calendar_none")} />}
        />
        <section className="sheet">
          <h2>{t("web.admin.calendar_add")}</h2>
          <DomainForm
            form={form}
            schema={setCalendarDayInput}
            initialValues={{ kind: "holiday" }}
            onSubmit={async (input) => {
              await setDay.mutateAsync(input);
              form.resetFields(["day"]);
            }}
          >
            <Field name="day" label={t("web.admin.calendar_day")} required>
              <DayInput />
            </Field>
            <Field name="kind" label={t("web.admin.calendar_kind")} required>
              <Radio.Group
                options={(["holiday", "workday"] as const).map((kind) => ({
                  value: kind,
                  label: t(`web.admin.calendar_kind.${kind}`),
                }))}
              />
            </Field>
            <Field name="name" label={t("web.admin.calendar_name")} required>
              <Input maxLength={60} />
            </Field>
            <Field name="source" label={t("web.admin.calendar_source")} required>
              <Input maxLength={200} />
            </Field>
            <Button type="primary" htmlType="submit" loading={setDay.isPending}>
              {t("web.save")}
            </Button>
          </DomainForm>
        </section>
      </div>
    </>
  );
}
