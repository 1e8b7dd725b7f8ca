import { createBasisInput } from "@jiebang/domain/basis/basis.schema.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useT } from "../app/locale.tsx";
import { useTRPC } from "../app/trpc.ts";
import { DomainForm, Field } from "./domain-form.tsx";
import { DayInput } from "./inputs.tsx";

/** Enters a basis document (依据文件) into the register; rounds, calls and editions cite it from there. */
export function RegisterBasisForm({ onMade, onClose }: { onMade: (basisId: string) => void; onClose: () => void }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const create = useMutation(trpc.basis.create.mutationOptions({ meta: { showsOwnError: true } }));
  return (
    <DomainForm
      schema={createBasisInput}
      onSubmit={async (input) => {
        const made = await create.mutateAsync(input);
        await queryClient.invalidateQueries({ queryKey: trpc.basis.pathKey() });
        onMade(made.id);
      }}
    >
      <Field name="title" label={t("web.round.basis_title")}>
        <Input maxLength={300} />
      </Field>
      <div className="form-grid">
        <Field name="documentNo" label={t("web.round.basis_no")}>
          <Input maxLength={120} />
        </Field>
        <Field name="issuer" label={t("web.round.basis_issuer")}>
          <Input maxLength={200} />
        </Field>
        <Field name="validFrom" label={t("web.round.basis_from")}>
          <DayInput />
        </Field>
        <Field name="validTo" label={t("web.round.basis_to")}>
          <DayInput />
        </Field>
      </div>
      <Field name="url" label={t("web.round.basis_url")} normalize={(v: string) => v.trim() || null}>
        <Input inputMode="url" />
      </Field>
      <div className="form-actions">
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          {t("web.save")}
        </Button>
        <Button onClick={onClose}>{t("web.cancel")}</Button>
      </div>
    </DomainForm>
  );
}
