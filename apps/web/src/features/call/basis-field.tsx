import { useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Select } from "antd";
import { useId, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { RegisterBasisForm } from "../../components/register-basis-form.tsx";
import { Day } from "../../components/values.tsx";

export interface Citation {
  basisId: string;
  overrideReason?: string | null;
}
interface BasisFieldProps {
  id?: string;
  value?: Citation[];
  onChange?: (value: Citation[]) => void;
}

/** The documents that something rests on: chosen from the register or entered anew; one outside its validity with a reason. */
export function BasisField({ id, value = [], onChange }: BasisFieldProps) {
  const t = useT();
  const trpc = useTRPC();
  const reasonId = useId();
  const [registers, setRegisters] = useState(false);
  const { data: bases = [], isPending } = useQuery(trpc.basis.list.queryOptions());
  const set = (basisId: string, overrideReason: string) =>
    onChange?.(value.map((one) => (one.basisId === basisId ? { basisId, overrideReason } : one)));
  return (
    <div className="stack">
      {value.map((one) => {
        const basis = bases.find((b) => b.id === one.basisId);
        if (!basis) return null;
        return (
          <div key={one.basisId} className="basis-row">
            <div className="basis-name">
              <strong>{basis.title}</strong>{" "}
              <span className="muted">
                {basis.documentNo} · {basis.issuer} · <Day value={basis.validFrom} />
                {basis.validTo && (
                  <>
                    {" – "}
                    <Day value={basis.validTo} />
                  </>
                )}
              </span>{" "}
              <Button
                size="small"
                type="link"
                onClick={() => onChange?.(value.filter((other) => other.basisId !== one.basisId))}
              >
                {t("web.round.basis_remove")}
              </Button>
            </div>
            {basis.isExpired && (
              <>
                <label htmlFor={`${reasonId}${one.basisId}`} className="due-late">
                  {t("web.round.basis_override_text")}
                </label>
                <Input.TextArea
                  id={`${reasonId}${one.basisId}`}
                  value={one.overrideReason ?? ""}
                  maxLength={1000}
                  autoSize={{ minRows: 2, maxRows: 6 }}
                  onChange={(event) => set(one.basisId, event.target.value)}
                />
              </>
            )}
          </div>
        );
      })}
      <div className="basis-add">
        <Select
          id={id}
          aria-label={t("web.round.basis_add")}
          placeholder={t("web.round.basis_add")}
          style={{ flex: "1 1 14rem", minWidth: 0 }}
          showSearch={{ optionFilterProp: "label" }}
          loading={isPending}
          value={null}
          onChange={(basisId: string | null) => basisId && onChange?.([...value, { basisId, overrideReason: null }])}
          options={bases
            .filter((b) => !value.some((one) => one.basisId === b.id))
            .map((b) => ({ value: b.id, label: `${b.documentNo} ${b.title}` }))}
        />
        <Button onClick={() => setRegisters(true)}>{t("web.round.basis_new")}</Button>
      </div>
      {registers && (
        <RegisterBasis
          onClose={() => setRegisters(false)}
          onMade={(basisId) => {
            setRegisters(false);
            onChange?.([...value, { basisId, overrideReason: null }]);
          }}
        />
      )}
    </div>
  );
}

function RegisterBasis({ onClose, onMade }: { onClose: () => void; onMade: (basisId: string) => void }) {
  const t = useT();
  return (
    <Modal open title={t("web.round.basis_new")} onCancel={onClose} footer={null} width={620}>
      <RegisterBasisForm onMade={onMade} onClose={onClose} />
    </Modal>
  );
}
