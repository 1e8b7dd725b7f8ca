import { type RegistrationView, refusalReason } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Alert, Button, Segmented } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { StateTag } from "../../components/state-tag.tsx";
import { DateTime } from "../../components/values.tsx";
import { ApproveRegistration } from "./approve-registration.tsx";

const route = getRouteApi("/in/desk/registrations");
const REASONS = refusalReason.options.map((key) => key.split(".")[1]!);

/** Requests for accounts of the jurisdiction: look, join or create the organisation, answer once. */
export function RegistrationsPage() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { page, state = "pending" } = route.useSearch();
  const navigate = useNavigate({ from: "/desk/registrations" });
  const { data } = useSuspenseQuery(trpc.registration.list.queryOptions({ ...pageInput(page), state }));
  const [approving, setApproving] = useState<RegistrationView | null>(null);
  const [refusing, setRefusing] = useState<RegistrationView | null>(null);
  const refuse = useMutation(
    trpc.registration.refuse.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.registration.pathKey() }),
    }),
  );
  return (
    <>
      <PageHeader
        title={t("web.registration.title")}
        lead={t("web.registration.lead")}
        back={{ to: "/desk", label: t("web.desk.title") }}
      />
      <div className="toolbar">
        <Segmented
          value={state}
          onChange={(next) => void navigate({ search: { state: next === "pending" ? undefined : next } })}
          options={(["pending", "approved", "refused"] as const).map((one) => ({
            value: one,
            label: t(`web.registration.state.${one}`),
          }))}
        />
      </div>
      <DataList<RegistrationView>
        label={t("web.registration.title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.registrationId}
        columns={[
          {
            key: "organisation",
            title: t("web.registration.col_organisation"),
            width: "34%",
            render: (row) => (
              <>
                <strong>{row.organisation.name}</strong>
                <div className="muted">
                  {t(`word.organisation.${row.organisation.kind}`)}{" "}
                  <span className="mono">{row.organisation.creditCode}</span>
                </div>
                {row.creditCodeProblem && <Alert type="warning" title={t(row.creditCodeProblem)} />}
                {row.candidates.length > 0 && (
                  <div className="muted">
                    {t("web.registration.similar")}: {row.candidates.map((c) => c.name).join("、")}
                  </div>
                )}
              </>
            ),
          },
          {
            key: "person",
            title: t("web.registration.col_person"),
            render: (row) => (
              <>
                {row.name} <span className="muted">{row.identifier}</span>
                {row.hasAccount && <div className="muted">{t("web.registration.has_account")}</div>}
              </>
            ),
          },
          {
            key: "note",
            title: t("web.account.note"),
            render: (row) => row.note ?? "",
          },
          {
            key: "state",
            title: t("web.entry.col_state"),
            render: (row) => (
              <>
                <StateTag prefix="web.registration.state" state={row.state} />
                {row.reason && <div className="muted">{t(row.reason)}</div>}
              </>
            ),
          },
          {
            key: "at",
            title: t("web.registration.col_at"),
            render: (row) => <DateTime value={row.decidedAt ?? row.createdAt} dateOnly />,
          },
          {
            key: "actions",
            title: t("web.registration.col_actions"),
            render: (row) =>
              row.allowedActions.length > 0 && (
                <span className="row-actions">
                  {row.allowedActions.includes("approve") && (
                    <Button size="small" type="primary" onClick={() => setApproving(row)}>
                      {t("web.registration.approve")}
                    </Button>
                  )}
                  {row.allowedActions.includes("refuse") && (
                    <Button size="small" onClick={() => setRefusing(row)}>
                      {t("web.registration.refuse")}
                    </Button>
                  )}
                </span>
              ),
          },
        ]}
        empty={<EmptyFace title={t("web.registration.empty")} />}
      />
      {approving && <ApproveRegistration registration={approving} onClose={() => setApproving(null)} />}
      <ConfirmWithReason
        open={refusing !== null}
        onClose={() => setRefusing(null)}
        title={t("web.registration.refuse_title", { name: refusing?.organisation.name })}
        okText={t("web.registration.refuse")}
        danger
        reasons={{ codes: REASONS, prefix: "registration" }}
        text={{ label: t("web.optional_note") }}
        onConfirm={async ({ reasons, text }) => {
          if (!refusing) return;
          await refuse.mutateAsync({
            registrationId: refusing.registrationId,
            reason: refusalReason.parse(`registration.${reasons[0]}`),
            note: text || undefined,
          });
        }}
      />
    </>
  );
}
