import { declareRelationInput, type RelationView, relationKind } from "@jiebang/domain";
import { StateBadge } from "@jiebang/ui/marks.tsx";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { ConfirmWithReason } from "../../components/confirm-with-reason.tsx";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { OrganisationSelect } from "../../components/organisation-select.tsx";
import { DateTime } from "../../components/values.tsx";

/** Declared related parties, read in both directions; an end keeps the past. */
export function Relations({ organisationId, canDeclare }: { organisationId: string; canDeclare: boolean }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const [ending, setEnding] = useState<RelationView | null>(null);
  const relations = useSuspenseQuery(trpc.organisation.listRelations.queryOptions({ organisationId })).data;
  const options = {
    meta: { showsOwnError: true },
    onSuccess: () =>
      queryClient.invalidateQueries({ queryKey: trpc.organisation.listRelations.queryKey({ organisationId }) }),
  };
  const declare = useMutation(trpc.organisation.declareRelation.mutationOptions(options));
  const end = useMutation(trpc.organisation.endRelation.mutationOptions(options));
  return (
    <div className="stack">
      <section className="sheet">
        <p className="muted">{t("web.organisation.relations_lead")}</p>
        {relations.length === 0 && <p>{t("web.organisation.relations_none")}</p>}
        <ul className="rows">
          {relations.map((relation) => (
            <li key={relation.relationId}>
              <div className="rows-main">
                {relation.organisationId === organisationId
                  ? relation.relatedOrganisationName
                  : relation.organisationName}
                <div className="rows-sub">
                  {t(`web.organisation.relation.${relation.kind}`)} · {relation.evidence} ·{" "}
                  <DateTime value={relation.createdAt} dateOnly />
                </div>
              </div>
              {relation.endedAt && <StateBadge tone="quiet">{t("web.organisation.relation_ended")}</StateBadge>}
              {relation.allowedActions.includes("end") && (
                <Button size="small" onClick={() => setEnding(relation)}>
                  {t("web.organisation.relation_end")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      {canDeclare && (
        <section className="sheet narrow-sheet">
          <h2>{t("web.organisation.relation_add")}</h2>
          <DomainForm
            form={form}
            schema={declareRelationInput}
            toInput={(values) => ({ ...values, organisationId })}
            onSubmit={async (input) => {
              await declare.mutateAsync(input);
              form.resetFields();
            }}
          >
            <Field name="relatedOrganisationId" label={t("web.organisation.relation_with")} required>
              <OrganisationSelect />
            </Field>
            <Field name="kind" label={t("web.organisation.relation_kind")} required>
              <Select
                options={relationKind.options.map((kind) => ({
                  value: kind,
                  label: t(`web.organisation.relation.${kind}`),
                }))}
              />
            </Field>
            <Field name="evidence" label={t("web.organisation.relation_evidence")} required>
              <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
            </Field>
            <Button type="primary" htmlType="submit" loading={declare.isPending}>
              {t("web.organisation.relation_add")}
            </Button>
          </DomainForm>
        </section>
      )}
      <ConfirmWithReason
        open={ending !== null}
        onClose={() => setEnding(null)}
        danger
        title={t("web.organisation.relation_end")}
        okText={t("web.organisation.relation_end")}
        onConfirm={async () => {
          if (ending) await end.mutateAsync({ relationId: ending.relationId });
        }}
      >
        {t("web.organisation.relation_end_words")}
      </ConfirmWithReason>
    </div>
  );
}
