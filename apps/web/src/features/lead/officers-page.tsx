import { appointOfficerInput } from "@jiebang/domain/lead/lead.schema.ts";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { App, Button, Form, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";

const route = getRouteApi("/in/leads/officers");
type Officer = Outputs["officer"]["list"]["items"][number];

/** Which officer looks after which firm. */
export function OfficersPage() {
  const t = useT();
  const trpc = useTRPC();
  const me = useMe();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const officers = useSuspenseQuery(trpc.officer.list.queryOptions(pageInput(route.useSearch().page))).data;
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.officer.pathKey() });
  const appoint = useMutation(
    trpc.officer.appoint.mutationOptions({ meta: { showsOwnError: true }, onSuccess: refresh }),
  );
  const end = useMutation(trpc.officer.end.mutationOptions({ onSuccess: refresh }));
  return (
    <>
      <PageHeader
        title={t("web.lead.officers")}
        lead={t("web.lead.officers_lead")}
        back={{ to: "/leads", label: t("web.lead.nav") }}
      />
      {isCoordinator(me) && (
        <section className="sheet lead-new">
          <DomainForm
            form={form}
            schema={appointOfficerInput}
            toInput={(v) => ({
              identifier: v.identifier ?? "",
              organisationIds: v.organisationId ? [v.organisationId] : [],
            })}
            onSubmit={async (input) => {
              await appoint.mutateAsync(input);
              form.setFieldValue("organisationId", null);
              void message.success(t("web.lead.officer_appointed"));
            }}
          >
            <Field name="identifier" label={t("web.lead.officer_identifier")} required>
              <Input inputMode="email" autoComplete="off" />
            </Field>
            <Form.Item name="organisationId" label={t("web.lead.firm")} required>
              <OrganisationSelect />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={appoint.isPending}>
              {t("web.lead.officer_appoint")}
            </Button>
          </DomainForm>
        </section>
      )}
      <DataList<Officer>
        label={t("web.lead.officers")}
        rows={officers.items}
        total={officers.total}
        rowKey={(o) => o.officerId}
        empty={<EmptyFace title={t("web.lead.officers_empty")} />}
        columns={[
          { key: "firm", title: t("web.lead.firm"), render: (o) => o.organisationName },
          { key: "name", title: t("web.lead.officer"), render: (o) => `${o.name} ${o.phone ?? ""}` },
          { key: "since", title: t("web.lead.since"), render: (o) => <DateTime value={o.since} dateOnly /> },
          {
            key: "end",
            title: "",
            render: (o) =>
              isCoordinator(me) && (
                <Button size="small" type="text" danger onClick={() => end.mutate({ officerId: o.officerId })}>
                  {t("web.lead.officer_end")}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
