import { type OpenedAccount, openAccountInput } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";

/** For the first coordinators, auditors and experts: they enter with the code that is shown afterwards. */
export function OpenAccountDialog(props: { onClose: () => void; onOpened: (opened: OpenedAccount) => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const open = useMutation(
    trpc.admin.openAccount.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: (opened) => {
        void queryClient.invalidateQueries({ queryKey: trpc.admin.pathKey() });
        props.onOpened(opened);
      },
    }),
  );
  return (
    <Modal open onCancel={props.onClose} footer={null} title={t("web.admin.account_new")}>
      <p className="muted">{t("web.admin.account_new_hint")}</p>
      <DomainForm schema={openAccountInput} onSubmit={(input) => open.mutateAsync(input)}>
        <Field name="name" label={t("web.admin.col_name")} required>
          <Input maxLength={60} autoFocus />
        </Field>
        <Field name="identifier" label={t("web.account.identifier")} required>
          <Input maxLength={254} autoComplete="off" />
        </Field>
        <Button type="primary" htmlType="submit" loading={open.isPending}>
          {t("web.admin.account_new")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
