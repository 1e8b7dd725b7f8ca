import { dayOf, type LaneView } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { isCity, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { DataList, pageInput } from "../../components/data-list.tsx";
import { EmptyFace } from "../../components/faces.tsx";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { Day } from "../../components/values.tsx";

const route = getRouteApi("/in/vetting/lanes");

/** The universities whose own review the city trusts, with how their samples went. */
export function LaneListPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const { page } = route.useSearch();
  const { data } = useSuspenseQuery(trpc.trustedLane.list.queryOptions(pageInput(page)));
  const [granting, setGranting] = useState(false);
  return (
    <>
      <PageHeader
        title={t("web.lane.title")}
        lead={t("web.lane.lead")}
        back={{ to: "/vetting", label: t("web.vetting.back") }}
        actions={
          isCity(me) && (
            <Button type="primary" onClick={() => setGranting(true)}>
              {t("web.lane.grant")}
            </Button>
          )
        }
      />
      <DataList<LaneView>
        label={t("web.lane.title")}
        rows={data.items}
        total={data.total}
        rowKey={(row) => row.laneId}
        columns={[
          {
            key: "organisation",
            title: t("web.lane.university"),
            width: "32%",
            render: (row) => (
              <Link to="/organisations/$organisationId" params={{ organisationId: row.organisationId }}>
                {row.organisationName}
              </Link>
            ),
          },
          { key: "state", title: t("web.vetting.col_state"), render: (row) => <LaneTag lane={row} /> },
          {
            key: "since",
            title: t("web.lane.col_since"),
            render: (row) => <Day value={dayOf(new Date(row.grantedAt))} />,
          },
          { key: "published", title: t("web.lane.col_published"), align: "right", render: (row) => row.published },
          {
            key: "samples",
            title: t("web.lane.col_samples"),
            render: (row) =>
              t("web.lane.samples", {
                open: row.open,
                passed: row.passed,
                failed: row.failed,
                allowed: row.failuresAllowed,
                months: row.months,
              }),
          },
        ]}
        empty={<EmptyFace title={t("web.lane.empty")} />}
      />
      <GrantDialog open={granting} onClose={() => setGranting(false)} />
    </>
  );
}

export function LaneTag({ lane }: { lane: LaneView }) {
  const t = useT();
  return lane.endedAt ? (
    <StateBadge tone={lane.endReason === "failures" ? "warn" : "quiet"}>
      {t(`web.lane.ended.${lane.endReason}`)}
    </StateBadge>
  ) : (
    <StateBadge tone="good">{t("web.lane.running")}</StateBadge>
  );
}

function GrantDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT();
  const id = useId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const grant = useMutation(trpc.trustedLane.grant.mutationOptions({ meta: { showsOwnError: true } }));
  const [organisationId, setOrganisationId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [error, setError] = useState<string | null>(null);
  const run = async () => {
    setError(null);
    try {
      await grant.mutateAsync({ organisationId: organisationId ?? "", reason });
      void queryClient.invalidateQueries({ queryKey: trpc.trustedLane.pathKey() });
      onClose();
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={t("web.lane.grant")}
      okText={t("web.lane.grant")}
      okButtonProps={{ loading: grant.isPending, disabled: !organisationId }}
      onOk={() => void run()}
      destroyOnHidden
    >
      <div className="stack">
        <p>{t("web.lane.lead")}</p>
        <div>
          <label htmlFor={`${id}-university`}>{t("web.lane.university")}</label>
          <OrganisationSelect id={`${id}-university`} value={organisationId} onChange={setOrganisationId} />
        </div>
        <div>
          <label htmlFor={`${id}-reason`}>{t("web.lane.reason")}</label>
          <Input.TextArea
            id={`${id}-reason`}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
        {error && <Alert type="error" showIcon title={error} role="alert" />}
      </div>
    </Modal>
  );
}
