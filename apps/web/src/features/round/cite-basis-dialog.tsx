import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { RegisterBasisForm } from "../../components/register-basis-form.tsx";
import { useRoundChange } from "./use-round-change.ts";

interface CiteBasisProps {
  roundId: string;
  cited: string[];
  /** Already cited, only the reason for using it is asked. */
  basisId: string | null;
  onClose: () => void;
}

/** Chooses or registers the document a round rests on; outside its validity it needs a recorded reason. */
export function CiteBasisDialog({ roundId, cited, basisId, onClose }: CiteBasisProps) {
  const t = useT();
  const trpc = useTRPC();
  const changed = useRoundChange();
  const bases = useQuery(trpc.basis.list.queryOptions());
  const [chosen, setChosen] = useState<string | null>(basisId);
  const [reason, setReason] = useState("");
  const [registers, setRegisters] = useState(false);
  const cite = useMutation(trpc.round.cite.mutationOptions({ meta: { showsOwnError: true }, onSuccess: changed }));
  const basis = bases.data?.find((b) => b.id === chosen);
  const confirm = () =>
    chosen &&
    cite.mutate(
      { roundId, basisId: chosen, overrideReason: basis?.isExpired ? reason.trim() : null },
      { onSuccess: onClose },
    );
  return (
    <Modal
      open
      title={t(registers ? "web.round.basis_new" : "web.round.basis_add")}
      onCancel={onClose}
      okText={t("web.round.basis_add")}
      okButtonProps={{ disabled: !chosen, loading: cite.isPending }}
      onOk={confirm}
      footer={registers ? null : undefined}
      width={620}
    >
      {registers ? (
        <RegisterBasisForm
          onMade={(made) => {
            setChosen(made);
            setRegisters(false);
          }}
          onClose={() => setRegisters(false)}
        />
      ) : (
        <div className="stack">
          {!basisId && (
            <Select
              aria-label={t("web.round.basis")}
              style={{ width: "100%" }}
              showSearch={{ optionFilterProp: "label" }}
              loading={bases.isPending}
              value={chosen}
              onChange={setChosen}
              options={(bases.data ?? [])
                .filter((b) => !cited.includes(b.id))
                .map((b) => ({ value: b.id, label: `${b.documentNo} ${b.title}` }))}
            />
          )}
          {basis?.isExpired && (
            <>
              <Alert type="warning" showIcon title={t("web.round.basis_override_text")} />
              <Input.TextArea
                aria-label={t("web.round.basis_override")}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
                maxLength={2000}
                autoSize={{ minRows: 3, maxRows: 8 }}
              />
            </>
          )}
          {!basisId && <Button onClick={() => setRegisters(true)}>{t("web.round.basis_new")}</Button>}
          {cite.isError && <Alert type="error" showIcon title={explainError(t, cite.error)} role="alert" />}
        </div>
      )}
    </Modal>
  );
}
