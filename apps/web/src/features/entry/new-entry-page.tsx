import type { EntryKind } from "@jiebang/domain/entry/entry-content.ts";
import { KindMark } from "@jiebang/ui/marks.tsx";
import { useMutation } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { Button, Radio, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { PageHeader } from "../../components/page-header.tsx";

const route = getRouteApi("/in/entries/new");

export function NewEntryPage() {
  const t = useT();
  const me = useMe();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const search = route.useSearch();
  const firstKind = me.memberships[0]?.kind === "enterprise" ? "demand" : "offer";
  const [kind, setKind] = useState<EntryKind>(search.kind ?? firstKind);
  const [organisationId, setOrganisationId] = useState<string | null>(
    search.organisationId ?? me.memberships[0]?.organisationId ?? null,
  );
  const create = useMutation(
    trpc.entry.create.mutationOptions({
      onSuccess: (entry) => navigate({ to: "/entries/$entryId/edit", params: { entryId: entry.id }, replace: true }),
    }),
  );
  const mayActForOthers = isCoordinator(me);
  if (me.memberships.length === 0 && !mayActForOthers)
    return (
      <>
        <PageHeader title={t("web.entry.new")} />
        <EmptyFace
          title={t("web.entry.no_organisation")}
          hint={t("web.entry.no_organisation_hint")}
          action={<Link to="/redeem">{t("web.account.have_code")}</Link>}
        />
      </>
    );
  return (
    <>
      <PageHeader
        title={t("web.entry.new")}
        lead={t("web.entry.new_lead")}
        back={{ to: "/entries", label: t("web.entry.list_title") }}
      />
      <form
        className="sheet stack narrow-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          if (organisationId) create.mutate({ kind, organisationId });
        }}
      >
        <Radio.Group className="choice-list" value={kind} onChange={(event) => setKind(event.target.value)}>
          {(["offer", "demand"] as const).map((one) => (
            <Radio key={one} value={one} className="choice">
              <KindMark kind={one} label={t(`web.entry.new_${one}`)} />
              <span className="choice-hint">{t(`web.entry.${one}_explain`)}</span>
            </Radio>
          ))}
        </Radio.Group>
        {me.memberships.length > 0 && (
          <div>
            <label htmlFor="new-entry-organisation">{t("web.entry.for_organisation")}</label>
            <Select
              id="new-entry-organisation"
              style={{ width: "100%" }}
              value={me.memberships.some((m) => m.organisationId === organisationId) ? organisationId : undefined}
              onChange={setOrganisationId}
              options={me.memberships.map((m) => ({ value: m.organisationId, label: m.organisationName }))}
            />
          </div>
        )}
        {mayActForOthers && (
          <div>
            <label htmlFor="new-entry-behalf">{t("web.entry.on_behalf_of")}</label>
            <OrganisationSelect
              id="new-entry-behalf"
              value={me.memberships.some((m) => m.organisationId === organisationId) ? null : organisationId}
              onChange={(next) => setOrganisationId(next ?? me.memberships[0]?.organisationId ?? null)}
            />
            <p className="muted">{t("web.entry.on_behalf_hint")}</p>
          </div>
        )}
        <Button type="primary" htmlType="submit" disabled={!organisationId} loading={create.isPending}>
          {t("web.entry.create")}
        </Button>
      </form>
    </>
  );
}
