import { registerTechnologyManagerInput } from "@jiebang/domain/technology-manager/technology-manager.schema.ts";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { App, Button, Checkbox, Collapse, Form, Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCity, isMember, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { EngagementRow } from "./engagement-row.tsx";

const route = getRouteApi("/in/technology-managers");
type Manager = Outputs["technologyManager"]["list"]["items"][number];

/** The register of technology managers, and where one's own are at work. */
export function TechnologyManagersPage() {
  const t = useT();
  const trpc = useTRPC();
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const search = route.useSearch();
  const managers = useSuspenseQuery(
    trpc.technologyManager.list.queryOptions({ ...pageInput(search.page), query: search.q }),
  ).data;
  const engagements = useSuspenseQuery(trpc.technologyManager.engagements.queryOptions({ limit: 50, offset: 0 })).data;
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.technologyManager.pathKey() });
  const end = useMutation(trpc.technologyManager.end.mutationOptions({ onSuccess: refresh }));
  const [chosen, setChosen] = useState<Manager | null>(null);
  return (
    <div className="stack">
      <PageHeader title={t("web.manager.nav")} lead={t("web.manager.lead")} />
      {engagements.items.length > 0 && (
        <section className="sheet">
          <h2>{t("web.manager.mine")}</h2>
          <ul className="rows">
            {engagements.items.map((one) => (
              <EngagementRow key={one.engagementId} engagement={one} onChange={refresh} />
            ))}
          </ul>
        </section>
      )}
      {chosen && (
        <Invite
          manager={chosen}
          onDone={() => {
            setChosen(null);
            refresh();
          }}
        />
      )}
      <div className="toolbar">
        <Input.Search
          allowClear
          defaultValue={search.q}
          className="toolbar-search"
          aria-label={t("web.manager.search")}
          placeholder={t("web.manager.search")}
          onSearch={(text) => void navigate({ to: "/technology-managers", search: { q: text.trim() || undefined } })}
        />
      </div>
      <DataList<Manager>
        label={t("web.manager.nav")}
        rows={managers.items}
        total={managers.total}
        rowKey={(m) => m.managerId}
        empty={<EmptyFace title={t("web.manager.empty")} />}
        columns={[
          { key: "name", title: t("web.manager.name"), render: (m) => m.name },
          { key: "speciality", title: t("web.manager.speciality"), width: "40%", render: (m) => m.speciality },
          {
            key: "certificate",
            title: t("web.manager.certificate"),
            render: (m) => [m.organisationName, m.certificate].filter(Boolean).join(" · "),
          },
          { key: "attached", title: t("web.manager.attached"), align: "right", render: (m) => m.attached },
          {
            key: "do",
            title: "",
            render: (m) => (
              <>
                {isMember(me) && m.userId !== me.userId && (
                  <Button size="small" onClick={() => setChosen(m)}>
                    {t("web.manager.invite")}
                  </Button>
                )}
                {m.allowedActions.includes("end") && (
                  <Button size="small" type="text" danger onClick={() => end.mutate({ managerId: m.managerId })}>
                    {t("web.manager.end_register")}
                  </Button>
                )}
              </>
            ),
          },
        ]}
      />
      {isCity(me) && <Register onDone={refresh} />}
    </div>
  );
}

function Invite({ manager, onDone }: { manager: Manager; onDone: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const entries = useQuery(trpc.entry.list.queryOptions({ limit: 100, offset: 0 }));
  const invite = useMutation(trpc.technologyManager.invite.mutationOptions());
  const [entryId, setEntryId] = useState<string>();
  const [note, setNote] = useState("");
  const [mayAnswer, setMayAnswer] = useState(false);
  return (
    <section className="sheet stack">
      <h2>{t("web.manager.invite_whom", { name: manager.name })}</h2>
      <p className="muted">{t("web.manager.invite_words")}</p>
      <Select
        aria-label={t("web.manager.for_entry")}
        placeholder={t("web.manager.for_entry")}
        value={entryId}
        onChange={setEntryId}
        loading={entries.isPending}
        showSearch={{ optionFilterProp: "label" }}
        options={(entries.data?.items ?? []).map((e) => ({ value: e.id, label: `${e.number ?? ""} ${e.title}` }))}
      />
      <Input.TextArea
        value={note}
        onChange={(event) => setNote(event.target.value)}
        maxLength={500}
        autoSize={{ minRows: 2 }}
        aria-label={t("web.manager.note")}
        placeholder={t("web.manager.note")}
      />
      <Checkbox checked={mayAnswer} onChange={(event) => setMayAnswer(event.target.checked)}>
        {t("web.manager.may_answer")}
      </Checkbox>
      <Button
        type="primary"
        disabled={!entryId}
        loading={invite.isPending}
        onClick={async () => {
          await invite.mutateAsync({ managerId: manager.managerId, entryId, note: note || undefined, mayAnswer });
          void message.success(t("web.manager.invited"));
          onDone();
        }}
      >
        {t("web.manager.invite")}
      </Button>
    </section>
  );
}

function Register({ onDone }: { onDone: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const [form] = Form.useForm();
  const register = useMutation(trpc.technologyManager.register.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <Collapse
      items={[
        {
          key: "register",
          label: t("web.manager.register"),
          children: (
            <DomainForm
              form={form}
              schema={registerTechnologyManagerInput}
              onSubmit={async (input) => {
                await register.mutateAsync(input);
                form.resetFields();
                onDone();
              }}
            >
              <Field name="identifier" label={t("web.lead.officer_identifier")} required>
                <Input autoComplete="off" inputMode="email" />
              </Field>
              <Field name="speciality" label={t("web.manager.speciality")} required>
                <Input maxLength={300} />
              </Field>
              <Field name="certificate" label={t("web.manager.certificate_no")}>
                <Input maxLength={120} />
              </Field>
              <Field name="organisationName" label={t("web.manager.organisation")}>
                <Input maxLength={120} />
              </Field>
              <Button type="primary" htmlType="submit" loading={register.isPending}>
                {t("web.manager.register")}
              </Button>
            </DomainForm>
          ),
        },
      ]}
    />
  );
}
