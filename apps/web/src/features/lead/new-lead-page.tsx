import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Form, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { isCoordinator, useMe } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { EmptyFace } from "../../components/faces.tsx";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { NeedForm } from "./need-form.tsx";
import "./lead.css";

/** A lead of one's own firm, or on a visit for a firm one looks after. */
export function NewLeadPage() {
  const t = useT();
  const trpc = useTRPC();
  const me = useMe();
  const navigate = useNavigate();
  const { organisations } = useSuspenseQuery(trpc.lead.standing.queryOptions()).data;
  const [organisationId, setOrganisationId] = useState<string | null>(organisations[0]?.organisationId ?? null);
  const others = isCoordinator(me);
  return (
    <>
      <PageHeader
        title={t("web.lead.new")}
        lead={t("web.lead.new_lead")}
        back={{ to: "/leads", label: t("web.lead.nav") }}
      />
      {organisations.length === 0 && !others ? (
        <EmptyFace title={t("web.lead.no_firm")} />
      ) : (
        <section className="sheet lead-new">
          <Form layout="vertical" component="div">
            <Form.Item label={t("web.lead.for_firm")} htmlFor="lead-firm" required>
              {others ? (
                <OrganisationSelect
                  id="lead-firm"
                  value={organisationId}
                  onChange={setOrganisationId}
                  initialName={organisations[0]?.name}
                />
              ) : (
                <Select
                  id="lead-firm"
                  size="large"
                  value={organisationId}
                  onChange={setOrganisationId}
                  showSearch={{ optionFilterProp: "label" }}
                  options={organisations.map((o) => ({ value: o.organisationId, label: o.name }))}
                />
              )}
            </Form.Item>
          </Form>
          {organisationId && (
            <NeedForm
              key={organisationId}
              organisationId={organisationId}
              onDone={(lead) => void navigate({ to: "/leads/$leadId", params: { leadId: lead.leadId } })}
            />
          )}
        </section>
      )}
    </>
  );
}
