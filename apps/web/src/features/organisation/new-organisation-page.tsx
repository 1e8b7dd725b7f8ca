import { createOrganisationInput } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Form } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm } from "../../components/domain-form.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { useLocalDraft } from "../../components/use-local-draft.ts";
import { OrganisationFields } from "./organisation-fields.tsx";

export function NewOrganisationPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [form] = Form.useForm();
  const draft = useLocalDraft("organisation.new", form);
  const create = useMutation(trpc.organisation.create.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <>
      <PageHeader
        title={t("web.organisation.new")}
        back={{ to: "/organisations", label: t("web.organisation.list_title") }}
      />
      <div className="sheet">
        <DomainForm
          form={form}
          schema={createOrganisationInput}
          initialValues={{ kind: "enterprise" }}
          onValuesChange={draft.onValuesChange}
          onSubmit={async (input) => {
            const { organisationId } = await create.mutateAsync(input);
            draft.clear();
            await queryClient.invalidateQueries({ queryKey: trpc.session.current.queryKey() });
            void queryClient.invalidateQueries({ queryKey: trpc.organisation.pathKey() });
            await navigate({ to: "/organisations/$organisationId", params: { organisationId } });
          }}
        >
          <OrganisationFields isCoordinator />
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t("web.save")}
          </Button>
        </DomainForm>
      </div>
    </>
  );
}
