import { type OrganisationView, updateOrganisationInput } from "@jiebang/domain";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { App, Button, Form } from "antd";
import { Suspense, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DomainForm } from "../../components/domain-form.tsx";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { PageTabs } from "../../components/page-tabs.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { OrganisationLane } from "../vetting/organisation-lane.tsx";
import { Invitations } from "./invitations.tsx";
import { Members } from "./members.tsx";
import { OrganisationFields } from "./organisation-fields.tsx";
import { OrganisationTags } from "./organisation-tags.tsx";
import { Relations } from "./relations.tsx";
import { Vacations } from "./vacations.tsx";

const route = getRouteApi("/in/organisations/$organisationId");

export function OrganisationPage() {
  const t = useT();
  const trpc = useTRPC();
  const { organisationId } = route.useParams();
  const { tab } = route.useSearch();
  const navigate = useNavigate({ from: "/organisations/$organisationId" });
  const organisation = useSuspenseQuery(trpc.organisation.get.queryOptions({ organisationId })).data;
  const may = (action: OrganisationView["allowedActions"][number]) => organisation.allowedActions.includes(action);
  const pane = (children: React.ReactNode) => <Suspense fallback={<PageSkeleton />}>{children}</Suspense>;
  return (
    <>
      <PageHeader
        title={organisation.name}
        eyebrow={
          <>
            <span>{t(`word.organisation.${organisation.kind}`)}</span>
            {organisation.jurisdictionName && <span>{organisation.jurisdictionName}</span>}
            <a href={`${t.locale === "en" ? "/en" : ""}/organisations/${organisationId}`}>
              {t("web.entry.public_page")} ↗
            </a>
          </>
        }
        tags={<OrganisationTags organisation={organisation} />}
        actions={<Actions organisation={organisation} />}
      />
      <PageTabs
        active={tab ?? "profile"}
        onChange={(key) =>
          void navigate({ search: { tab: key === "profile" ? undefined : (key as NonNullable<typeof tab>) } })
        }
        items={[
          {
            key: "profile",
            label: t("web.organisation.tab_profile"),
            children: pane(<Profile key={organisation.version} organisation={organisation} />),
          },
          {
            key: "members",
            label: `${t("web.organisation.tab_members")} ${organisation.memberCount}`,
            children: pane(<Members organisationId={organisationId} />),
          },
          ...(may("inviteMember") || may("inviteClaim")
            ? [
                {
                  key: "invitations",
                  label: t("web.organisation.tab_invitations"),
                  children: pane(<Invitations organisation={organisation} />),
                },
              ]
            : []),
          {
            key: "relations",
            label: t("web.organisation.tab_relations"),
            children: pane(<Relations organisationId={organisationId} canDeclare={may("declareRelation")} />),
          },
          ...(organisation.kind === "university"
            ? [
                {
                  key: "lane",
                  label: t("web.lane.section"),
                  children: pane(<OrganisationLane organisationId={organisationId} />),
                },
              ]
            : []),
          {
            key: "vacations",
            label: t("web.organisation.tab_vacations"),
            children: pane(<Vacations organisationId={organisationId} canAnnounce={may("announceVacation")} />),
          },
        ]}
      />
    </>
  );
}

function Profile({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const { organisationId, version } = organisation;
  const draft = useLocalDraft(`organisation.${organisationId}.${version}`, form);
  const update = useMutation(trpc.organisation.update.mutationOptions({ meta: { showsOwnError: true } }));
  const canEdit = organisation.allowedActions.includes("edit");
  const isCoordinator = organisation.allowedActions.includes("editAsCoordinator");
  return (
    <div className="sheet">
      {!canEdit && <p className="muted">{t("web.organisation.read_only")}</p>}
      <DomainForm
        form={form}
        disabled={!canEdit}
        schema={updateOrganisationInput}
        initialValues={organisation}
        toInput={(values) => {
          const { jurisdictionId, tier, honours, ...own } = values;
          return { ...own, ...(isCoordinator ? { jurisdictionId, tier, honours } : {}), organisationId, version };
        }}
        onValuesChange={draft.onValuesChange}
        onSubmit={async (input) => {
          const next = await update.mutateAsync(input);
          draft.clear();
          queryClient.setQueryData(trpc.organisation.get.queryKey({ organisationId }), next);
          void queryClient.invalidateQueries({ queryKey: trpc.organisation.list.queryKey() });
          void message.success(t("web.saved"));
        }}
      >
        <OrganisationFields isCoordinator={isCoordinator} />
        {canEdit && (
          <Button type="primary" htmlType="submit" loading={update.isPending}>
            {t("web.save")}
          </Button>
        )}
      </DomainForm>
    </div>
  );
}

function Actions({ organisation }: { organisation: OrganisationView }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [ask, setAsk] = useState<"unverify" | "suspend" | null>(null);
  const { organisationId, version } = organisation;
  const options = {
    onSuccess: (next: OrganisationView) => {
      queryClient.setQueryData(trpc.organisation.get.queryKey({ organisationId }), next);
      void queryClient.invalidateQueries({ queryKey: trpc.organisation.list.queryKey() });
    },
  };
  const verify = useMutation(trpc.organisation.verify.mutationOptions(options));
  const reinstate = useMutation(trpc.organisation.reinstate.mutationOptions(options));
  const own = { ...options, meta: { showsOwnError: true } };
  const unverify = useMutation(trpc.organisation.unverify.mutationOptions(own));
  const suspend = useMutation(trpc.organisation.suspend.mutationOptions(own));
  const may = (action: OrganisationView["allowedActions"][number]) => organisation.allowedActions.includes(action);
  const ref = { organisationId, version };
  return (
    <>
      {may("verify") && (
        <Button type="primary" loading={verify.isPending} onClick={() => verify.mutate(ref)}>
          {t("web.organisation.verify")}
        </Button>
      )}
      {may("reinstate") && (
        <Button type="primary" loading={reinstate.isPending} onClick={() => reinstate.mutate(ref)}>
          {t("web.organisation.reinstate")}
        </Button>
      )}
      {may("editAsCoordinator") && (
        <Link to="/organisations/duplicates" search={{ of: organisationId }} className="button-link">
          <Button tabIndex={-1}>{t("web.merge.find")}</Button>
        </Link>
      )}
      {may("unverify") && <Button onClick={() => setAsk("unverify")}>{t("web.organisation.unverify")}</Button>}
      {may("suspend") && <Button onClick={() => setAsk("suspend")}>{t("web.organisation.suspend")}</Button>}
      {(["unverify", "suspend"] as const).map((what) => (
        <ConfirmWithReason
          key={what}
          open={ask === what}
          onClose={() => setAsk(null)}
          danger
          title={t(`web.organisation.${what}`)}
          okText={t(`web.organisation.${what}`)}
          onConfirm={() => (what === "suspend" ? suspend.mutateAsync(ref) : unverify.mutateAsync(ref))}
        >
          {t(`web.organisation.${what}_words`)}
        </ConfirmWithReason>
      ))}
    </>
  );
}
