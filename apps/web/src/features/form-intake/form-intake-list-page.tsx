import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, type Outputs, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { BlankForms } from "./blank-forms.tsx";
import { DropZone } from "./drop-zone.tsx";
import { useFormUpload } from "./use-form-upload.ts";

type Intake = Outputs["formIntake"]["list"]["items"][number];
const route = getRouteApi("/in/forms");
const DESK = "desk";

/** Filled forms come in here, blank ones go out. */
export function FormIntakeListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { page } = route.useSearch();
  const intakes = useSuspenseQuery(trpc.formIntake.list.queryOptions(pageInput(page))).data;
  const open = useMutation(trpc.formIntake.open.mutationOptions());
  const { uploads, isBusy, send } = useFormUpload();
  const choices = [
    ...(isCoordinator(me) ? [{ value: DESK, label: t("web.forms.desk") }] : []),
    ...me.memberships.map((m) => ({ value: m.organisationId, label: m.organisationName })),
  ];
  const [whose, setWhose] = useState(choices[0]?.value ?? DESK);
  const take = async (files: File[]) => {
    const intake = await open.mutateAsync(whose === DESK ? {} : { organisationId: whose });
    const refused = await send(intake.id, files);
    if (refused < files.length) await navigate({ to: "/forms/$intakeId", params: { intakeId: intake.id } });
  };
  return (
    <div className="stack">
      <PageHeader title={t("web.forms.title")} lead={t("web.forms.lead")} />
      <div className="columns">
        <div className="stack">
          <section className="sheet stack">
            {choices.length > 1 && (
              <div>
                <label htmlFor="forms-whose">{t("web.forms.whose")}</label>
                <Select
                  id="forms-whose"
                  style={{ width: "100%" }}
                  value={whose}
                  onChange={setWhose}
                  options={choices}
                />
              </div>
            )}
            <DropZone uploads={uploads} disabled={isBusy || open.isPending} onFiles={(files) => void take(files)} />
          </section>
          <DataList<Intake>
            label={t("web.forms.title")}
            rows={intakes.items}
            total={intakes.total}
            rowKey={(intake) => intake.id}
            empty={<EmptyFace title={t("web.forms.empty")} />}
            columns={[
              {
                key: "at",
                title: t("web.forms.col_at"),
                render: (intake) => (
                  <Link to="/forms/$intakeId" params={{ intakeId: intake.id }}>
                    <DateTime value={intake.createdAt} />
                  </Link>
                ),
              },
              {
                key: "state",
                title: t("web.forms.col_state"),
                render: (intake) => <StateTag prefix="web.forms.state" state={intake.state} />,
              },
              { key: "files", title: t("web.forms.col_files"), align: "right", render: (intake) => intake.filesTotal },
              {
                key: "drafts",
                title: t("web.forms.col_drafts"),
                align: "right",
                render: (intake) => intake.counts.drafts,
              },
              {
                key: "whose",
                title: t("web.forms.whose"),
                wideOnly: true,
                render: (intake) => intake.organisationName ?? t("web.forms.of_desk"),
              },
              { key: "by", title: t("web.forms.col_by"), wideOnly: true, render: (intake) => intake.startedByName },
            ]}
          />
        </div>
        <BlankForms />
      </div>
    </div>
  );
}
